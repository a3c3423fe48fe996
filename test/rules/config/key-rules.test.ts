import { groups, testRule } from "./cases.ts";

testRule("repeated-key", [
  { name: "each key once", yaml: groups, at: [] },
  {
    name: "a section written twice",
    yaml: `${groups}router_settings: {num_retries: 1}\nrouter_settings: {timeout: 5}\n`,
    at: ["8:1"],
    says: ["`router_settings` stands twice at the top level", "only the last one"],
  },
  {
    name: "a parameter written twice, in its own entry only",
    yaml: "model_list:\n  - {model_name: a, litellm_params: {model: openai/a, rpm: 1, rpm: 2}}\n  - {model_name: b, litellm_params: {model: openai/b, rpm: 1}}\n",
    at: ["2:63"],
    says: ["`rpm` stands twice in `model_list.0.litellm_params`"],
  },
  {
    name: "what a merge key brings may be written again",
    yaml: `x-base: &base {rpm: 1}\nmodel_list:\n  - {model_name: a, litellm_params: {<<: *base, model: openai/a, rpm: 2}}\ngeneral_settings: {master_key: os.environ/KEY}\n`,
    at: [],
  },
  {
    name: "what is shared by an anchor is told once",
    yaml: "x-base: &base {rpm: 1, rpm: 2}\na: *base\n",
    at: ["1:24"],
  },
]);

testRule("not-text-key", [
  {
    name: "text in quotes",
    yaml: `${groups}router_settings: {model_group_alias: {"no": large, "42": small}}\n`,
    at: [],
  },
  { name: "outside the settings any key will do", yaml: `${groups}x-notes: {1: a, yes: b}\n`, at: [] },
  {
    name: "a word, a number and a date",
    yaml: `${groups}router_settings:\n  model_group_alias:\n    off: large\n    42: small\n    2030-05-06: small\n`,
    at: ["9:5", "10:5", "11:5"],
    says: ["`off` is `false`", "aborts", '`"off"`'],
  },
  {
    name: "an alias, on an older release",
    release: "1.94.3",
    yaml: `${groups}router_settings: {model_group_alias: {no: large}}\n`,
    at: ["7:39"],
    severity: "error",
    says: ["starts", "executed on 1.94.3"],
  },
  {
    name: "a setting, on an older release",
    release: "1.94.3",
    yaml: `${groups}litellm_settings: {on: 1}\n`,
    at: ["7:20"],
    severity: "warning",
  },
  { name: "in another section", yaml: `${groups}litellm_settings: {12:30: a}\n`, at: ["7:20"] },
  { name: "the key of a fallback", yaml: `${groups}router_settings:\n  fallbacks: [{yes: [small]}]\n`, at: ["8:16"] },
]);
