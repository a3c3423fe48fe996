import { expect, test } from "vitest";
import type { Finding } from "../../../src/domain/finding.ts";
import { ruleDescriptions } from "../../../src/rules/rule-descriptions.ts";
import { selectFindings } from "../../../src/rules/selection/select-findings.ts";

const place = { file: "a.yaml", line: 2, column: 1, endLine: 2, endColumn: 2 };
const finding: Finding = { code: "no-master-key", severity: "info", message: "It is so", ...place };
const text = "# litellm-profiles-disable-next-line no-master-key -- local\nx: 1\n";

test("a comment speaks before a setting, so that it is not called unused", () => {
  const settings = [{ code: "no-master-key", level: "off" as const }];
  expect(selectFindings([finding], new Map([["a.yaml", text]]), { settings, baseline: [] })).toEqual([]);
});

test("the baseline speaks last", () => {
  const baseline = [
    { file: "a.yaml", code: "unused-suppression", message: "The next line has no finding `no-master-key`", count: 1 },
  ];
  expect(selectFindings([], new Map([["a.yaml", text]]), { settings: [], baseline })).toEqual([]);
});

test("every rule can be chosen by its code, each once", () => {
  const codes = ruleDescriptions.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].toSorted());
  expect(codes).toEqual(
    expect.arrayContaining(["alias-chain", "literal-secret", "truncated-config", "unknown-task", "unused-suppression"]),
  );
});
