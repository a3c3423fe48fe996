import { groups, testRule } from "./cases.ts";

function params(text: string, more = ""): string {
  return `model_list:\n  - model_name: a\n    litellm_params: {model: openai/gpt-4o, ${text}}\ngeneral_settings: {master_key: os.environ/KEY}\n${more}`;
}

testRule("partial-reference", [
  { name: "a whole one", yaml: params("api_key: os.environ/OPENAI_KEY"), at: [] },
  { name: "prose may speak of it", yaml: params('prompt: "Write os.environ/NAME\\nand so on"'), at: [] },
  {
    name: "text in front",
    yaml: params("api_base: https://os.environ/HOST/v1"),
    at: ["3:54"],
    says: ["literally", "whole value"],
  },
  {
    name: "text behind",
    yaml: params("api_base: os.environ/URL/v1"),
    at: ["3:54"],
    says: ["variable of that whole name"],
  },
  { name: "a space behind", yaml: params("api_key: 'os.environ/OPENAI_KEY '"), at: ["3:53"] },
  {
    name: "a secret is not shown",
    yaml: params("header: os.environ/A sk-abcdefghijklmnopqrstuvwxyz"),
    at: ["3:52"],
    says: ["*****"],
  },
  {
    name: "the header of a pass-through endpoint",
    yaml: `model_list: []\ngeneral_settings: {master_key: os.environ/KEY, pass_through_endpoints: [{headers: {Authorization: bearer os.environ/KEY}}]}\n`,
    at: [],
  },
]);

testRule("listed-reference", [
  {
    name: "a whole setting, and a value within an item",
    yaml: `${groups}router_settings: {timeout: os.environ/SECONDS}\nlitellm_settings: {cache: true, cache_params: {type: redis, redis_startup_nodes: [{host: os.environ/HOST}]}}\n`,
    at: [],
  },
  {
    name: "an item of a parameter and of a setting",
    yaml: `${groups.replace("general", "  - {model_name: a, litellm_params: {model: openai/x, stop: [os.environ/STOP]}}\ngeneral")}router_settings: {optional_pre_call_checks: [os.environ/CHECK]}\n`,
    at: ["6:62", "8:46"],
    says: ["`os.environ/STOP` stands in a list", "literally"],
  },
]);

testRule("shell-reference", [
  { name: "LiteLLM's own", yaml: groups, at: [] },
  { name: "a price in dollars", yaml: params("note: 'costs $5 or ${} or $name'"), at: [] },
  {
    name: "a shell's",
    yaml: params("api_key: '${OPENAI_KEY}'"),
    at: ["3:53"],
    says: ["`${OPENAI_KEY}`", "as it stands", "`os.environ/OPENAI_KEY`"],
  },
  { name: "with a default", yaml: params("api_base: 'https://${HOST:-localhost}/v1'"), at: ["3:54"] },
  { name: "without brackets", yaml: params("api_key: $OPENAI_KEY"), at: ["3:53"] },
  { name: "Python's", yaml: params(`api_key: 'os.environ["OPENAI_KEY"]'`), at: ["3:53"], says: ["`os.environ/NAME`"] },
  { name: "dotted", yaml: params("api_key: os.environ.OPENAI_KEY"), at: ["3:53"] },
  {
    name: "misspelt",
    yaml: params("api_key: os.envrion/A_LONG_OPENAI_KEY"),
    at: ["3:53"],
    says: ["`os.envrion/A_LONG_OPENAI_KEY` is no reference", "`os.environ/A_LONG_OPENAI_KEY`"],
  },
  { name: "shortened", yaml: params("api_key: env.OPENAI_KEY"), at: ["3:53"] },
  { name: "a path that looks alike", yaml: params("user: team/OPENAI_KEY"), at: [] },
]);

testRule("unset-variable", [
  { name: "not known which are set", yaml: params("api_key: os.environ/OPENAI_KEY"), at: [] },
  { name: "all are set", yaml: params("api_key: os.environ/OPENAI_KEY"), variables: ["OPENAI_KEY", "KEY"], at: [] },
  {
    name: "a key",
    yaml: params("api_key: os.environ/OPENAI_KEY"),
    variables: ["KEY"],
    at: ["3:53"],
    says: ["whatever key"],
  },
  { name: "the master key", yaml: groups, variables: ["OPENAI_API_KEY"], at: ["6:32"], says: ["no master key"] },
  {
    name: "another",
    yaml: params("api_base: os.environ/URL"),
    variables: ["KEY"],
    at: ["3:54"],
    says: ["reads nothing"],
  },
  {
    name: "a model",
    yaml: "model_list:\n  - {model_name: a, litellm_params: {model: os.environ/MODEL}}\n",
    variables: [],
    at: ["2:45"],
    says: ["aborts"],
  },
]);

testRule("own-variable", [
  {
    name: "a variable of the process",
    yaml: params("api_key: os.environ/A", "environment_variables: {B: c}\n"),
    at: [],
  },
  {
    name: "one that is set outside as well",
    yaml: params("api_key: os.environ/A", "environment_variables: {A: c}\n"),
    variables: ["A", "KEY"],
    at: [],
  },
  {
    name: "one that only the file sets",
    yaml: params("api_key: os.environ/A", "environment_variables: {A: c}\n"),
    at: ["3:53"],
    says: ["`A` is set by this file", "reads nothing"],
  },
]);

testRule("literal-key", [
  { name: "a reference", yaml: groups, at: [] },
  ...[
    "none",
    "EMPTY",
    "dummy",
    "sk-test",
    "not-needed",
    "sk-no-key-required-at-all",
    "your-api-key-goes-here",
    "x".repeat(40),
    "<put the key here, please>",
  ].map((text) => ({ name: `\`${text}\` is none`, yaml: params(`api_key: "${text}"`), at: [] })),
  { name: "a long number is none of a secret name", yaml: params("max_tokens: 12345678901234567890123"), at: [] },
  {
    name: "a key",
    yaml: params("api_key: f81d4fae7dec11d0a76500a0"),
    at: ["3:53"],
    says: ["`api_key` is a secret", "must be replaced"],
  },
  {
    name: "a password",
    yaml: `${groups}litellm_settings: {cache_params: {password: correct-horse-battery-staple}}\n`,
    at: ["7:45"],
  },
  {
    name: "a shorter password",
    yaml: `${groups}router_settings: {redis_password: Tr0ubador-and-3}\n`,
    at: ["7:35"],
  },
  { name: "a word for a password", yaml: `${groups}router_settings: {redis_password: redis-in-dev-only}\n`, at: [] },
  { name: "a key by its looks", yaml: params("extra: sk-proj-abcdefghijklmnop0123456789"), at: ["3:51"] },
]);

testRule("no-master-key", [
  { name: "a reference", yaml: groups, at: [] },
  { name: "none", yaml: "model_list: []\n", at: ["1:1"], says: ["no `master_key`", "LITELLM_MASTER_KEY"] },
  { name: "none in the section", yaml: "model_list: []\ngeneral_settings: {a: 1}\n", at: ["2:1"] },
]);

testRule("weak-master-key", [
  { name: "a reference", yaml: groups, at: [] },
  { name: "nothing", yaml: "general_settings: {master_key: }\n", at: ["1:30"], says: ["is empty", "refuses to start"] },
  { name: "a number", yaml: "general_settings: {master_key: 1234}\n", at: ["1:32"], says: ["no text", "aborts"] },
  {
    name: "the one that everybody knows",
    yaml: "general_settings: {master_key: sk-1234}\n",
    at: ["1:32"],
    says: ["documentation"],
  },
  { name: "the same in spaces", yaml: "general_settings: {master_key: ' sk-1234 '}\n", at: ["1:32"] },
  { name: "one that LiteLLM does not know", yaml: groups.replace("os.environ/LITELLM_MASTER_KEY", "sk-12345"), at: [] },
]);
