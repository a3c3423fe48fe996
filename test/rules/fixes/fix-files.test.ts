import { describe, expect, test } from "vitest";
import type { Finding } from "../../../src/domain/finding.ts";
import type { SourceFiles } from "../../../src/domain/source-files.ts";
import { openModelMap } from "../../../src/litellm/model-map.ts";
import { checkFile } from "../../../src/rules/config/index.ts";
import { fixFiles } from "../../../src/rules/fixes/fix-files.ts";
import { caseNames, readCase } from "../../truth/labels.ts";

const models = openModelMap("1.106.2");

function check(texts: SourceFiles): Promise<Finding[]> {
  return Promise.resolve([...texts].flatMap(([file, text]) => checkFile({ file, text }, models).findings));
}

async function fixText(text: string): Promise<string> {
  return String((await fixFiles(new Map([["a.yaml", text]]), check)).texts.get("a.yaml"));
}

/** Every case is a sound config but for these lines. */
const around = (router: string, params = ""): string => `general_settings: {master_key: os.environ/KEY} # kept
model_list:
  - model_name: cheap
    litellm_params: # and this
      model: 'openai/gpt-4o'
${params}router_settings:
  max_fallbacks: 1
${router}`;

const withLine = (line: string): string => around("", `      ${line}\n`);
const withAliases = (lines: readonly string[]): string => around(`  model_group_alias: {${lines.join(", ")}}`);

/** A ConfigMap whose config ends with these lines. */
const mapOf = (value: string): string =>
  `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n${around(`  model_group_alias:\n    fast:\n${value}`)
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n")}\n`;

describe("mends", () => {
  test.each([
    { name: "an alias in brackets", before: "{fast: [cheap]}", after: "{fast: cheap}" },
    { name: "with spaces and a comma", before: '{fast: [ "cheap" , ], x: cheap}', after: '{fast: "cheap", x: cheap}' },
    { name: "on a line of its own", before: "\n    fast:\n      - cheap # why\n", after: "\n    fast: cheap # why\n" },
    {
      name: "a key that is a bool",
      before: "\n    on: cheap\n    'off': cheap",
      after: "\n    \"on\": cheap\n    'off': cheap",
    },
    {
      name: "a text for a bool",
      before: '{a: {model: cheap, hidden: "True"}}',
      after: "{a: {model: cheap, hidden: true}}",
    },
  ])("$name", async ({ before, after }) => {
    expect(await fixText(around(`  model_group_alias: ${before}`))).toBe(around(`  model_group_alias: ${after}`));
  });

  test.each([
    { name: "a misspelt parameter", before: "'api_bsae': http://x", after: "'api_base': http://x" },
    { name: "a number in quotes", before: 'weight: "2.5" # heavy', after: "weight: 2.5 # heavy" },
    { name: "another syntax for variables", before: 'api_key: "${KEY_1}"', after: 'api_key: "os.environ/KEY_1"' },
    { name: "a plain one", before: "api_key: ${KEY}", after: "api_key: os.environ/KEY" },
    { name: "a date", before: "api_version: 2024-02-01", after: 'api_version: "2024-02-01"' },
    { name: "a number where text is due", before: "region_name: 5", after: 'region_name: "5"' },
    { name: "a value with an anchor that nobody uses", before: "weight: &w '5'", after: "weight: &w 5" },
  ])("$name", async ({ before, after }) => {
    expect(await fixText(withLine(before))).toBe(withLine(after));
    expect(await fixText(withLine(before).replaceAll("\n", "\r\n"))).toBe(withLine(after).replaceAll("\n", "\r\n"));
  });

  test("misspelt settings, and a text where a list is due", async () => {
    const before = around(
      "  fallbacks: [{'*': cheap}]\n  enable_pre_call_check: yes\n  num_retries: '3'\nlitelm_settings: {}\n",
    );
    const after = around(
      "  fallbacks: [{'*': [cheap]}]\n  enable_pre_call_checks: yes\n  num_retries: 3\nlitellm_settings: {}\n",
    );
    expect(await fixText(before)).toBe(after);
  });

  test("a config in a ConfigMap, in its lines", async () => {
    const whole = mapOf("      - cheap").replace("fast:\n          - cheap", "fast: cheap");
    expect(await fixText(mapOf("      - cheap"))).toBe(whole);
  });
});

describe("leaves alone", () => {
  const cases = [
    { name: "what two places share by an anchor", line: "weight: &w '5'\n      max_retries: *w" },
    { name: "what a merge key brings", line: "<<: {weight: '5'}" },
    { name: "a reference with a default", line: "api_key: ${KEY:-none}" },
    { name: "a reference with something around it", line: "api_key: sk-${KEY}" },
    { name: "a text that is no number", line: "weight: 'heavy'" },
    { name: "an octal number", line: "weight: '017'" },
    { name: "a name that may be two others", line: "max_retris: 1\n      max_retrie: 1" },
    { name: "a name whose right spelling stands there, too", line: "api_bsae: http://x\n      api_base: http://y" },
    { name: "a value with a tag, which a fix does not mend", line: "weight: !!str '5'" },
  ];
  test.each(cases)("$name", async ({ line }) => {
    const text = withLine(line);
    expect(await check(new Map([["a.yaml", text]]))).not.toEqual([]);
    expect(await fixText(text)).toBe(text);
  });

  test.each([
    { name: "a list of two", value: "{fast: [cheap, dear]}" },
    { name: "a list with a comment in it", value: "\n    fast: # why\n      - cheap" },
    { name: "a list with an anchor", value: "{fast: &l [cheap]}" },
    { name: "a list whose item names no group", value: "{fast: [dear]}" },
    { name: "an alias behind a YAML alias", value: "{a: &a [cheap], b: *a}" },
  ])("$name", async ({ value }) => {
    const text = around(`  model_group_alias: ${value}`);
    expect(await fixText(text)).toBe(text);
  });

  test.each([
    { name: "in quotes", value: JSON.stringify(around("  model_group_alias: {a: [cheap]}")) },
    {
      name: "folded",
      value: `>\n${around("  model_group_alias: {a: [cheap]}").replaceAll(/^/gm, "    ").replaceAll("\n", "\n\n")}`,
    },
  ])("a config that its wrapper holds $name", async ({ value }) => {
    const text = `apiVersion: v1\ndata:\n  a: ${value}\n`;
    expect(await check(new Map([["a.yaml", text]]))).not.toEqual([]);
    expect(await fixText(text)).toBe(text);
  });

  test("a file whose bytes are no text", async () => {
    const text = `# \uDCE9\nproxy_config:\n${around("  model_group_alias: {fast: [cheap]}").replaceAll(/^/gm, "  ")}`;
    expect(await fixText(text)).toBe(text);
  });
});

test("one bad fix among many keeps none of the others from being made", async () => {
  const aliases = ["a: [cheap]", "b: [gone]", "c: [cheap]", "d: [cheap]", "e: [lost]"];
  const mended = ["a: cheap", "b: [gone]", "c: cheap", "d: cheap", "e: [lost]"];
  const { texts, fixed, left } = await fixFiles(new Map([["a.yaml", withAliases(aliases)]]), check);
  expect(texts.get("a.yaml")).toBe(withAliases(mended));
  expect(fixed.map(({ code }) => code)).toEqual(["alias-value", "alias-value", "alias-value"]);
  expect(left.map(({ code }) => code)).toEqual(["alias-value", "alias-value"]);
});

test("a fix that would bring an error to light is not made", async () => {
  const before = around("", "").replace("router_settings", "rooter_settings") + "  model_group_alias: {fast: [gone]}\n";
  expect(await fixText(before)).toBe(before);
});

test("of two fixes for the same characters one is made, and the rest looked at again", async () => {
  const place = { file: "a.yaml", line: 1, column: 1, endLine: 1, endColumn: 2 };
  const finding = (message: string, text: string): Finding => ({
    code: "c",
    severity: "error",
    message,
    ...place,
    fix: [{ place, text }],
  });
  const steps = new Map([
    ["a", [finding("first", "b"), finding("second", "c")]],
    ["b", [finding("second", "c")]],
  ]);
  const fixed = await fixFiles(new Map([["a.yaml", "a"]]), (texts) =>
    Promise.resolve(steps.get(String(texts.get("a.yaml"))) ?? []),
  );
  expect(fixed.texts.get("a.yaml")).toBe("c");
  expect(fixed.fixed.map(({ message }) => message)).toEqual(["first", "second"]);
});

test("every case that LiteLLM was run on: fixing twice is fixing once, and brings nothing that was not there", async () => {
  for (const name of caseNames()) {
    const texts = new Map([["a.yaml", readCase(name)]]);
    const first = await fixFiles(texts, check);
    const second = await fixFiles(first.texts, check);
    expect({ name, fixed: second.fixed, text: second.texts.get("a.yaml") }).toEqual({
      name,
      fixed: [],
      text: first.texts.get("a.yaml"),
    });
    expect(first.left.length).toBeLessThanOrEqual((await check(texts)).length);
  }
});
