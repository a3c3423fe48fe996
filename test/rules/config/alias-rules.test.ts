import { groups, testRule } from "./cases.ts";

function aliases(text: string, more = ""): string {
  return `${groups}router_settings:\n  model_group_alias: ${text}\n${more}`;
}

testRule("alias-map", [
  { name: "a mapping", yaml: aliases("{chat: large}"), at: [] },
  { name: "nothing at all", yaml: aliases(""), at: [] },
  { name: "a list", yaml: aliases("[chat]"), at: ["8:22"], says: ["aborts"] },
  { name: "a text", yaml: aliases("chat"), at: ["8:22"] },
]);

testRule("alias-value", [
  { name: "a name", yaml: aliases("{chat: large}"), at: [] },
  { name: "a list of one", yaml: aliases("{chat: [large]}"), at: ["8:29"], says: ["a list", "400", "`large` without"] },
  { name: "a list of two", yaml: aliases("{chat: [large, small]}"), at: ["8:29"], says: ["one target"] },
  { name: "a list of numbers", yaml: aliases("{chat: [1]}"), at: ["8:29"], says: ["one target"] },
  { name: "nothing", yaml: aliases("{chat: }"), at: ["8:27"], says: ["has nothing"] },
  { name: "a bool", yaml: aliases("{chat: yes}"), at: ["8:29"], says: ["boolean `true`"] },
  { name: "a number", yaml: aliases("{chat: 7}"), at: ["8:29"], says: ["number `7`", "in quotes"] },
  { name: "an empty text", yaml: aliases("{chat: ''}"), at: ["8:29"], says: ["an empty text"] },
]);

testRule("alias-mapping", [
  { name: "both keys", yaml: aliases("{chat: {model: large, hidden: true}}"), at: [] },
  {
    name: "no hidden",
    yaml: aliases("{chat: {model: large}}"),
    at: ["8:23"],
    says: ["lacks `hidden`", "KeyError: 'hidden'"],
  },
  { name: "no model", yaml: aliases("{chat: {hidden: false}}"), at: ["8:23"], says: ["lacks `model`"] },
  { name: "hidden, and no model", yaml: aliases("{chat: {hidden: true}}"), at: ["8:23"], says: ["every request"] },
  { name: "neither", yaml: aliases("{chat: {}}"), at: ["8:23", "8:23"] },
  {
    name: "a list as model",
    yaml: aliases("{chat: {model: [large], hidden: no}}"),
    at: ["8:37"],
    says: ["no text", "400"],
  },
  { name: "an empty model", yaml: aliases("{chat: {model: '', hidden: no}}"), at: ["8:37"] },
]);

const anyOpenai = `  - {model_name: openai/*, litellm_params: {model: openai/*, api_key: os.environ/OPENAI_API_KEY}}\n`;
const ownServer = `  - {model_name: openai/*, litellm_params: {model: openai/*, api_base: os.environ/URL}}\n`;
const catchAll = `  - {model_name: "*", litellm_params: {model: "*"}}\n`;

function wildcard(entry: string, target: string): string {
  return aliases(`{chat: ${target}}`).replace("general_settings", `${entry}general_settings`);
}

testRule("unknown-alias-target", [
  { name: "a group", yaml: aliases("{chat: large, talk: {model: small, hidden: false}}"), at: [] },
  {
    name: "a routing group",
    yaml: aliases(
      "{chat: both}",
      "  routing_groups: [{group_name: both, models: [large, small], routing_strategy: simple-shuffle}]\n",
    ),
    at: [],
  },
  { name: "the model of a deployment", yaml: aliases("{chat: openai/gpt-4o-mini}"), at: [] },
  { name: "a variable", yaml: aliases("{chat: os.environ/CHAT_GROUP}"), at: [] },
  { name: "itself, a group", yaml: aliases("{large: large}"), at: [] },
  { name: "a swap of two groups", yaml: aliases("{large: small, small: large}"), at: [] },
  {
    name: "a mistyped group",
    yaml: aliases("{chat: lagre}"),
    at: ["8:29"],
    says: ["`chat` names no group: `lagre`", "400 (executed on 1.106.2)", "Did you mean `large`?"],
  },
  {
    name: "nothing that is near",
    yaml: aliases("{chat: something-else}"),
    at: ["8:29"],
    says: ["Name a `model_name`"],
  },
  { name: "other case", yaml: aliases("{chat: Large}"), at: ["8:29"] },
  { name: "a space at its end", yaml: aliases("{chat: 'large '}"), at: ["8:29"] },
  { name: "in the long form", yaml: aliases("{chat: {model: lagre, hidden: false}}"), at: ["8:37"] },
  { name: "itself, no group", yaml: aliases("{chat: chat}"), at: ["8:29"] },
  {
    name: "a default fallback answers instead",
    yaml: aliases("{chat: lagre}", "  default_fallbacks: [small]\n"),
    at: ["8:29"],
    says: ["default fallback `small` answers instead"],
  },
  {
    name: "a star entry answers instead",
    yaml: aliases("{chat: lagre}", "  fallbacks: [{'*': [small]}]\n"),
    at: ["8:29"],
    says: ["default fallback `small`"],
  },
  {
    name: "a default fallback of the other section",
    yaml: aliases("{chat: lagre}", "litellm_settings: {default_fallbacks: [small]}\n"),
    at: ["8:29"],
    says: ["default fallback `small`"],
  },
  { name: "a wildcard that does not take it", yaml: wildcard(anyOpenai, "lagre"), at: ["9:29"], says: ["400"] },
  {
    name: "among very many groups no other is proposed",
    yaml: `model_list:\n${Array.from({ length: 1001 }, (_, index) => `  - {model_name: g${index}, litellm_params: {model: openai/a}}\n`).join("")}router_settings: {model_group_alias: {chat: g00}}\n`,
    at: ["1003:45"],
    says: ["Name a `model_name`"],
  },
  {
    name: "a catch-all answers instead",
    yaml: wildcard(catchAll, "lagre"),
    at: ["9:29"],
    says: ["catch-all group `*`"],
  },
  { name: "a catch-all may be meant", yaml: wildcard(catchAll, "anthropic/claude-sonnet-4-6"), at: [] },
  { name: "no list of models", yaml: "router_settings: {model_group_alias: {chat: large}}\n", at: ["1:45"] },
  {
    name: "the id of a deployment, which only a call finds",
    yaml: `model_list: [{model_name: a, litellm_params: {model: openai/x}, model_info: {id: a1}}]\nrouter_settings: {model_group_alias: {chat: a1}}\n`,
    at: ["2:45"],
  },
]);

testRule("unseen-alias-target", [
  { name: "a group of this file", yaml: `include: [more.yaml]\n${aliases("{chat: large}")}`, at: [] },
  {
    name: "an included file may have it",
    yaml: `include: [more.yaml]\n${aliases("{chat: extra}")}`,
    at: ["9:29"],
    says: ["included file"],
  },
  {
    name: "the database may have it",
    yaml: "general_settings: {master_key: os.environ/KEY, store_model_in_db: true}\nrouter_settings: {model_group_alias: {chat: extra}}\n",
    at: ["2:45"],
    says: ["database"],
  },
  { name: "any may be elsewhere", yaml: aliases("{chat: extra}"), externalGroups: ["*"], at: ["8:29"] },
  { name: "the one that is elsewhere", yaml: aliases("{chat: extra}"), externalGroups: ["extra"], at: [] },
]);

testRule("wildcard-alias-target", [
  { name: "a model that the provider has", yaml: wildcard(anyOpenai, "openai/gpt-4.1"), at: [] },
  { name: "the same without its provider", yaml: wildcard(anyOpenai, "gpt-4.1"), at: [] },
  { name: "any model on a server of one's own", yaml: wildcard(ownServer, "openai/my-llama"), at: [] },
  {
    name: "a model that nobody has",
    yaml: wildcard(anyOpenai, "openai/gpt-4.1-maxi"),
    at: ["9:29"],
    says: ["no model that LiteLLM 1.106.2 knows", "answers from `openai/*`"],
  },
]);

testRule("alias-chain", [
  {
    name: "an alias that is a group too",
    yaml: aliases("{chat: large, large: small}", "  fallbacks: [{chat: [large]}]\n").replace(
      "large: small",
      "talk: small",
    ),
    at: [],
  },
  {
    name: "an alias of an alias",
    yaml: aliases("{chat: talk, talk: large}"),
    at: ["8:29"],
    says: ["names the alias `talk`", "one step only", "400"],
  },
  {
    name: "with a default fallback",
    yaml: aliases("{chat: talk, talk: large}", "  default_fallbacks: [small]\n"),
    at: ["8:29"],
    says: ["`small` answers"],
  },
]);

testRule("alias-wildcard", [
  { name: "none", yaml: aliases("{chat: large}"), at: [] },
  { name: "a star", yaml: aliases("{'*': large}"), at: ["8:23"], says: ["literally"] },
  { name: "a prefix and a star", yaml: aliases("{chat-*: large}"), at: ["8:23"] },
]);

testRule("alias-shadows-group", [
  { name: "another name", yaml: aliases("{chat: large}"), at: [] },
  { name: "a group that another alias reaches", yaml: aliases("{large: small, big: large}"), at: [] },
  {
    name: "a group that nothing reaches any more",
    yaml: aliases("{large: small}"),
    at: ["8:23"],
    says: ["requests for `large` are answered by `small`"],
  },
]);
