import { expect, test } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import { readConfigKeys } from "../../src/litellm/config-keys.ts";
import { compareUpgrade } from "../../src/operations/compare-upgrade.ts";

const place = { file: "a.yaml", line: 1, column: 1, endLine: 1, endColumn: 2 };
const finding = (code: string, severity: Finding["severity"] = "error", message = code): Finding => ({
  code,
  severity,
  message,
  ...place,
});

const compare = (text: string, findings: Partial<Record<"before" | "after", readonly Finding[]>> = {}) =>
  compareUpgrade({
    from: "1.83.14",
    to: "1.109.1",
    files: new Map([["a.yaml", text]]),
    before: [],
    after: [],
    ...findings,
  });

test("findings are told that only one release has, or that are worse; a message may name the release", () => {
  const before = [finding("same", "error", "on 1.83.14"), finding("worse", "warning"), finding("gone")];
  const after = [finding("same", "error", "on 1.109.1"), finding("worse"), finding("new")];
  const { added, gone } = compare("", { before, after });
  expect(added.map(({ code }) => code)).toEqual(["new", "worse"]);
  expect(gone.map(({ code }) => code)).toEqual(["gone", "worse"]);
});

test("models that leave the map are told where they stand", () => {
  const text =
    "model_list:\n- {model_name: a, litellm_params: {model: claude-3-opus-20240229}}\n- {model_name: b, litellm_params: {model: gpt-4o}}\n- {litellm_params: {model: 5}}\n- 7\n";
  expect(compare(text).models).toEqual([
    { name: "claude-3-opus-20240229", place: { ...place, line: 2, column: 43, endLine: 2, endColumn: 65 } },
  ]);
});

test("keys are told that become legal, or are no more", () => {
  const [old, now] = [readConfigKeys("1.83.14"), readConfigKeys("1.109.1")];
  const gained = now.router_settings.find((key) => !old.router_settings.includes(key));
  const lost = old.litellm_params.find((key) => !now.litellm_params.includes(key));
  const params = lost === undefined ? "" : `, ${lost}: 1`;
  const text = `router_settings: {${gained}: {}, num_retries: 1}\nmodel_list: [{model_name: a, litellm_params: {model: gpt-4o${params}}}]\n`;
  const report = compare(text);
  expect(report.keysGained.map(({ name }) => name)).toEqual([`router_settings.${gained}`]);
  expect(report.keysLost.map(({ name }) => name)).toEqual(lost === undefined ? [] : [`litellm_params.${lost}`]);
});

test("what is no config has no names", () => {
  expect(compare("model_list: [")).toMatchObject({ models: [], keysGained: [], keysLost: [] });
  expect(compare("description: x\n")).toMatchObject({ models: [] });
});
