import { assert, constantFrom, dictionary, jsonValue, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { openModelMap } from "../../../src/litellm/model-map.ts";
import { checkConfig } from "../../../src/rules/config/index.ts";

const models = openModelMap("1.106.2");
const file = "a.yaml";

const known = constantFrom(
  "model_list",
  "router_settings",
  "general_settings",
  "litellm_settings",
  "environment_variables",
  "guardrails",
  "credential_list",
  "include",
);
const inner = constantFrom(
  "model_group_alias",
  "fallbacks",
  "default_fallbacks",
  "routing_groups",
  "routing_strategy",
  "retry_policy",
  "master_key",
  "model_name",
  "litellm_params",
  "model_info",
);
const values = oneof(jsonValue({ maxDepth: 3 }), dictionary(inner, jsonValue({ maxDepth: 3 })));

test("no config makes a rule throw, whatever its shape", () => {
  assert(
    property(
      dictionary(
        known,
        oneof(
          values,
          values.map((value) => [value, value]),
        ),
      ),
      (config) => {
        expect(() => checkConfig({ file, text: JSON.stringify(config) }, models)).not.toThrow();
      },
    ),
  );
});

test("nor does any text", () => {
  assert(
    property(string(), (text) => {
      expect(() => checkConfig({ file, text, variables: new Set() }, models)).not.toThrow();
    }),
  );
});

test("what is found is in reading order, within the file", () => {
  const text = "router_settings: {model_group_alias: {a: b, c: d}}\nmodel_list: [1, {}]\n";
  const found = checkConfig({ file, text }, models);
  const lines = found.map(({ line }) => line);
  expect(lines.length).toBeGreaterThan(3);
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
});
