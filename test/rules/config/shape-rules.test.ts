import { groups, testRule } from "./cases.ts";

const key = "general_settings: {master_key: os.environ/KEY}\n";

/** The parameters of the only deployment, on line 4 from column 22 on. */
function params(text: string, more = ""): string {
  return `model_list:\n  - model_name: a\n    # one\n    litellm_params: {${text}}\n${more}${key}`;
}

function router(text: string): string {
  return `${groups}router_settings: {${text}}\n`;
}

function settings(text: string): string {
  return `${groups}litellm_settings: {${text}}\n`;
}

testRule("setting-shape", [
  {
    name: "the right shapes, nothing, and variables",
    yaml: `${router("retry_policy: {}, alerting_config: , routing_strategy_args: os.environ/ARGS")}litellm_settings: {max_budget: '5', cache: false}\nmcp_servers: {}\nguardrails: []\n`,
    at: [],
  },
  {
    name: "one that aborts",
    yaml: router("default_litellm_params: fast"),
    at: ["7:43"],
    says: ["`default_litellm_params` is no mapping", "aborts"],
  },
  {
    name: "one that breaks every call",
    yaml: settings("cache: 'true'"),
    at: ["7:27"],
    says: ["no bool", "every call fails"],
  },
  {
    name: "one that is ignored",
    yaml: router("retry_policy: [a]"),
    at: ["7:33"],
    severity: "warning",
    says: ["has no effect"],
  },
  { name: "a budget in words", yaml: settings("max_internal_user_budget: 5x"), at: ["7:46"], says: ["no number"] },
  { name: "a list for a mapping", yaml: `${groups}mcp_servers: [a]\n`, at: ["7:14"] },
  { name: "a mapping for a list", yaml: `${groups}guardrails: {a: b}\n`, at: ["7:13"] },
  { name: "no number", yaml: settings("max_budget: much"), at: ["7:32"] },
  { name: "no text", yaml: `model_list: []\ngeneral_settings: {database_url: 5}\n`, at: ["2:34"] },
]);

testRule("guardrail-entry", [
  {
    name: "name, kind and mode",
    yaml: `${groups}guardrails:\n  - {guardrail_name: pii, litellm_params: {guardrail: presidio, mode: [pre_call, post_call]}}\n`,
    at: [],
  },
  { name: "no list", yaml: `${groups}guardrails: \n`, at: [] },
  {
    name: "a mode that LiteLLM does not have",
    yaml: `${groups}guardrails:\n  - {guardrail_name: pii, litellm_params: {guardrail: presidio, mode: precall}}\n`,
    at: ["8:71"],
    says: ["`precall` is no mode", "without the guardrail", "`pre_call`"],
  },
  {
    name: "no name",
    yaml: `${groups}guardrails:\n  - {litellm_params: {guardrail: presidio, mode: pre_call}}\n`,
    at: ["8:5"],
    says: ["no `guardrail_name`", "aborts"],
  },
  { name: "no parameters", yaml: `${groups}guardrails: [{guardrail_name: a}]\n`, at: ["7:14"] },
  { name: "no mapping", yaml: `${groups}guardrails: [presidio]\n`, at: ["7:14"], says: ["is no mapping"] },
  {
    name: "no mode",
    yaml: `${groups}guardrails: [{guardrail_name: a, litellm_params: {guardrail: presidio}}]\n`,
    at: ["7:14"],
    says: ["no `mode`", "without the guardrail"],
  },
]);

testRule("credential-entry", [
  {
    name: "all three",
    yaml: `credential_list:\n  - {credential_name: a, credential_values: {api_key: os.environ/KEY}, credential_info: {}}\n${groups}`,
    at: [],
  },
  {
    name: "no info",
    yaml: `credential_list:\n  - {credential_name: a, credential_values: {api_key: os.environ/KEY}}\n${groups}`,
    at: ["2:5"],
    says: ["no `credential_info`", "aborts"],
  },
  { name: "no mapping", yaml: `credential_list: [a]\n${groups}`, at: ["1:19"] },
]);

testRule("mcp-server", [
  {
    name: "a name and a transport",
    yaml: `${groups}mcp_servers:\n  docs: {url: https://mcp.test, transport: http}\n`,
    at: [],
  },
  { name: "a variable, and no mapping", yaml: `${groups}mcp_servers: {a: {transport: os.environ/T}, b: }\n`, at: [] },
  {
    name: "a dash in the name",
    yaml: `${groups}mcp_servers:\n  my-docs: {url: https://mcp.test}\n`,
    at: ["8:3"],
    says: ["`my-docs` has a `-`", "aborts", "`my_docs`"],
  },
  {
    name: "a transport that LiteLLM does not have",
    yaml: `${groups}mcp_servers:\n  docs: {url: https://mcp.test, transport: htttp}\n`,
    at: ["8:44"],
    says: ["`htttp` is no transport", "`http`"],
  },
  { name: "no transport", yaml: `${groups}mcp_servers: {a: {url: https://mcp.test}}\n`, at: [] },
]);

testRule("unknown-callback", [
  {
    name: "LiteLLM's and a module's",
    yaml: settings("callbacks: [prometheus, my.handler, detect_prompt_injection]"),
    at: [],
  },
  { name: "a module's as text", yaml: settings("callbacks: my.handler"), at: [] },
  { name: "from a variable", yaml: settings("callbacks: os.environ/CALLBACKS"), at: [] },
  {
    name: "one that the config describes",
    yaml: `${settings("callbacks: [ours, theirs]")}callback_settings: {ours: {callback_type: generic_api}, theirs: {}}\n`,
    at: [],
  },
  {
    name: "LiteLLM's as text",
    yaml: settings("callbacks: langfuse"),
    at: ["7:31"],
    says: ["looks for a module", "aborts", "`[langfuse]`"],
  },
  {
    name: "a variable in a list",
    yaml: settings("callbacks: [os.environ/CALLBACK]"),
    at: ["7:32"],
    says: ["no variable"],
  },
  {
    name: "a mistyped one",
    yaml: settings("callbacks: [promtheus]"),
    at: ["7:32"],
    says: ["`promtheus`", "aborts", "`prometheus`"],
  },
  { name: "a mistyped one as text", yaml: settings("callbacks: promtheus"), at: ["7:31"] },
  { name: "nothing", yaml: settings("callbacks: "), at: ["7:29"], says: ["no text", "`module.instance`"] },
  { name: "nobody's", yaml: settings("callbacks: [zzzzzzzzzzzzzzzzzzzz]"), at: ["7:32"] },
]);

testRule("unknown-logger", [
  {
    name: "LiteLLM's, a module's and one that the config describes",
    yaml: settings(
      "success_callback: [langfuse, s3, my.logger, ours], failure_callback: [sentry], callback_settings: {ours: {}}",
    ),
    at: [],
  },
  { name: "from a variable", yaml: settings("success_callback: os.environ/LOGGERS"), at: [] },
  {
    name: "a mistyped one",
    yaml: settings("success_callback: [langfus]"),
    at: ["7:39"],
    severity: "warning",
    says: ["no logger `langfus`", "tells nobody", "`langfuse`"],
  },
  { name: "nobody's", yaml: settings("failure_callback: [zzzzzzzzzzzzzz]"), at: ["7:39"], says: ["`module.instance`"] },
  {
    name: "one as text",
    yaml: settings("success_callback: langfuse"),
    at: ["7:38"],
    severity: "warning",
    says: ["letter by letter", "`[langfuse]`"],
  },
  {
    name: "a module's as text",
    yaml: settings("success_callback: my.logger"),
    at: ["7:38"],
    severity: "error",
    says: ["aborts"],
  },
  {
    name: "nothing",
    yaml: settings("failure_callback: "),
    at: ["7:36"],
    severity: "error",
    says: ["no list", "aborts"],
  },
  { name: "a number", yaml: settings("failure_callback: 5"), at: ["7:38"], severity: "error" },
  {
    name: "a mapping",
    yaml: settings("success_callback: {langfus: on}"),
    at: ["7:38"],
    severity: "warning",
    says: ["its keys alone"],
  },
  {
    name: "a mapping and a list among them",
    yaml: settings("success_callback: [{langfuse: on}, [langfuse]]"),
    at: ["7:39", "7:55"],
    severity: "warning",
    says: ["no text", "says nothing"],
  },
  {
    name: "a number, nothing and a variable among them",
    yaml: settings("success_callback: [5, ~, os.environ/LOGGER]"),
    at: ["7:39", "7:42", "7:45"],
    severity: "error",
    says: ["no text", "aborts"],
  },
]);

const group = (text: string): string => router(`routing_groups: [${text}]`);

testRule("routing-group-shape", [
  {
    name: "two groups",
    yaml: group(
      "{group_name: x, models: [large], routing_strategy: simple-shuffle}, {group_name: y, models: [small], routing_strategy: least-busy}",
    ),
    at: [],
  },
  { name: "no list", yaml: router("routing_groups: x"), at: ["7:35"], says: ["no list", "aborts"] },
  {
    name: "no models",
    yaml: group("{group_name: x, models: large, routing_strategy: least-busy}"),
    at: ["7:36"],
    says: ["no list `models`"],
  },
  {
    name: "no strategy",
    yaml: group("{group_name: x, models: [large]}"),
    at: ["7:36"],
    says: ["no `routing_strategy`"],
  },
  {
    name: "a name and a model twice",
    yaml: group(
      "{group_name: x, models: [large], routing_strategy: least-busy}, {group_name: x, models: [large], routing_strategy: least-busy}",
    ),
    at: ["7:113", "7:125"],
    says: ["`x` stands twice"],
  },
  {
    name: "the name of a group",
    yaml: group("{group_name: large, models: [large], routing_strategy: least-busy}"),
    at: ["7:49"],
    severity: "warning",
    says: ["a call reaches that one"],
  },
  {
    name: "the name of a group, where a routing group cannot be called",
    yaml: group("{group_name: large, models: [large], routing_strategy: least-busy}"),
    release: "1.94.3",
    at: [],
  },
]);

testRule("api-base", [
  ...["http://localhost:8000/v1", "https://api.test", "os.environ/URL", ""].map((url) => ({
    name: `\`${url}\` may be meant`,
    yaml: params(`model: openai/x, api_base: "${url}"`),
    at: [],
  })),
  {
    name: "no scheme",
    yaml: params('model: openai/x, api_base: "localhost:8000"'),
    at: ["4:49"],
    says: ["no `http://`", "every call fails", "`https://localhost:8000`"],
  },
  {
    name: "one slash",
    yaml: params('model: openai/x, base_url: "http:/host"'),
    at: ["4:49"],
    says: ["`https://host/path`"],
  },
]);

testRule("misspelt-model-info", [
  {
    name: "LiteLLM's, and one's own",
    yaml: params("model: openai/x", "    model_info: {mode: chat, owner: me, note: x}\n"),
    at: [],
  },
  {
    name: "a slip",
    yaml: params("model: openai/x", "    model_info: {acess_groups: [a], moed: chat}\n"),
    at: ["5:18", "5:37"],
    says: ["`acess_groups`", "no effect", "`access_groups`"],
  },
]);

testRule("foreign-credentials", [
  {
    name: "each its own",
    yaml: `model_list:\n  - {model_name: a, litellm_params: {model: bedrock/x.y, aws_region_name: eu-west-1}}\n  - {model_name: b, litellm_params: {model: vertex_ai/x, vertex_project: p}}\n  - {model_name: c, litellm_params: {model: anthropic/x, api_key: os.environ/ANTHROPIC_API_KEY}}\n${key}`,
    at: [],
  },
  {
    name: "what may be meant",
    yaml: `model_list:\n  - {model_name: a, litellm_params: {model: openai/x, api_base: os.environ/URL, api_key: os.environ/GROQ_API_KEY}}\n  - {model_name: b, litellm_params: {model: hosted_vllm/x, api_key: os.environ/OPENAI_API_KEY}}\n  - {model_name: c, litellm_params: {model: gpt-4o, api_key: os.environ/AZURE_API_KEY}}\n  - {model_name: d, litellm_params: {model: openai/x, aws_region_name: }}\n${key}`,
    at: [],
  },
  {
    name: "a region of AWS for Anthropic",
    yaml: params("model: anthropic/x, aws_region_name: us-east-1"),
    at: ["4:42"],
    says: ["is for AWS", "`anthropic` is called"],
  },
  {
    name: "a project of Google for a declared provider",
    yaml: params("model: x, custom_llm_provider: openai, vertex_project: p"),
    at: ["4:61"],
  },
  {
    name: "the variable of another provider",
    yaml: params("model: anthropic/x, api_key: os.environ/OPENAI_API_KEY"),
    at: ["4:51"],
    says: ["`OPENAI_API_KEY`", "refuses"],
  },
  { name: "no model", yaml: params("model: openai/x, aws_region_name: "), at: [] },
]);

/** Groups of the names, with an alias for each task. */
function cells(names: readonly string[], aliases: string): string {
  const entries = names.map((name) => `  - {model_name: ${name}, litellm_params: {model: openai/gpt-4o}}\n`);
  return `model_list:\n${entries.join("")}${key}router_settings:\n  model_group_alias: {${aliases}}\n`;
}

testRule("missing-cell", [
  {
    name: "every task has every profile",
    yaml: cells(["ask_fast", "ask_good", "seek_fast", "seek_good"], "ask: ask_good, seek: seek_fast"),
    at: [],
  },
  { name: "one task only", yaml: cells(["ask_fast", "other_good"], "ask: ask_fast"), at: [] },
  {
    name: "names that are no pattern",
    yaml: cells(["gpt_4", "gpt_5", "claude_4"], "ask: gpt_4, seek: claude_4"),
    at: [],
  },
  {
    name: "a hole",
    yaml: cells(
      ["ask_fast", "ask_good", "seek_good", "find_fast", "find_good"],
      "ask: ask_good, seek: seek_good, find: find_good",
    ),
    at: ["9:44"],
    says: ["Task `seek` has no group `seek_fast`"],
  },
  {
    name: "others may come from the database",
    yaml: cells(
      ["ask_fast", "ask_good", "seek_good", "find_fast", "find_good"],
      "ask: ask_good, seek: seek_good, find: find_good",
    ).replace("{master_key", "{store_model_in_db: true, master_key"),
    at: [],
  },
]);

testRule("bad-release", [
  { name: "the one before", yaml: groups, release: "1.83.14", at: [] },
  {
    name: "a release that steals credentials",
    yaml: groups,
    release: "1.82.8",
    at: ["1:1"],
    says: ["1.82.8 should not be used", "public advisories", "1.83.14"],
  },
  { name: "its neighbour", yaml: groups, release: "1.82.7", at: ["1:1"] },
]);

testRule("deprecated-model", [
  {
    name: "no day is asked for",
    yaml: params("model: openai/x", '    model_info: {deprecation_date: "2026-01-31"}\n'),
    at: [],
  },
  {
    name: "the day before",
    yaml: params("model: openai/x", '    model_info: {deprecation_date: "2026-01-31"}\n'),
    asOf: "2026-01-30",
    at: [],
  },
  {
    name: "the day",
    yaml: params("model: openai/x", '    model_info: {deprecation_date: "2026-01-31"}\n'),
    asOf: "2026-01-31",
    at: ["4:29"],
    says: ["deprecated since 2026-01-31"],
  },
  { name: "a model that nobody knows", yaml: params("model: openai/some-model"), asOf: "2099-01-01", at: [] },
  {
    name: "beside one that has no model",
    yaml: "model_list: [{model_name: a, litellm_params: {model: 5}}, {model_name: a, litellm_params: {model: openai/x}, model_info: {deprecation_date: '2026-01-31'}}]\n",
    asOf: "2099-01-01",
    at: ["1:99"],
  },
]);

const configMap = (size: number): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  notes: ${"n".repeat(size)}\n  config.yaml: |\n${groups.replaceAll(/^/gm, "    ")}`;

testRule("large-configmap", [
  { name: "as much as it takes", yaml: configMap(1024 * 1024 - groups.length), at: [] },
  {
    name: "a byte more",
    yaml: configMap(1024 * 1024 - groups.length + 1),
    at: ["4:1"],
    says: ["1048577 bytes", "refuses"],
  },
  { name: "another kind", yaml: configMap(1024 * 1024).replace("ConfigMap", "Other"), at: [] },
  {
    name: "beside documents of other kinds",
    yaml: `kind: ConfigMap\n---\nkind: ConfigMap\ndata: {a: 5}\n---\n[]\n---\n${configMap(1024 * 1024)}`,
    at: ["11:1"],
  },
]);
