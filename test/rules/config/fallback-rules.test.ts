import { groups, testRule } from "./cases.ts";

function router(text: string): string {
  return `${groups}router_settings:\n  ${text}\n`;
}

const sound = router("fallbacks: [{large: [small]}]");

testRule("unknown-fallback-target", [
  { name: "a group", yaml: sound, at: [] },
  { name: "an alias", yaml: router("model_group_alias: {spare: small}\n  fallbacks: [{large: [spare]}]"), at: [] },
  { name: "a group with parameters", yaml: router("fallbacks: [{large: [{model: small, temperature: 0}]}]"), at: [] },
  { name: "of an included file", yaml: `include: [b.yaml]\n${router("fallbacks: [{large: [elsewhere]}]")}`, at: [] },
  {
    name: "a mistyped group",
    yaml: router("fallbacks: [{large: [smal, small]}]"),
    at: ["8:24"],
    says: ["Fallback `smal` names no group", "Did you mean `small`?"],
  },
  {
    name: "nothing that is near",
    yaml: router("fallbacks: [{large: [quite-another]}]"),
    at: ["8:24"],
    says: ["Name a"],
  },
  { name: "in the other lists", yaml: router("context_window_fallbacks: [{large: [smal]}]"), at: ["8:39"] },
  {
    name: "in the other section",
    yaml: `${groups}litellm_settings:\n  fallbacks:\n    - large: [smal]\n`,
    at: ["9:15"],
  },
  { name: "among the default fallbacks", yaml: router("default_fallbacks: [smal]"), at: ["8:23"] },
  {
    name: "beside one that exists",
    yaml: `${groups}router_settings: {fallbacks: [{large: [tiny, small]}]}\n`,
    at: ["7:40"],
    severity: "warning",
    says: ["the next target is tried"],
  },
]);

testRule("unknown-fallback-source", [
  { name: "a group and a star", yaml: router("fallbacks: [{large: [small]}, {'*': [small]}]"), at: [] },
  { name: "an alias", yaml: router("model_group_alias: {chat: large}\n  fallbacks: [{chat: [small]}]"), at: [] },
  { name: "of an included file", yaml: `include: [b.yaml]\n${router("fallbacks: [{elsewhere: [small]}]")}`, at: [] },
  {
    name: "a mistyped group",
    yaml: router("fallbacks: [{lareg: [small]}]"),
    at: ["8:16"],
    says: ["`fallbacks` has a list for `lareg`", "nothing uses it", "`large`"],
  },
  {
    name: "nothing that is near",
    yaml: router("fallbacks: [{quite-another: [small]}]"),
    at: ["8:16"],
    says: ["clients call"],
  },
]);

testRule("fallback-misses-alias", [
  {
    name: "both names",
    yaml: router("model_group_alias: {chat: large}\n  fallbacks: [{large: [small]}, {chat: [small]}]"),
    at: [],
  },
  {
    name: "a star for all",
    yaml: router("model_group_alias: {chat: large}\n  fallbacks: [{large: [small]}, {'*': [small]}]"),
    at: [],
  },
  {
    name: "the group only",
    yaml: router("model_group_alias: {chat: large}\n  fallbacks: [{large: [small]}]"),
    at: ["9:16"],
    says: ["group `large` do not count for its alias `chat`"],
  },
]);

testRule("fallback-list", [
  { name: "one key an item", yaml: router("fallbacks: [{large: [small]}]"), at: [] },
  { name: "nothing", yaml: router("fallbacks:"), at: [] },
  {
    name: "two keys in an item",
    yaml: router("fallbacks: [{large: [small], small: [large]}]"),
    at: ["8:15"],
    says: ["`fallbacks` has 2 keys", "aborts"],
  },
  { name: "an item without a key", yaml: router("fallbacks: [{}]"), at: ["8:15"], says: ["has 0 keys"] },
  { name: "a name as an item", yaml: router("fallbacks: [small]"), at: ["8:15"], says: ["is no mapping"] },
  { name: "a mapping", yaml: router("fallbacks: {large: [small]}"), at: ["8:14"], says: ["is no list"] },
  {
    name: "where LiteLLM says nothing",
    yaml: router("context_window_fallbacks: {large: [small]}"),
    at: ["8:29"],
    severity: "warning",
    says: ["LiteLLM says nothing"],
  },
]);

testRule("fallback-target-list", [
  { name: "a list of names", yaml: sound, at: [] },
  {
    name: "a text",
    yaml: router("fallbacks: [{large: small}]"),
    at: ["8:23"],
    severity: "warning",
    says: ["targets of `large` are a text", "letter by letter", "`[small]`"],
  },
  {
    name: "a text, on a later release",
    release: "1.108.11",
    yaml: router("fallbacks: [{large: small}]"),
    at: ["8:23"],
    severity: "error",
    says: ["aborts at start (executed on 1.108.11)"],
  },
  {
    name: "a text for long prompts, on a later release",
    release: "1.109.1",
    yaml: router("context_window_fallbacks: [{large: small}]"),
    at: ["8:38"],
    severity: "warning",
    says: ["letter by letter"],
  },
  { name: "nothing", yaml: router("fallbacks: [{large: }]"), at: ["8:21"], says: ["are nothing"] },
  { name: "a number", yaml: router("fallbacks: [{large: 4}]"), at: ["8:23"], says: ["a number", "Write a list"] },
  { name: "a mapping", yaml: router("fallbacks: [{large: {model: small}}]"), at: ["8:23"], says: ["a mapping"] },
  {
    name: "a text as default",
    yaml: router("default_fallbacks: small"),
    at: ["8:22"],
    says: ["in `default_fallbacks`"],
  },
  {
    name: "an empty item",
    yaml: router("fallbacks: [{large: [~, small]}]"),
    at: ["8:24"],
    says: ["is nothing", "good targets"],
  },
  { name: "an empty text", yaml: router("fallbacks: [{large: ['']}]"), at: ["8:24"], says: ["an empty text"] },
  { name: "a list in the list", yaml: router("fallbacks: [{large: [[small]]}]"), at: ["8:24"], says: ["a list"] },
]);

const header = "# Rendered by litellm-profiles from profiles/, do not edit\n";

testRule("max-fallbacks", [
  { name: "1 in a rendered config", yaml: `${header}${router("max_fallbacks: 1")}...\n`, at: [] },
  { name: "anything in another's", yaml: router("max_fallbacks: 3"), at: [] },
  { name: "another number", yaml: `${header}${router("max_fallbacks: 5")}...\n`, at: ["9:3"], says: ["is `5`, not 1"] },
  { name: "missing", yaml: `${header}${router("num_retries: 2")}...\n`, at: ["8:1"], says: ["is missing"] },
]);
