import { groups, testRule } from "./cases.ts";

function entry(params: string, more = ""): string {
  return `model_list:\n  - model_name: a\n    litellm_params: {model: openai/gpt-4o, ${params}}\ngeneral_settings: {master_key: os.environ/KEY}\n${more}`;
}

function router(text: string): string {
  return `${groups}router_settings: {${text}}\n`;
}

testRule("health-check-setting", [
  {
    name: "in its section",
    yaml: "general_settings: {master_key: os.environ/KEY, health_check_interval: 60}\n",
    at: [],
  },
  {
    name: "in another",
    yaml: router("health_check_interval: 60"),
    at: ["7:19"],
    says: ["aborts", "`general_settings`"],
  },
  { name: "its brother", yaml: router("health_check_concurrency: 2"), at: ["7:19"] },
]);

testRule("misspelt-parameter", [
  {
    name: "what providers take and LiteLLM does not know",
    yaml: entry("top_k: 5, chat_template_kwargs: {a: 1}, repetition_penalty: 1.1, extra_body: {b: 2}, min_p: 0.1"),
    at: [],
  },
  {
    name: "two letters that changed places",
    yaml: entry("tempreature: 1"),
    at: ["3:44"],
    says: ["`tempreature` is no parameter", "sends it to the provider", "`temperature`"],
  },
  {
    name: "an address, its place the key",
    yaml: entry("api_bsae: os.environ/URL"),
    at: ["3:44"],
    says: ["`api_base`"],
  },
]);

testRule("routing-strategy", [
  { name: "one that there is", yaml: router("routing_strategy: least-busy"), at: [] },
  {
    name: "another spelling",
    yaml: router("routing_strategy: least_busy"),
    at: ["7:37"],
    says: ["aborts", "`least-busy`"],
  },
  { name: "nothing", yaml: router("routing_strategy: "), at: ["7:35"], says: ["is empty", "every request fails"] },
  { name: "a number", yaml: router("routing_strategy: 3"), at: ["7:37"] },
  {
    name: "of a routing group",
    yaml: router("routing_groups: [{group_name: b, models: [large], routing_strategy: quick}]"),
    at: ["7:87"],
  },
  {
    name: "of a routing group, which an older release does not have",
    release: "1.83.14",
    yaml: router("routing_groups: [{group_name: b, models: [large], routing_strategy: quick}], routing_strategy: 3"),
    at: ["7:114"],
  },
  {
    name: "one that no request works with",
    yaml: router("routing_strategy: provider-budget-routing"),
    at: ["7:37"],
    says: ["every request fails", "`provider_budget_config` alone"],
  },
]);

testRule("routing-group-name", [
  {
    name: "a name",
    yaml: router("routing_groups: [{group_name: b, models: [large], routing_strategy: simple-shuffle}]"),
    at: [],
  },
  {
    name: "none",
    yaml: router("routing_groups: [{models: [large]}, b]"),
    at: ["7:36", "7:55"],
    says: ["no `group_name`"],
  },
]);

testRule("parameter-value", [
  {
    name: "numbers, numbers as text, variables and nothing",
    yaml: entry(
      "rpm: '60', timeout: '30', stream_timeout: 1.5, tpm: os.environ/TPM, max_retries: , tags: [a], input_cost_per_token: 1e-6, max_parallel_requests: 4",
    ),
    at: [],
  },
  { name: "bools, which Python takes for numbers", yaml: entry("rpm: true, timeout: yes"), at: [] },
  { name: "a list", yaml: entry("timeout: [30]"), at: ["3:53"], says: ["no number of seconds", "drops"] },
  { name: "a time of streams", yaml: entry("stream_timeout: 30s"), at: ["3:60"], says: ["every streaming call fails"] },
  {
    name: "a time with a unit",
    yaml: entry("timeout: 30s"),
    at: ["3:53"],
    says: ['`timeout: "30s"` is no number of seconds', "every call fails"],
  },
  {
    name: "a limit in words",
    yaml: entry("rpm: many, tpm: 1.5"),
    at: ["3:49", "3:60"],
    says: ["drops the deployment"],
  },
  { name: "an empty text", yaml: entry("max_retries: ''"), at: ["3:57"] },
  { name: "a list as a limit", yaml: entry("rpm: [1]"), at: ["3:49"] },
  { name: "one tag", yaml: entry("tags: paid"), at: ["3:50"], says: ["is no list"] },
  { name: "a price in words", yaml: entry("input_cost_per_token: free"), at: ["3:66"] },
  { name: "slots in words, or less than none", yaml: entry("max_parallel_requests: few"), at: ["3:67"] },
  { name: "less than no slots", yaml: entry("max_parallel_requests: -1"), at: ["3:67"] },
  {
    name: "of the router",
    yaml: router("timeout: soon, stream_timeout: -1, default_max_parallel_requests: x"),
    at: ["7:28", "7:50", "7:85"],
  },
  { name: "a negative limit", yaml: entry("rpm: -1"), at: ["3:49"], says: ["every call fails"] },
  { name: "an exponent, which is text", yaml: entry("rpm: 1e3"), at: ["3:49"], says: ["drops"] },
  {
    name: "a number for a model",
    yaml: entry("base_model: 4"),
    at: ["3:56"],
    says: ["is no text", "every call fails"],
  },
  { name: "headers as text", yaml: entry("extra_headers: x"), at: ["3:59"], says: ["no mapping", "every call fails"] },
]);

testRule("order-value", [
  {
    name: "numbers",
    yaml: `model_list:\n  - {model_name: a, litellm_params: {model: openai/a, order: 1}}\n  - {model_name: a, litellm_params: {model: openai/b}}\ngeneral_settings: {master_key: os.environ/KEY}\n`,
    at: [],
  },
  {
    name: "text alone",
    yaml: `model_list:\n  - {model_name: c, litellm_params: {model: openai/c, order: x}}\n`,
    at: ["2:62"],
    severity: "warning",
    says: ["puts nothing in order"],
  },
  {
    name: "text beside a number",
    yaml: `model_list:\n  - {model_name: a, litellm_params: {model: openai/a, order: 1}}\n  - {model_name: a, litellm_params: {model: openai/b, order: '2'}}\n`,
    at: ["3:62"],
    says: ['`order: "2"`', "others of `a`", "TypeError"],
  },
]);

function model(name: string, params = ""): string {
  return `model_list:\n  - {model_name: a, litellm_params: {model: "${name}"${params}}}\ngeneral_settings: {master_key: os.environ/KEY}\n`;
}

testRule("unknown-provider", [
  ...["openai/anything", "gpt-4o", "anthropic/claude-x", "*", "openai/*", "os.environ/MODEL", "bedrock/eu.a.b"].map(
    (name) => ({
      name: `\`${name}\` may be meant`,
      yaml: model(name),
      at: [],
    }),
  ),
  { name: "an address may say it", yaml: model("llama", ", api_base: https://api.groq.com/openai/v1"), at: [] },
  { name: "an address in a variable may", yaml: model("llama", ", api_base: os.environ/URL"), at: [] },
  {
    name: "an address that LiteLLM does not know",
    yaml: model("llama", ", api_base: http://localhost:8000"),
    at: ["2:45"],
    says: ["Write `provider/model`"],
  },
  {
    name: "a provider that is declared, and nobody's",
    yaml: model("llama", ", custom_llm_provider: opneai"),
    at: ["2:75"],
    says: ["`openai`"],
  },
  { name: "a provider without a model", yaml: model("openai"), at: ["2:45"] },
  { name: "a model of the package's own lists", yaml: model("dall-e-3"), at: [] },
  { name: "a model of the map that needs its provider", yaml: model("deepseek-chat"), at: ["2:45"] },
  { name: "so may a parameter", yaml: model("llama-local", ", custom_llm_provider: openai"), at: [] },
  {
    name: "a provider of one's own",
    yaml: `${model("mine/llama")}litellm_settings: {custom_provider_map: []}\n`,
    at: [],
  },
  {
    name: "a capital letter",
    yaml: model("Anthropic/claude-sonnet-4-6"),
    at: ["2:45"],
    says: ["no provider that LiteLLM 1.106.2 knows", "drops", "`anthropic/`"],
  },
  {
    name: "a bare name that nobody knows",
    yaml: model("gpt-4.1-maxi"),
    at: ["2:45"],
    says: ["Write `provider/model`"],
  },
  { name: "a provider that nobody has", yaml: model("zzz-zzz/llama"), at: ["2:45"], says: ["Write `provider/model`"] },
]);

testRule("nameless-model", [
  { name: "a name", yaml: model("openai/gpt-4o"), at: [] },
  { name: "none", yaml: model("anthropic/"), at: ["2:45"], says: ["names a provider only", "without a name"] },
]);

testRule("alias-to-wildcard", [
  {
    name: "a model behind it",
    yaml:
      model("openai/*").replace("model_name: a", "model_name: openai/*") +
      "router_settings: {model_group_alias: {chat: openai/gpt-4o}}\n",
    at: [],
  },
  {
    name: "the wildcard itself",
    yaml: `${model("openai/*").replace("model_name: a", "model_name: openai/*")}router_settings: {model_group_alias: {chat: openai/*}}\n`,
    at: ["4:45"],
    says: ["wildcard group `openai/*`", "of the name `*`"],
  },
]);

testRule("odd-space", [
  { name: "a space within", yaml: router("model_group_alias: {my chat: large}"), at: [] },
  {
    name: "a no-break space in front of an alias",
    yaml: router('model_group_alias: {"\\u00a0chat": large}'),
    at: ["7:39"],
    says: ["nobody sees", "400"],
  },
  {
    name: "a space behind a group",
    yaml: `model_list:\n  - {model_name: 'a ', litellm_params: {model: openai/a}}\n`,
    at: ["2:18"],
  },
  { name: "a letter that has no width", yaml: router('model_group_alias: {"ch\\u200bat": large}'), at: ["7:39"] },
  {
    name: "behind a model",
    yaml: `model_list: [{model_name: a, litellm_params: {model: "openai/x "}}]\n`,
    at: ["1:54"],
    says: ["ends with a space"],
  },
]);

testRule("unknown-guardrail", [
  {
    name: "LiteLLM's, a class and a variable",
    yaml: `${groups}guardrails:\n  - {guardrail_name: a, litellm_params: {guardrail: presidio, mode: pre_call}}\n  - {guardrail_name: b, litellm_params: {guardrail: my.Guard, mode: [pre_call]}}\n  - {guardrail_name: c, litellm_params: {guardrail: os.environ/GUARD, mode: os.environ/MODE}}\n`,
    at: [],
  },
  {
    name: "a mistyped one",
    yaml: `${groups}guardrails:\n  - {guardrail_name: a, litellm_params: {guardrail: presido}}\n`,
    at: ["8:53"],
    says: ["no guardrail `presido`", "starts without it", "`presidio`"],
  },
  {
    name: "nothing that is near",
    yaml: `${groups}guardrails:\n  - {guardrail_name: a, litellm_params: {guardrail: the-wall-of-the-north}}\n`,
    at: ["8:53"],
    says: ["Name one"],
  },
]);

testRule("key-management-system", [
  {
    name: "LiteLLM's",
    yaml: "general_settings: {master_key: os.environ/KEY, key_management_system: aws_secret_manager}\n",
    at: [],
  },
  {
    name: "a mistyped one",
    yaml: "general_settings: {key_management_system: aws_secrets_manager}\n",
    at: ["1:43"],
    severity: "error",
    says: ["`aws_secrets_manager` is no store of secrets", "aborts", "`aws_secret_manager`"],
  },
  {
    name: "a number",
    yaml: "general_settings: {key_management_system: 7}\n",
    at: ["1:43"],
    severity: "warning",
    says: ["opens none"],
  },
]);

testRule("retry-policy-name", [
  {
    name: "LiteLLM's names",
    yaml: router("retry_policy: {TimeoutErrorRetries: 1}, allowed_fails_policy: {TimeoutErrorAllowedFails: 2}"),
    at: [],
  },
  {
    name: "a mistyped one",
    yaml: router("retry_policy: {TimeoutErrorRetrys: 1}"),
    at: ["7:34"],
    says: ["no `TimeoutErrorRetrys`", "no effect", "`TimeoutErrorRetries`"],
  },
  {
    name: "in the policy of a group",
    yaml: router("model_group_retry_policy: {large: {TimeoutRetries: 3}}"),
    at: ["7:54"],
  },
]);

testRule("retry-policy-value", [
  {
    name: "whole numbers and nothing",
    yaml: router("retry_policy: {TimeoutErrorRetries: 1, RateLimitErrorRetries: }"),
    at: [],
  },
  {
    name: "a word",
    yaml: router("allowed_fails_policy: {TimeoutErrorAllowedFails: few}"),
    at: ["7:68"],
    says: ["no whole number", "aborts"],
  },
]);

testRule("unknown-credential", [
  {
    name: "one of the list",
    yaml: entry(
      "litellm_credential_name: b",
      "credential_list: [{credential_name: b, credential_values: {}, credential_info: {}}]\n",
    ),
    at: [],
  },
  { name: "an included file may have it", yaml: `include: [a.yaml]\n${entry("litellm_credential_name: b")}`, at: [] },
  {
    name: "a mistyped one",
    yaml: entry("litellm_credential_name: bbb", "credential_list: [{credential_name: bb}, {}, c]\n"),
    at: ["3:69"],
    says: ["`bbb`", "whatever key", "`bb`"],
  },
  { name: "no list", yaml: entry("litellm_credential_name: bbb"), at: ["3:69"], says: ["Add it"] },
]);

testRule("supported-environments", [
  {
    name: "LiteLLM's",
    yaml: entry("a: b").replace("general", "    model_info: {supported_environments: [staging]}\ngeneral"),
    at: [],
  },
  {
    name: "another",
    yaml: entry("a: b").replace("general", "    model_info: {supported_environments: [stage, 7]}\ngeneral"),
    at: ["4:43"],
    says: ["no environment `stage`", "drops", "`staging`"],
  },
  {
    name: "a text",
    yaml: `model_list: [{model_name: a, litellm_params: {model: openai/x}, model_info: {supported_environments: production}}]\n`,
    at: ["1:102"],
    says: ["is a text", "[production]"],
  },
]);
