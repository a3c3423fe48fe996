import { groups, testRule } from "./cases.ts";

testRule("section-shape", [
  { name: "mappings and nothing", yaml: `${groups}router_settings:\nlitellm_settings: {}\n`, at: [] },
  { name: "a list", yaml: "general_settings: [master_key]\n", at: ["1:19"], says: ["no mapping", "aborts"] },
  { name: "a text", yaml: `${groups}litellm_settings: drop\n`, at: ["7:19"] },
  { name: "a list of variables", yaml: `${groups}environment_variables: [A=b]\n`, at: ["7:24"] },
  {
    name: "where LiteLLM says nothing",
    yaml: `${groups}router_settings: [a]\n`,
    at: ["7:18"],
    severity: "warning",
    says: ["ignores all of it"],
  },
]);

testRule("include-shape", [
  { name: "a list", yaml: `include: [a.yaml]\n${groups}`, at: [] },
  { name: "a text", yaml: `include: a.yaml\n${groups}`, at: ["1:10"], says: ["no list", "aborts"] },
  { name: "nothing", yaml: `include:\n${groups}`, at: ["1:8"] },
]);

testRule("lost-setting", [
  { name: "all where they belong", yaml: `${groups}router_settings: {model_group_alias: {chat: large}}\n`, at: [] },
  {
    name: "aliases at the top level",
    yaml: `${groups}model_group_alias: {chat: large}\n`,
    at: ["7:1"],
    says: ["does not read `model_group_alias` here", "400", "Move it to `router_settings`"],
  },
  {
    name: "aliases among other settings",
    yaml: `${groups}litellm_settings: {model_group_alias: {chat: large}}\n`,
    at: ["7:20"],
  },
  {
    name: "a mistyped section",
    yaml: `${groups}router_setings: {model_group_alias: {chat: large}}\n`,
    at: ["7:1"],
    says: ["Did you mean `router_settings`?"],
  },
  { name: "mistyped aliases", yaml: `${groups}router_settings: {model_groups_alias: {chat: large}}\n`, at: ["7:19"] },
  {
    name: "a mistyped master key",
    yaml: "general_settings: {masterkey: os.environ/KEY}\n",
    at: ["1:20"],
    says: ["no master key", "`master_key`"],
  },
  { name: "a master key elsewhere", yaml: "litellm_settings: {master_key: os.environ/KEY}\n", at: ["1:20"] },
  { name: "models among the router's settings", yaml: "router_settings: {model_list: []}\n", at: ["1:19"] },
  {
    name: "sections among LiteLLM's settings",
    yaml: `${groups}litellm_settings: {model_list: [], credential_list: [], vector_store_registry: []}\n`,
    at: ["7:20", "7:36", "7:57"],
    says: ["no deployment is left", "Move it to `top level`"],
  },
  {
    name: "settings of callbacks, which LiteLLM takes from both",
    yaml: `${groups}litellm_settings: {callback_settings: {}}\n`,
    at: [],
  },
  {
    name: "aliases under another name",
    yaml: `${groups}router_settings: {aliases: {chat: large}}\n`,
    at: ["7:19"],
    says: ["`model_group_alias`"],
  },
  {
    name: "a section under another name, by what it holds",
    yaml: `${groups}routing: {model_group_alias: {chat: large}}\n`,
    at: ["7:1"],
    says: ["`router_settings`"],
  },
]);

testRule("unread-setting", [
  {
    name: "legal names, custom sections and anchors",
    yaml: `x-defaults: {a: 1}\n_common: {b: 2}\nshared: &shared {num_retries: 2}\n${groups}router_settings: *shared\nlitellm_settings: {drop_params: true}\n`,
    at: [],
  },
  {
    name: "names of one's own, which nothing reads",
    yaml: `my_notes: {b: 2}\n${groups}litellm_settings: {my_own_flag: 1}\ngeneral_settings: {foo: 1}\n`.replace(
      "general_settings: {master",
      "x-general: {master",
    ),
    at: ["1:1", "8:20", "9:20"],
    severity: "info",
  },
  {
    name: "a section under another name",
    yaml: `${groups}settings: {drop_params: true}\n`,
    at: ["7:1"],
    says: ["`litellm_settings`"],
  },
  {
    name: "another way of writing",
    yaml: `${groups}litellmSettings: {drop_params: true}\n`,
    at: ["7:1"],
    says: ["`litellm_settings`"],
  },
  {
    name: "a mistyped router setting",
    yaml: `${groups}router_settings: {num_retries: 2, cooldown_tim: 4}\n`,
    at: ["7:35"],
    says: ["LiteLLM 1.106.2 does not read `cooldown_tim`", "no effect", "`cooldown_time`"],
  },
  {
    name: "any unknown router setting",
    yaml: `${groups}router_settings: {fancy: 2}\n`,
    at: ["7:19"],
    says: ["Remove it"],
  },
  {
    name: "a setting of another section",
    yaml: `${groups}router_settings: {drop_params: true}\n`,
    at: ["7:19"],
    says: ["Move it to `litellm_settings`"],
  },
  { name: "a mistyped setting of LiteLLM", yaml: `${groups}litellm_settings: {drop_param: true}\n`, at: ["7:20"] },
]);
