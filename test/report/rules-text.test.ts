import { expect, test } from "vitest";
import { ruleText, rulesText } from "../../src/report/rules-text.ts";

const rule = { code: "alias-chain", severity: "error" as const, summary: "No alias leads to an alias" };

test("rules are a line each", () => {
  expect(rulesText([rule, { code: "x", severity: "info", summary: "It is so" }])).toBe(
    "alias-chain  error  No alias leads to an alias\nx            info   It is so\n",
  );
});

test("one rule is told with the way to do without it", () => {
  expect(ruleText(rule, "any config")).toBe(`alias-chain (error, about any config)
  No alias leads to an alias

  Not wanted? \`--rule alias-chain=off\`, or on the line above:
  # litellm-profiles-disable-next-line alias-chain -- reason
`);
});
