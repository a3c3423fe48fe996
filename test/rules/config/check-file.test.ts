import { expect, test } from "vitest";
import { openModelMap } from "../../../src/litellm/model-map.ts";
import { checkFile } from "../../../src/rules/config/index.ts";

const models = openModelMap("1.106.2");

const config = [
  "general_settings: {master_key: os.environ/KEY}",
  "model_list:",
  "  - model_name: cheap",
  "    litellm_params: {model: openai/gpt-4o, api_version: 2024-02-01}",
  "router_settings:",
  "  max_fallbacks: 1",
  "  model_group_alias: {fast: chaep}",
];
const configMap = [
  "apiVersion: v1",
  "kind: ConfigMap",
  "data:",
  "  any.yaml: |",
  ...config.map((line) => `    ${line}`),
];

function check(lines: readonly string[]) {
  const { configs, findings } = checkFile({ file: "f.yaml", text: lines.join("\n") }, models);
  return { configs, found: findings.map(({ line, column, code }) => `${line}:${column} ${code}`) };
}

test("a file that is a config", () => {
  expect(check(config)).toEqual({ configs: 1, found: ["4:57 dated-value", "7:29 unknown-alias-target"] });
});

test("a config inside a ConfigMap, told in the file's places", () => {
  expect(check(configMap)).toEqual({ configs: 1, found: ["8:61 dated-value", "11:33 unknown-alias-target"] });
});

test("several configs in one file, in order", () => {
  const { configs, found } = check([...configMap, "---", ...configMap]);
  expect(configs).toBe(2);
  expect(found.map((each) => each.split(":")[0])).toEqual(["8", "11", "20", "23"]);
});

test("a config in a ConfigMap that cannot be read", () => {
  expect(check([...configMap, "    a: *nosuch"])).toEqual({ configs: 1, found: ["12:9 unreadable-config"] });
});

test("a Kubernetes object without a config", () => {
  expect(check(["apiVersion: v1", "kind: Service"])).toEqual({ configs: 0, found: [] });
});
