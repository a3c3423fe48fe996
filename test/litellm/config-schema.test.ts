import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { readConfigKeys } from "../../src/litellm/config-keys.ts";
import { configSchema } from "../../src/litellm/config-schema.ts";
import { readConfig } from "../../src/litellm/read-config.ts";
import { readCase, readLabels, releases } from "../truth/labels.ts";

const validatorOf = (release: string) => new Ajv({ strict: false }).compile(configSchema(readConfigKeys(release)));

const withRouter = (router: string): string => `model_list: []\nrouter_settings: ${router}\n`;
const printSchema = (release: string): string => JSON.stringify(configSchema(readConfigKeys(release)));

describe.each(releases)("the editor's schema of %s", (release) => {
  const validate = validatorOf(release);

  test("marks nothing in a healthy config", () => {
    const healthy = [...readLabels()].filter(([, { verdicts }]) => verdicts.get(release) === "clean");
    const marked = healthy.filter(([name]) => !validate(readConfig(readCase(name)).config));
    expect(healthy.length).toBeGreaterThan(20);
    expect(marked.map(([name]) => name)).toEqual([]);
  });
});

describe("the editor's schema", () => {
  const validate = validatorOf("1.106.2");

  test.each([
    {
      name: "keys that it does not know",
      text: "x-anchors: 1\nmodel_list: [{model_name: a, custom: 1, litellm_params: {model: a, extra_body: {}}}]\n",
    },
    { name: "a strategy from a variable", text: withRouter("{routing_strategy: os.environ/STRATEGY}") },
    { name: "the long form of an alias", text: withRouter("{model_group_alias: {a: {model: b, hidden: true}}}") },
  ])("takes $name", ({ text }) => {
    expect(validate(readConfig(text).config)).toBe(true);
  });

  test.each([
    { name: "a list for an alias", text: withRouter("{model_group_alias: {a: [b]}}") },
    { name: "an alias without `hidden`", text: withRouter("{model_group_alias: {a: {model: b}}}") },
    { name: "an unknown strategy", text: withRouter("{routing_strategy: fastest}") },
    { name: "a fallback with two keys", text: withRouter("{fallbacks: [{a: [b], c: [d]}]}") },
    { name: "an entry without parameters", text: "model_list: [{model_name: a}]\n" },
    { name: "a weight in quotes", text: "model_list: [{model_name: a, litellm_params: {model: b, weight: '5'}}]\n" },
    { name: "an include that is no list", text: "include: a.yaml\n" },
  ])("marks $name", ({ text }) => {
    expect(validate(readConfig(text).config)).toBe(false);
  });

  test("completes what the release reads", () => {
    expect(printSchema("1.106.2")).toContain('"model_group_alias"');
    expect(printSchema("1.83.14")).not.toBe(printSchema("1.109.1"));
  });
});
