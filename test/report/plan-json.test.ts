import { expect, test } from "vitest";
import { formatPlanJson } from "../../src/report/plan-json.ts";
import { makePlan } from "./make-plan.ts";

test("is exactly the plan", () => {
  const text = formatPlanJson(makePlan());
  expect(JSON.parse(text)).toEqual(makePlan());
  expect(text.endsWith("}\n")).toBe(true);
});
