import { expect, test } from "vitest";
import { environmentOption } from "../../src/report/environment-option.ts";

test("a command names every environment but the one that it takes by itself", () => {
  expect(environmentOption("staging")).toBe(" --environment staging");
  expect(environmentOption("default")).toBe("");
});
