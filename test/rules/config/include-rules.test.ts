import { expect, test } from "vitest";
import type { Finding } from "../../../src/domain/finding.ts";
import { openModelMap } from "../../../src/litellm/model-map.ts";
import { checkConfig, checkFile } from "../../../src/rules/config/index.ts";
import { groups, testRule } from "./cases.ts";

const master = "general_settings: {master_key: os.environ/KEY}\n";
const withAliases = "router_settings: {model_group_alias: {fast: small}, max_fallbacks: 1}\n";

testRule("include-replaces", [
  { name: "unknown files", yaml: `include: [one.yaml]\n${groups}`, at: [] },
  {
    name: "lists, new sections, empty ones, and files that are not there",
    yaml: `include: [models.yaml, new.yaml, gone.yaml]\nlitellm_settings: {}\n${groups}`,
    included: {
      "models.yaml": "model_list: [{model_name: b, litellm_params: {model: openai/gpt-4o}}]\n",
      "new.yaml": "litellm_settings: {drop_params: true}\nguardrails: []\n",
    },
    at: [],
  },
  {
    name: "a section of this file",
    yaml: `include:\n  - sub/one.yaml\n${master}litellm_settings: {drop_params: true}\n`,
    included: { "sub/one.yaml": "litellm_settings: {num_retries: 1}\n" },
    severity: "warning",
    at: ["2:5"],
    says: ["`sub/one.yaml` replaces the whole of `litellm_settings`"],
  },
  {
    name: "aliases of another included file",
    yaml: `include: [one.yaml, b.yaml]\n${groups}`,
    included: { "one.yaml": withAliases, "b.yaml": "router_settings: {num_retries: 1}\n" },
    severity: "error",
    at: ["1:21"],
    says: ["alias `fast` answers 400"],
  },
  {
    name: "aliases by the same ones, through a file beside the included one",
    yaml: `include: [sub/one.yaml]\n${groups}${withAliases}`,
    included: { "sub/one.yaml": "include: [b.yaml]\n", "sub/b.yaml": withAliases },
    severity: "warning",
    at: ["1:11"],
  },
  {
    name: "a section by something that is none",
    yaml: `include: [one.yaml]\n${groups}${withAliases}`,
    included: { "one.yaml": "router_settings: 5\n" },
    severity: "error",
    at: ["1:11"],
  },
]);

testRule("include-cycle", [
  { name: "unknown files", yaml: `include: [one.yaml]\n${groups}`, at: [] },
  {
    name: "the same file by two ways",
    yaml: `include: [one.yaml, b.yaml]\n${groups}`,
    included: { "one.yaml": "include: [c.yaml]\n", "b.yaml": "include: [c.yaml]\n", "c.yaml": "guardrails: []\n" },
    at: [],
  },
  {
    name: "a file that includes itself",
    yaml: `include: [b.yaml, ./sub/../c.yaml]\n${groups}`,
    included: { "b.yaml": "guardrails: []", "c.yaml": "include: [c.yaml]\n" },
    severity: "info",
    at: ["1:19"],
    says: ["each file once"],
  },
  {
    name: "the config itself, on an older release",
    release: "1.94.3",
    yaml: `include: [b.yaml]\n${groups}`,
    included: { "b.yaml": "include: [a.yaml]\n" },
    severity: "error",
    at: ["1:11"],
    says: ["never ends"],
  },
]);

const head = "general_settings: {master_key: os.environ/K}\n";
const large = "model_list: [{model_name: large, litellm_params: {model: openai/gpt-4o}}]\n";
const small = large.replace("large", "small");
const aliases = (map: string): string => `router_settings: {model_group_alias: ${map}, max_fallbacks: 1}\n`;

/** Names are resolved in what LiteLLM merges: aliases here, groups there. */
test.each([
  {
    name: "groups of included files",
    text: `include: [m.yaml, n.yaml]\n${head}${aliases("{a: large, b: small}")}`,
    included: { "m.yaml": large, "n.yaml": small },
    expected: [],
  },
  {
    name: "a group that no file has, though all are there",
    text: `include: [m.yaml]\n${head}${aliases("{a: gone}")}`,
    included: { "m.yaml": large },
    expected: ["a.yaml:3:42 unknown-alias-target"],
  },
  {
    name: "a group that a missing file may have",
    text: `include: [m.yaml]\n${head}${aliases("{a: gone}")}`,
    included: {},
    expected: ["a.yaml:3:42 unseen-alias-target"],
  },
  {
    name: "a file that LiteLLM cannot read",
    text: `include: [broken.yaml]\n${groups}`,
    included: { "broken.yaml": "a: [" },
    expected: ["broken.yaml:1:5 unreadable-config"],
  },
  {
    name: "a file that is empty",
    text: `include: [none.yaml]\n${groups}`,
    included: { "none.yaml": "# nothing\n" },
    expected: ["none.yaml:1:1 unreadable-config"],
  },
])("an include: $name", ({ text, included, expected }) => {
  const source = { file: "a.yaml", text, included: new Map(Object.entries(included)) };
  expect(placesOf(checkConfig(source, openModelMap("1.106.2")))).toEqual(expected);
});

function placesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);
}

test("what is wrong is told in the file that holds it, also behind a list of another one", () => {
  const entry = "  - {model_name: x, litellm_params: {model: openai/gpt-4o, weight: heavy}}\n";
  const included = new Map([
    ["m.yaml", `# one\nmodel_list:\n${entry}`],
    ["n.yaml", `model_list:\n${entry}router_settings: {on: 1}\n`],
  ]);
  const text = `include: [m.yaml, n.yaml]\n${groups}router_settings: {off: 1, max_fallbacks: 1}\n`;
  const found = checkConfig({ file: "a.yaml", text, included }, openModelMap("1.106.2"));
  expect(placesOf(found)).toEqual([
    "a.yaml:1:19 include-replaces",
    "m.yaml:3:68 weight-value",
    "n.yaml:2:68 weight-value",
    "n.yaml:3:19 not-text-key",
    "n.yaml:3:19 unread-setting",
  ]);
});

test("a config in a ConfigMap includes what lies beside it", () => {
  const text = `apiVersion: v1
kind: ConfigMap
data:
  config.yaml: |
    include: [models.yaml]
    general_settings: {master_key: os.environ/K}
    router_settings: {model_group_alias: {a: large, b: gone}, max_fallbacks: 1}
  models.yaml: |
    model_list:
      - {model_name: large, litellm_params: {model: openai/gpt-4o, weight: x}}
`;
  const { configs, findings } = checkFile({ file: "f.yaml", text }, openModelMap("1.106.2"));
  expect(configs).toBe(2);
  expect(findings.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual([
    "7:56 unknown-alias-target",
    "10:76 weight-value",
  ]);
});
