import { expect, test } from "vitest";
import { applySuppressions, findSuppressions } from "../../../src/rules/selection/suppressions.ts";
import { testPage } from "../page.ts";

const file = "litellm_config.yaml";
const right = `model_list: []
router_settings:
  # litellm-profiles-disable-next-line alias-value -- the gateway takes lists
  model_group_alias: {chat: [large]}
`;
const aliasValue = {
  code: "alias-value",
  severity: "error" as const,
  message: "Alias `chat` has a list",
  file,
  line: 4,
  column: 29,
  endLine: 4,
  endColumn: 36,
};

function findingsIn(text: string) {
  return applySuppressions([aliasValue], findSuppressions(file, text));
}

test("the right comment takes its finding away, and is none itself", () => {
  expect(findingsIn(right)).toEqual([]);
});

for (const { code, wrong } of [
  { code: "bad-suppression", wrong: right.replace(" -- the gateway takes lists", "") },
  { code: "unused-suppression", wrong: right.replace("alias-value", "alias-chain") },
]) {
  testPage(code, () => {
    const found = findingsIn(wrong).find((finding) => finding.code === code);
    if (found === undefined) throw new Error(`${code} is not found`);
    const { message, hint } = found;
    const files = { wrong: { [file]: wrong }, right: { [file]: right } };
    return { ...files, message, ...(hint !== undefined && { hint }), releases: [], options: [] };
  });
}
