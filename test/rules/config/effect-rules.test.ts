import { groups, testRule } from "./cases.ts";

const end = "general_settings: {master_key: os.environ/KEY}\n";

/** A deployment of `a` for each text of parameters, from line 2 on, two lines each; the parameters begin at column 44. */
function members(...params: readonly string[]): string {
  const entries = params.map((text) => `  - model_name: a\n    litellm_params: {model: openai/gpt-4o${text}}\n`);
  return `model_list:\n${entries.join("")}${end}`;
}

/** One deployment of `a` with a `model_info`, on line 4 from column 18 on. */
function withInfo(info: string): string {
  return `model_list:\n  - model_name: a\n    litellm_params: {model: openai/gpt-4o}\n    model_info: {${info}}\n${end}`;
}

function router(text: string): string {
  return `${groups}router_settings: {${text}}\n`;
}

testRule("models-elsewhere", [
  { name: "anchors of the user's own", yaml: `x-models: [{model_name: a, litellm_params: {}}]\n${groups}`, at: [] },
  { name: "another list", yaml: `guardrails: []\n${groups}`, at: [] },
  {
    name: "under another name",
    yaml: `models: [{model_name: a, litellm_params: {model: openai/gpt-4o}}]\n${end}`,
    at: ["1:1"],
    says: ["`models`", "400", "`model_list`"],
  },
]);

testRule("misplaced-parameter", [
  {
    name: "facts about the model among the parameters",
    yaml: "model_list:\n  - {model_name: a, litellm_params: {model: openai/x, mode: chat, supports_vision: true, access_groups: [b]}}\ngeneral_settings: {master_key: os.environ/K}\n",
    at: ["2:55", "2:67", "2:90"],
    says: ["sends it to the provider", "`model_info`"],
  },
  {
    name: "a mode that only the provider knows",
    yaml: "model_list:\n  - {model_name: a, litellm_params: {model: openai/x, mode: turbo}}\ngeneral_settings: {master_key: os.environ/K}\n",
    at: [],
  },
  { name: "in their place", yaml: members(", weight: 1, order: 1, timeout: 5"), at: [] },
  {
    name: "those that LiteLLM copies",
    yaml: withInfo("id: a").replace("model_info", "rpm: 1\n    model_info"),
    at: [],
  },
  {
    name: "beside litellm_params, where model_info should have it",
    yaml: withInfo("id: a").replace("model_info", "mode: chat\n    model_info"),
    at: ["4:5"],
    says: ["Move it into `model_info`"],
  },
  {
    name: "remarks of one's own",
    yaml: withInfo("id: a, owner: me").replace("model_info", "description: x\n    x-note: y\n    model_info"),
    at: [],
  },
  { name: "in model_info", yaml: withInfo("id: a, weight: 9"), at: ["4:25"], says: ["`weight`", "in `model_info`"] },
  {
    name: "beside litellm_params",
    yaml: `model_list:\n  - model_name: a\n    litellm_params: {model: openai/gpt-4o}\n    timeout: 7\n    order: 1\n${end}`,
    at: ["4:5", "5:5"],
    says: ["beside `litellm_params`", "Move it"],
  },
]);

testRule("unknown-alert", [
  { name: "LiteLLM's", yaml: "general_settings: {master_key: os.environ/K, alert_types: [llm_exceptions]}\n", at: [] },
  {
    name: "one that a later release may have",
    yaml: "general_settings: {master_key: os.environ/K, alert_types: [brand_new]}\n",
    at: [],
  },
  {
    name: "a slip",
    yaml: "general_settings: {master_key: os.environ/K, alert_types: [5, llm_exeptions]}\n",
    at: ["1:63"],
    says: ["`llm_exeptions` is no kind of alert", "`llm_exceptions`"],
  },
]);

testRule("sampling-value", [
  {
    name: "numbers, nothing, a variable",
    yaml: members(", temperature: 0.1, max_tokens: , top_p: os.environ/P"),
    at: [],
  },
  { name: "a word", yaml: members(", temperature: hot"), at: ["3:57"], says: ['"hot"', "sends it"] },
  { name: "a number in quotes", yaml: members(", max_tokens: '5'"), at: ["3:56"] },
]);

testRule("parameter-type", [
  {
    name: "text, nothing, a variable",
    yaml: members(", api_key: os.environ/K, api_version: 2024-02-15-preview"),
    at: [],
  },
  {
    name: "what LiteLLM's types read from text",
    yaml: members(", max_budget: '5', use_in_pass_through: 'yes', budget_duration: 30d, organization: [a, b]"),
    at: [],
  },
  { name: "a number", yaml: members(", api_key: 5"), at: ["3:53"], says: ["5, not text", "drops", "in quotes"] },
  { name: "a list", yaml: members(", organization: {a: b}"), at: ["3:58"], says: ["not text", "Write text"] },
  { name: "a fraction", yaml: members(", max_file_size_mb: 1.5, default_api_key_rpm_limit: 1.5"), at: ["3:94"] },
  { name: "a word for a number", yaml: members(", max_file_size_mb: big"), at: ["3:62"], says: ["not a number"] },
  { name: "a number for a bool", yaml: members(", use_in_pass_through: 5"), at: ["3:65"], says: ["not a bool"] },
  { name: "one of none of the choices", yaml: withInfo("tier: gold"), at: ["4:24"], says: ["`free` or `paid`"] },
  { name: "one of the choices", yaml: withInfo("tier: paid, db_model: 1"), at: [] },
  { name: "a list for a mapping", yaml: members(", adaptive_router_config: [a]"), at: ["3:68"], says: ["a mapping"] },
  { name: "2 for a bool", yaml: withInfo("db_model: 2"), at: ["4:28"] },
  { name: "a list for text", yaml: members(", api_base: [a]"), at: ["3:54"], says: ["Write text"] },
  { name: "a bool for text", yaml: members(", api_base: true"), at: ["3:54"] },
]);

testRule("dated-value", [
  { name: "in quotes", yaml: members(", api_version: '2024-02-01'"), at: [] },
  { name: "with a word behind", yaml: members(", api_version: 2024-02-15-preview"), at: [] },
  {
    name: "plain",
    yaml: members(", api_version: 2024-02-01"),
    at: ["3:57"],
    says: ["a date to YAML 1.1", '"2024-02-01"'],
  },
  {
    name: "names",
    yaml: `model_list: [{model_name: 2024-08-06, litellm_params: {model: openai/x}}]\n${end}router_settings: {model_group_alias: {chat: 2024-08-06}}\n`,
    at: ["1:27", "3:45"],
    says: ["`model_name: 2024-08-06` is a date", "drops"],
  },
]);

testRule("zero-weights", [
  { name: "on a later release", yaml: members(", weight: 0"), at: [] },
  { name: "not all", release: "1.83.14", yaml: members(", weight: 0", ", weight: 1"), at: [] },
  { name: "no weights", release: "1.83.14", yaml: members("", ""), at: [] },
  {
    name: "all",
    release: "1.83.14",
    yaml: members(", weight: 0", ", weight: 0"),
    at: ["3:52"],
    says: ["divides by zero"],
  },
  { name: "a limit of 0", release: "1.83.14", yaml: members(", rpm: 0"), at: ["3:49"] },
]);

testRule("ineffective-value", [
  {
    name: "numbers, nothing, a variable",
    yaml: members(", cooldown_time: 0.5, num_retries: , input_cost_per_token: os.environ/C"),
    at: [],
  },
  { name: "text for a time", yaml: members(", cooldown_time: 5s"), at: ["3:59"], says: ['"5s", not a number'] },
  { name: "a negative weight", yaml: members(", weight: -1"), at: ["3:52"], says: ["negative"] },
  {
    name: "text for numbers of the other section",
    yaml: `${groups}litellm_settings: {num_retries: '3', allowed_fails: 1}\n`,
    at: ["7:33"],
  },
  { name: "part of a retry", yaml: router("num_retries: 2.5"), at: ["7:32"], says: ["not a whole number"] },
  {
    name: "text for numbers of the router",
    yaml: router("num_retries: three, allowed_fails: -1"),
    at: ["7:32", "7:54"],
  },
]);

testRule("empty-setting", [
  { name: "a number", yaml: router("num_retries: 0"), at: [] },
  { name: "nothing", yaml: router("num_retries: "), at: ["7:19"], says: ["TypeError"] },
]);

testRule("text-boolean", [
  { name: "a boolean, and none", yaml: router("enable_pre_call_checks: on, set_verbose: "), at: [] },
  { name: "from a variable", yaml: router("set_verbose: os.environ/V"), at: [] },
  { name: "a text", yaml: router("enable_pre_call_checks: 'false'"), at: ["7:43"], says: ["any text counts as true"] },
]);

testRule("pre-call-check", [
  { name: "checks", yaml: router("optional_pre_call_checks: [prompt_caching]"), at: [] },
  {
    name: "a switch",
    yaml: router("optional_pre_call_checks: true"),
    at: ["7:45"],
    severity: "error",
    says: ["is `true`", "aborts"],
  },
  { name: "a mapping", yaml: router("optional_pre_call_checks: {a: b}"), at: ["7:45"], severity: "warning" },
  {
    name: "a text",
    yaml: router("optional_pre_call_checks: prompt_caching"),
    at: ["7:45"],
    says: ["letter by letter", "`[prompt_caching]`"],
  },
  {
    name: "a slip, a number",
    yaml: router("optional_pre_call_checks: [promt_caching, 5]"),
    at: ["7:46", "7:61"],
    says: ["`prompt_caching`"],
  },
]);

testRule("provider-budget", [
  { name: "a budget", yaml: router("provider_budget_config: {openai: {budget_limit: 1, time_period: 1d}}"), at: [] },
  {
    name: "no mapping",
    yaml: router("provider_budget_config: {openai: 5}"),
    severity: "error",
    at: ["7:52"],
    says: ["aborts"],
  },
  {
    name: "no provider",
    yaml: router("provider_budget_config: {opneai: {budget_limit: 1, time_period: 1d}}"),
    severity: "warning",
    at: ["7:44"],
    says: ["`openai`"],
  },
  {
    name: "no limit",
    yaml: router("provider_budget_config: {openai: {time_period: 1d}}"),
    at: ["7:52"],
    says: ["no `budget_limit`", "every call to it fails"],
  },
  {
    name: "a limit that is no number",
    yaml: router("provider_budget_config: {openai: {max_budget: much, time_period: 1d}}"),
    at: ["7:52"],
    says: ["no number", "aborts"],
  },
  {
    name: "a limit from a variable",
    yaml: router("provider_budget_config: {openai: {max_budget: os.environ/B}}"),
    at: [],
  },
]);

testRule("budget-period", [
  { name: "with a period", yaml: members(", max_budget: 5, budget_duration: 1mo"), at: [] },
  { name: "a period from a variable", yaml: members(", max_budget: 5, budget_duration: os.environ/P"), at: [] },
  { name: "without", yaml: members(", max_budget: 5"), at: ["3:44"], says: ["no period", "limits nothing"] },
  { name: "a word", yaml: members(", max_budget: 5, budget_duration: daily"), at: [] },
  {
    name: "a word, on an older release",
    release: "1.94.3",
    yaml: members(", max_budget: 5, budget_duration: daily"),
    at: ["3:76"],
    says: ['"daily"', "1.94.3"],
  },
  {
    name: "a year, a number",
    yaml: members(", max_budget: 5, budget_duration: 1y", ", max_budget: 5, budget_duration: 5"),
    at: ["3:76", "5:76"],
  },
]);

testRule("empty-key", [
  { name: "none", yaml: members(""), at: [] },
  { name: "empty for the user's own server", yaml: members(", api_key: '', api_base: http://vllm:8000/v1"), at: [] },
  { name: "empty", yaml: members(", api_key: ''"), at: ["3:44"], says: ["whatever key"] },
  { name: "nothing", yaml: members(", api_key: "), at: ["3:44"] },
]);

testRule("mode-name", [
  { name: "none, and no text", yaml: withInfo("mode: os.environ/MODE"), at: [] },
  { name: "one that LiteLLM's map does not have", yaml: withInfo("mode: batch"), at: [] },
  { name: "a slip", yaml: withInfo("mode: chatt"), at: ["4:24"], says: ["is no mode", "`chat`"] },
]);

testRule("model-mode", [
  { name: "the model's own", yaml: withInfo("mode: chat"), at: [] },
  { name: "nothing", yaml: withInfo("mode: "), at: [] },
  { name: "one that talks as well", yaml: withInfo("mode: responses"), at: [] },
  { name: "one that the map does not have", yaml: withInfo("mode: batch").replace("gpt-4o", "some-model"), at: [] },
  {
    name: "any of a model that LiteLLM does not know",
    yaml: withInfo("mode: embedding").replace("gpt-4o", "some-model"),
    at: [],
  },
  { name: "of a variable's model", yaml: withInfo("mode: embedding").replace("openai/gpt-4o", "os.environ/M"), at: [] },
  { name: "another", yaml: withInfo("mode: embedding"), at: ["4:24"], says: ["a model for `chat`"] },
]);

testRule("unread-tags", [
  { name: "of the only member", yaml: members(", tags: [a]"), at: [] },
  { name: "the same", yaml: members(", tags: [a]", ", tags: [a]"), at: [] },
  {
    name: "with filtering",
    yaml: `${members(", tags: [a]", ", tags: [b]")}router_settings: {enable_tag_filtering: true}\n`,
    at: [],
  },
  { name: "different", yaml: members("", ", tags: [a]", ", tags: [b]"), at: ["5:44"], says: ["choose nothing"] },
]);

testRule("unread-weights", [
  {
    name: "with simple-shuffle",
    yaml: `${members(", weight: 1", ", weight: 2")}router_settings: {routing_strategy: simple-shuffle}\n`,
    at: [],
  },
  { name: "with no strategy", yaml: members(", weight: 1", ", weight: 2"), at: [] },
  { name: "none", yaml: `${members("", "")}router_settings: {routing_strategy: least-busy}\n`, at: [] },
  { name: "of one alone", yaml: `${members(", weight: 1")}router_settings: {routing_strategy: least-busy}\n`, at: [] },
  {
    name: "with another strategy",
    yaml: `${members(", weight: 1", ", weight: 2")}router_settings: {routing_strategy: least-busy}\n`,
    at: ["3:44"],
    says: ["`least-busy` reads no weights"],
  },
]);

const second = "  - model_name: b\n    litellm_params: {model: openai/gpt-4o}\n";

testRule("id-is-group", [
  { name: "its own group's", yaml: withInfo("id: a"), at: [] },
  { name: "no group's", yaml: withInfo("id: c"), at: [] },
  {
    name: "another group's",
    yaml: withInfo("id: b").replace(end, `${second}${end}`),
    severity: "info",
    at: ["4:22"],
    says: ["the group answers"],
  },
  {
    name: "another group's, on an older release",
    release: "1.94.3",
    yaml: withInfo("id: b").replace(end, `${second}${end}`),
    severity: "error",
    at: ["4:22"],
    says: ["up to 1.94"],
  },
]);

testRule("several-organizations", [
  { name: "without an id", yaml: members(", organization: [a, b]"), at: [] },
  { name: "one", yaml: withInfo("id: x").replace("gpt-4o}", "gpt-4o, organization: [a]}"), at: [] },
  {
    name: "with an id",
    yaml: withInfo("id: x").replace("gpt-4o}", "gpt-4o, organization: [a, b]}"),
    at: ["3:58"],
    says: ["2 organizations", "the same id"],
  },
]);

testRule("access-groups", [
  { name: "a list", yaml: withInfo("access_groups: [a]"), at: [] },
  { name: "a text", yaml: withInfo("access_groups: beta"), at: ["4:33"], says: ["letter by letter", "`[beta]`"] },
]);

testRule("access-windows", [
  { name: "times", yaml: withInfo("access_windows: [{start: '08:00', end: '23:59:59'}]"), at: [] },
  { name: "no list", yaml: withInfo("access_windows: "), at: [] },
  {
    name: "no time",
    yaml: withInfo("access_windows: [{start: '08:00', end: '24:00'}]"),
    severity: "error",
    at: ["4:57"],
    says: ["`end`", "aborts"],
  },
  {
    name: "no time, on an older release",
    release: "1.103.11",
    yaml: withInfo("access_windows: [{start: 8, end: '24:00'}]"),
    severity: "warning",
    at: ["4:43"],
    says: ["`start`", "ignores"],
  },
  { name: "a text", yaml: withInfo("access_windows: always"), at: ["4:34"], says: ["no list", "aborts"] },
]);

function cache(type: string, on = "true"): string {
  return `litellm_settings: {cache: ${on}, cache_params: {type: ${type}}}\n${end}`;
}

testRule("cache-type", [
  { name: "one that LiteLLM has", yaml: cache("redis"), at: [] },
  { name: "one that only misses a package", yaml: cache("disk"), at: [] },
  { name: "from a variable", yaml: cache("os.environ/T"), at: [] },
  { name: "none", yaml: cache(""), at: [] },
  { name: "any where the cache is off", yaml: cache("rediss", "false"), at: [] },
  { name: "another", yaml: cache("rediss"), at: ["1:54"], says: ["aborts", "`redis`"] },
  { name: "one that is gone", release: "1.109.1", yaml: cache("disk"), at: ["1:54"] },
  {
    name: "parameters that are no mapping",
    yaml: `${groups}litellm_settings: {cache: true, cache_params: [local]}\n`,
    at: ["7:47"],
    says: ["no mapping", "aborts"],
  },
  { name: "a number", yaml: cache("5"), at: ["1:54"], says: ["`5` is no type"] },
]);

const routingGroup = (models: string): string =>
  router(`routing_groups: [{group_name: both, models: ${models}, routing_strategy: simple-shuffle}]`);

const cached = (text: string): string => `${groups}litellm_settings: {${text}}\n`;

testRule("unread-cache-setting", [
  { name: "of a cache that is on", yaml: cached("cache: true, cache_params: {type: local, ttl: 5}"), at: [] },
  { name: "of one that is off for now", yaml: cached("cache: false, cache_params: {type: local}"), at: [] },
  { name: "what Redis alone takes", yaml: cached("cache: true, cache_params: {type: redis, ssl: true}"), at: [] },
  {
    name: "of no cache",
    yaml: cached("cache_params: {type: local}"),
    at: ["7:20"],
    says: ["without `cache: true`", "does not look"],
  },
  {
    name: "a slip",
    yaml: cached("cache: true, cache_params: {type: local, namespce: a}"),
    at: ["7:61"],
    says: ["`namespce` is no setting of the cache", "`namespace`"],
  },
]);

testRule("routing-group-member", [
  { name: "groups", yaml: routingGroup("[large, small]"), at: [] },
  { name: "no list of groups", yaml: router("routing_groups: "), at: [] },
  { name: "no list of members", yaml: routingGroup("[5]"), at: [] },
  {
    name: "others may come from the database",
    yaml: routingGroup("[other]").replace("{master", "{store_model_in_db: true, master"),
    at: [],
  },
  {
    name: "an unknown name",
    yaml: routingGroup("[large, smal]"),
    at: ["7:71"],
    says: ["`smal` is no group", "`small`"],
  },
]);

testRule("useless-fallback", [
  {
    name: "itself among the targets",
    yaml: router("fallbacks: [{large: [small, large]}]"),
    at: ["7:47"],
    says: ["falls back on itself", "passes over"],
  },
  {
    name: "lists that are read",
    yaml: router("fallbacks: [{large: [small]}], context_window_fallbacks: [{large: [small]}]"),
    at: [],
  },
  { name: "an empty list", yaml: router("fallbacks: [{large: []}]"), at: ["7:32"], says: ["empty list"] },
  {
    name: "twice",
    yaml: router("fallbacks: [{large: [small]}, {large: [small]}]"),
    at: ["7:50"],
    says: ["twice", "the first"],
  },
  {
    name: "in both places",
    yaml: `${router("fallbacks: [{large: [small]}]")}litellm_settings: {fallbacks: [{large: [small]}]}\n`,
    at: ["8:20"],
    says: ["`router_settings` too"],
  },
]);

testRule("fallback-cycle", [
  {
    name: "two that stand in for one another",
    yaml: router("fallbacks: [{large: [small]}, {small: [large]}]"),
    at: ["7:32"],
    severity: "info",
    says: ["`large` → `small` → `large`", "called once"],
  },
  {
    name: "on a release that goes round",
    release: "1.94.3",
    yaml: router("fallbacks: [{large: [small]}, {small: [large]}]"),
    at: ["7:32"],
    says: ["goes round", "1.94.3"],
  },
  {
    name: "three, and one that leads there",
    yaml: `${groups.replace("general", ["a", "b", "c"].map((name) => `  - {model_name: ${name}, litellm_params: {model: openai/gpt-4o}}\n`).join("") + "general")}router_settings: {fallbacks: [{large: [a, c]}, {a: [b]}, {b: [c, a]}, {c: [a, b]}]}\n`,
    at: ["10:49"],
    says: ["`a` → `b` → `c` → `a`"],
  },
  { name: "one hop", yaml: router("max_fallbacks: 1, fallbacks: [{large: [small]}, {small: [large]}]"), at: [] },
  { name: "a way that ends", yaml: router("fallbacks: [{large: [small]}]"), at: [] },
]);

const chain = "fallbacks: [{large: [small]}, {small: [third]}, {third: [fourth]}]";
const spare = ["third", "fourth"].map((name) => `  - {model_name: ${name}, litellm_params: {model: openai/gpt-4o}}\n`);
const third = groups.replace("general", `${spare.join("")}general`);

testRule("fallback-depth", [
  { name: "within the limit", yaml: `${third}router_settings: {${chain}}\n`, at: [] },
  { name: "one hop, as wished", yaml: `${third}router_settings: {max_fallbacks: 1, ${chain}}\n`, at: [] },
  {
    name: "beyond it",
    yaml: `${third}router_settings: {max_fallbacks: 2, ${chain}}\n`,
    at: ["9:50"],
    says: ["From `large`", "`fourth` is more than 2 steps away"],
  },
]);
