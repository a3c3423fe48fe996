import { groups, testRule } from "./cases.ts";

function entries(...items: string[]): string {
  return `model_list:\n${items.map((item) => `  - ${item}\n`).join("")}general_settings: {master_key: os.environ/KEY}\n`;
}

const other = "{model_name: b, litellm_params: {model: openai/gpt-4o}}";

testRule("model-list", [
  { name: "a list of mappings", yaml: groups, at: [] },
  { name: "none", yaml: "general_settings: {master_key: os.environ/KEY}\n", at: [] },
  { name: "a mapping", yaml: "model_list: {a: openai/gpt-4o}\n", at: ["1:13"], says: ["no list", "aborts"] },
  { name: "a name and a lone dash", yaml: entries("gpt-4o", "", other), at: ["2:5", "2:11"], says: ["no mapping"] },
]);

testRule("missing-model-name", [
  { name: "text", yaml: entries(other), at: [] },
  {
    name: "none",
    yaml: entries("litellm_params: {model: openai/gpt-4o}", other),
    at: ["2:5"],
    says: ["no `model_name`", "aborts"],
  },
  {
    name: "a number",
    yaml: entries("{model_name: 4.10, litellm_params: {model: openai/gpt-4o}}"),
    at: ["2:18"],
    says: ["no text", "drops"],
  },
  {
    name: "an empty text",
    yaml: entries("{model_name: '', litellm_params: {model: openai/gpt-4o}}"),
    at: ["2:18"],
    says: ["is empty"],
  },
  {
    name: "a list",
    yaml: entries("{model_name: [a], litellm_params: {model: openai/gpt-4o}}"),
    at: ["2:18"],
    says: ["no text", "aborts"],
  },
]);

testRule("missing-litellm-params", [
  { name: "a mapping", yaml: entries(other), at: [] },
  { name: "none", yaml: entries("model_name: a"), at: ["2:5"], says: ["has no `litellm_params`", "without naming"] },
  { name: "nothing in it", yaml: entries("{model_name: a, litellm_params: }"), at: ["2:35"], says: ["no mapping"] },
]);

testRule("missing-model", [
  { name: "text", yaml: entries(other), at: [] },
  {
    name: "none",
    yaml: entries("{model_name: a, litellm_params: {api_key: none}}"),
    at: ["2:21"],
    says: ["has no `model`"],
  },
  { name: "nothing", yaml: entries("{model_name: a, litellm_params: {model: }}"), at: ["2:43"], says: ["is no text"] },
  { name: "a list", yaml: entries("{model_name: a, litellm_params: {model: [openai/gpt-4o]}}"), at: ["2:45"] },
  {
    name: "an empty text",
    yaml: entries("{model_name: a, litellm_params: {model: ''}}"),
    at: ["2:45"],
    says: ["drops"],
  },
]);

testRule("model-info", [
  {
    name: "a mapping",
    yaml: entries("{model_name: a, litellm_params: {model: openai/gpt-4o}, model_info: {mode: chat}}"),
    at: [],
  },
  {
    name: "nothing",
    yaml: entries("{model_name: a, litellm_params: {model: openai/gpt-4o}, model_info: }"),
    at: ["2:71"],
    says: ["no mapping"],
  },
]);

function withId(group: string, id: string): string {
  return `{model_name: ${group}, litellm_params: {model: openai/gpt-4o}, model_info: {id: ${id}}}`;
}

testRule("duplicate-id", [
  { name: "two ids", yaml: entries(withId("a", "x"), withId("b", "y"), other), at: [] },
  {
    name: "one id in two groups",
    yaml: entries(withId("a", "x"), withId("b", "x")),
    at: ["3:78"],
    says: ["`x` stands in two deployments", "request for `b` may be answered by the deployment of `a`"],
  },
  {
    name: "one id in one group",
    yaml: entries(withId("a", "7"), withId("a", "'7'")),
    at: ["3:78"],
    says: ["both answer"],
  },
]);

function weighed(weight: string): string {
  return `{model_name: a, litellm_params: {model: openai/gpt-4o${weight}}}`;
}

testRule("partial-weights", [
  { name: "all", yaml: entries(weighed(", weight: 3"), weighed(", weight: 0")), at: [] },
  { name: "none", yaml: entries(weighed(""), weighed("")), at: [] },
  { name: "another group has none", yaml: entries(weighed(", weight: 3"), other), at: [] },
  {
    name: "one",
    yaml: entries(weighed(""), weighed(", weight: 3"), weighed(", weight: ")),
    at: ["2:21", "4:21"],
    severity: "error",
    says: ["`a` has no weight", "0 of 300"],
  },
  {
    name: "not the first, on an older release",
    release: "1.83.14",
    yaml: entries(weighed(""), weighed(", weight: 3")),
    at: ["2:21"],
    severity: "warning",
    says: ["no weight where the first has none (executed on 1.83.14)"],
  },
]);

testRule("weight-value", [
  { name: "a number", yaml: entries(weighed(", weight: 0.5")), at: [] },
  {
    name: "a text",
    yaml: entries(weighed(", weight: '5'")),
    at: ["2:68"],
    says: ['`"5"` is no number', "every request to `a` fails"],
  },
  { name: "a bool", yaml: entries(weighed(", weight: yes")), at: [] },
]);
