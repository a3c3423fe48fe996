/** What the real LiteLLM does with a config. */
export interface Outcome {
  /** Text of the error that ends it at start. */
  readonly aborts?: string;
  /** Ids of the deployments that are left, where one is dropped. */
  readonly loaded?: readonly string[];
  /** What answers each name that is called: an id, or text of the error. */
  readonly answers?: Readonly<Record<string, string>>;
  /** What the provider receives with the first call: a part of the request's JSON. */
  readonly sent?: string;
  /** How many requests the provider receives. */
  readonly received?: number;
}

/** A mistake, the rule that tells of it, and what its message says LiteLLM does. */
export interface ExecutedCase {
  readonly code: string;
  readonly yaml: string;
  /** Whether the calls ask for a stream. */
  readonly stream?: true;
  readonly does: Outcome;
}

function deployment(group: string, id: string, more = ""): string {
  return `  - {model_name: ${group}, litellm_params: {model: openai/gpt-4o, api_key: none${more}}, model_info: {id: ${id}}}\n`;
}

const a = `model_list:\n${deployment("a", "a1")}`;
const two = a + deployment("b", "b1");

/** A deployment `a1` with a parameter, beside a sound one. */
function withParameter(text: string): string {
  return `model_list:\n${deployment("a", "a1", `, ${text}`)}${deployment("b", "b1")}`;
}

function router(text: string): string {
  return `${two}router_settings: {num_retries: 0, ${text}}\n`;
}

/** A deployment `a1` whose model the provider refuses, beside a sound one. */
function failing(text: string): string {
  return `${two.replace("gpt-4o", "refused")}router_settings: {num_retries: 0, ${text}}\n`;
}

const invalid = "no healthy deployments";
const aborts = (code: string, yaml: string, error: string): ExecutedCase => ({ code, yaml, does: { aborts: error } });
const drops = (code: string, yaml: string): ExecutedCase => ({ code, yaml, does: { loaded: ["b1"] } });
const answers = (code: string, yaml: string, expected: Readonly<Record<string, string>>): ExecutedCase => ({
  code,
  yaml,
  does: { answers: expected },
});

/** One mistake each; what a message claims of several values stands here with several. */
export const executedCases: readonly ExecutedCase[] = [
  ...["[a]", "a", "7"].map((map) => aborts("alias-map", router(`model_group_alias: ${map}`), "AttributeError")),
  aborts("alias-mapping", router("model_group_alias: {x: {model: a}}"), "KeyError: 'hidden'"),
  aborts("alias-mapping", router("model_group_alias: {x: {hidden: false}}"), "KeyError: 'model'"),
  answers("alias-mapping", router("model_group_alias: {x: {hidden: true}}"), { x: "KeyError" }),
  answers("alias-mapping", router("model_group_alias: {x: {model: , hidden: true}}"), { x: "Error" }),
  ...["[a]", "[a, b]", "true", "7", "''", ""].map((value) =>
    answers("alias-value", router(`model_group_alias: {x: ${value}}`), { x: "Error" }),
  ),
  answers("alias-chain", router("model_group_alias: {x: y, y: a}"), { x: invalid, y: "a1" }),
  answers("alias-shadows-group", router("model_group_alias: {a: b}"), { a: "b1" }),
  answers("alias-wildcard", router("model_group_alias: {'x*': a}"), { xy: invalid }),
  answers("unknown-alias-target", router("model_group_alias: {x: aa}"), { x: invalid }),
  answers("unknown-alias-target", router("model_group_alias: {x: aa}, default_fallbacks: [b]"), { x: "b1" }),
  answers(
    "unknown-alias-target",
    `model_list:\n${deployment("'*'", "w1")}router_settings: {model_group_alias: {x: aa}}\n`,
    {
      x: "w1",
    },
  ),
  {
    code: "alias-to-wildcard",
    yaml: `model_list:\n  - {model_name: openai/*, litellm_params: {model: openai/*, api_key: none}, model_info: {id: w1}}\nrouter_settings: {model_group_alias: {x: openai/*}}\n`,
    does: { answers: { x: "w1" }, sent: '"model":"*"' },
  },
  {
    code: "nameless-model",
    yaml: "model_list:\n  - {model_name: a, litellm_params: {model: openai/, api_key: none}, model_info: {id: a1}}\n",
    does: { answers: { a: "a1" }, sent: '"model":""' },
  },
  {
    code: "duplicate-id",
    yaml: a + deployment("b", "a1"),
    does: { loaded: ["a1", "a1"] },
  },
  { code: "duplicate-id", yaml: a + deployment("a", "a1"), does: { loaded: ["a1", "a1"], answers: { a: "a1" } } },
  ...["{large: [b]}", "a", "7"].map((value) => aborts("fallback-list", router(`fallbacks: ${value}`), "Error")),
  ...["[a]", "[7]", "[{a: [b], b: [a]}]", "[{}]"].map((value) =>
    aborts("fallback-list", router(`fallbacks: ${value}`), "Error"),
  ),
  ...["health_check_interval", "health_check_concurrency"].map((key) =>
    aborts("health-check-setting", router(`${key}: 3`), "NOT a valid router_settings parameter"),
  ),
  ...["", "a.yaml", "7", "{a: b}"].map((value) => aborts("include-shape", `${a}include: ${value}\n`, "Error")),
  aborts("missing-litellm-params", `${a}  - {model_name: b}\n`, "KeyError"),
  ...["", "[]", "b"].map((value) =>
    aborts("missing-litellm-params", `${a}  - {model_name: b, litellm_params: ${value}}\n`, "Error"),
  ),
  aborts("missing-model", `${a}  - {model_name: b, litellm_params: {api_key: none}}\n`, "Error"),
  ...["", "[x]", "7"].map((value) =>
    aborts("missing-model", `${a}  - {model_name: b, litellm_params: {model: ${value}}}\n`, "Error"),
  ),
  aborts("missing-model-name", `${a}  - {litellm_params: {model: openai/gpt-4o}}\n`, "KeyError: 'model_name'"),
  ...["[x]", "{x: y}"].map((name) => aborts("missing-model-name", a + deployment(name, "b1"), "TypeError")),
  ...["", "7", "4.1", "true"].map((name) =>
    drops("missing-model-name", `model_list:\n${deployment(name, "a1")}${deployment("b", "b1")}`),
  ),
  ...["", "[]", "x", "7"].map((value) =>
    aborts(
      "model-info",
      `${a}  - {model_name: b, litellm_params: {model: openai/gpt-4o}, model_info: ${value}}\n`,
      "AttributeError",
    ),
  ),
  ...["{a: b}", "x", "7"].map((value) => aborts("model-list", `model_list: ${value}\n`, "Error")),
  ...["x", "", "7", "[x]"].map((value) => aborts("model-list", `${a}  - ${value}\n`, "AttributeError")),
  {
    code: "misspelt-parameter",
    yaml: `model_list:\n${deployment("a", "a1", ", wieght: 9, temprature: 8")}`,
    does: { answers: { a: "a1" }, sent: '"wieght":9,"temprature":8' },
  },
  ...["router_settings", "litellm_settings", "general_settings"].map((section) =>
    aborts("not-text-key", `${a}${section}: {on: 1}\n`, "Error"),
  ),
  answers("order-value", `model_list:\n${deployment("a", "a1", ", order: 1")}${deployment("a", "a2", ", order: x")}`, {
    a: "TypeError",
  }),
  {
    code: "own-variable",
    yaml: `environment_variables: {OWN_KEY: sk-own}\nmodel_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o, api_key: os.environ/OWN_KEY}, model_info: {id: a1}}\n`,
    does: { answers: { a: "a1" }, sent: "Bearer sk-ambient" },
  },
  ...[
    "rpm: abc",
    "rpm: 1.5",
    "rpm: [1]",
    "tpm: abc",
    "max_retries: abc",
    "tags: paid",
    "tags: {x: y}",
    "timeout: [1]",
    "input_cost_per_token: abc",
    "output_cost_per_token: abc",
  ].map((text) => drops("parameter-value", withParameter(text))),
  ...[
    "timeout: 30s",
    "timeout: -1",
    "max_parallel_requests: abc",
    "max_parallel_requests: [1]",
    "max_parallel_requests: -1",
  ].map((text) => answers("parameter-value", withParameter(text), { a: "Error", b: "b1" })),
  ...[
    "timeout: 30s",
    "timeout: -1",
    "timeout: [1]",
    "default_max_parallel_requests: [1]",
    "default_max_parallel_requests: abc",
    "default_max_parallel_requests: -1",
  ].map((text) => answers("parameter-value", router(text), { a: "Error" })),
  ...[withParameter("stream_timeout: abc"), withParameter("stream_timeout: -1"), router("stream_timeout: abc")].map(
    (yaml): ExecutedCase => ({ code: "parameter-value", yaml, stream: true, does: { answers: { a: "Error" } } }),
  ),
  {
    code: "partial-reference",
    yaml: `model_list:\n${deployment("a", "a1", ", organization: x-os.environ/HOME")}`,
    does: { answers: { a: "a1" } },
  },
  {
    code: "shell-reference",
    yaml: "model_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o, api_key: '${HOME}'}, model_info: {id: a1}}\n",
    does: { answers: { a: "a1" }, sent: "Bearer ${HOME}" },
  },
  aborts("retry-policy-value", router("retry_policy: {TimeoutErrorRetries: three}"), "Error"),
  answers("retry-policy-name", router("retry_policy: {TimeoutRetries: 3}"), { a: "a1" }),
  aborts("routing-group-name", router("routing_groups: [{models: [a], routing_strategy: simple-shuffle}]"), "Error"),
  aborts("routing-strategy", router("routing_strategy: fastest"), "Error"),
  answers("routing-strategy", router("routing_strategy: "), { a: "Error" }),
  ...["environment_variables", "general_settings", "litellm_settings"].flatMap((section) =>
    ["[x]", "x", "7"].map((value) => aborts("section-shape", `${a}${section}: ${value}\n`, "Error")),
  ),
  ...["[x]", "x", "7"].map((value) => answers("section-shape", `${a}router_settings: ${value}\n`, { a: "a1" })),
  drops("missing-model", two.replace("openai/gpt-4o", "''")),
  drops("supported-environments", two.replace("{id: a1}", "{id: a1, supported_environments: [prod]}")),
  {
    code: "unknown-credential",
    yaml: "credential_list: []\nmodel_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o, litellm_credential_name: x}, model_info: {id: a1}}\n",
    does: { answers: { a: "a1" }, sent: "Bearer sk-ambient" },
  },
  ...["opneai/gpt-4o", "OpenAI/gpt-4o", "no-such-model"].map((model) =>
    drops("unknown-provider", two.replace("openai/gpt-4o", model)),
  ),
  ...["'5'", "[1]"].map((weight) =>
    answers("weight-value", withParameter(`weight: ${weight}`), { a: "weight must be numeric", b: "b1" }),
  ),
  ...[
    "default_litellm_params: x",
    "routing_strategy_args: x, routing_strategy: latency-based-routing",
    "alerting_config: x",
  ].map((text) => aborts("setting-shape", router(text), "Error")),
  aborts("setting-shape", router("provider_budget_config: [a]"), "AttributeError"),
  ...[
    "guardrails: {a: b}",
    "guardrails: a",
    "mcp_servers: [a]",
    "credential_list: a",
    "vector_store_registry: {a: b}",
  ].map((text) => aborts("setting-shape", `${a}${text}\n`, "Error")),
  ...[
    "max_budget: abc",
    "max_internal_user_budget: 5x",
    "default_max_internal_user_budget: 5x",
    "default_team_settings: {team_id: t}",
    "custom_provider_map: x",
    "model_group_settings: x",
    "upperbound_key_generate_params: x",
  ].map((text) => aborts("setting-shape", `${a}litellm_settings: {${text}}\n`, "")),
  ...["cache: 'true'", "model_alias_map: [a]"].map((text) =>
    answers("setting-shape", `${a}litellm_settings: {${text}}\n`, { a: "Error" }),
  ),
  ...["database_url: 5", "coordination_redis: x", "role_permissions: x", "key_management_settings: x"].map((text) =>
    aborts("setting-shape", `${a}general_settings: {${text}}\n`, "Error"),
  ),
  ...["[{litellm_params: {guardrail: bedrock, mode: pre_call}}]", "[{guardrail_name: g}]", "[g]"].map((value) =>
    aborts("guardrail-entry", `${a}guardrails: ${value}\n`, "Error"),
  ),
  ...["[{credential_name: c, credential_values: {}}]", "[c]"].map((value) =>
    aborts("credential-entry", `${a}credential_list: ${value}\n`, "Error"),
  ),
  aborts("mcp-server", `${a}mcp_servers: {a-b: {url: "https://mcp.test"}}\n`, "cannot contain '-'"),
  aborts("mcp-server", `${a}mcp_servers: {a: {url: "https://mcp.test", transport: htttp}}\n`, "ValidationError"),
  ...["[langfusee]", "langfusee", "[5]", "", "langfuse", "[os.environ/HOME]"].map((value) =>
    aborts("unknown-callback", `${a}litellm_settings: {callbacks: ${value}}\n`, "Error"),
  ),
  ...[
    "x",
    "[{group_name: g, models: [a]}]",
    "[{group_name: g, routing_strategy: simple-shuffle}]",
    "[{group_name: g, models: a, routing_strategy: simple-shuffle}]",
    "[{group_name: g, models: [a], routing_strategy: least-busy}, {group_name: g, models: [b], routing_strategy: least-busy}]",
    "[{group_name: g, models: [a], routing_strategy: least-busy}, {group_name: h, models: [a], routing_strategy: least-busy}]",
  ].map((value) => aborts("routing-group-shape", router(`routing_groups: ${value}`), "Error")),
  ...[
    "max_budget: abc",
    "organization: 5",
    "use_in_pass_through: x",
    "max_file_size_mb: x",
    "vertex_credentials: 5",
  ].map((text) => drops("parameter-type", withParameter(text))),
  ...["tier: gold", "db_model: x", "team_id: 5", "base_model: 5"].map((text) =>
    drops("parameter-type", two.replace("{id: a1}", `{id: a1, ${text}}`)),
  ),
  drops("supported-environments", two.replace("{id: a1}", "{id: a1, supported_environments: production}")),
  aborts("access-windows", two.replace("{id: a1}", "{id: a1, access_windows: x}"), "ValueError"),
  ...["mode: 5", "max_input_tokens: lots"].map((text) =>
    answers("parameter-value", two.replace("{id: a1}", `{id: a1, ${text}}`), {
      a: "ValidationError",
      b: "ValidationError",
    }),
  ),
  ...["extra_headers: x", "extra_body: x", "rpm: -1"].map((text) =>
    answers("parameter-value", withParameter(text), { a: "Error", b: "b1" }),
  ),
  drops("parameter-value", withParameter("rpm: 1e3")),
  answers("parameter-value", `${a}litellm_settings: {request_timeout: 30s}\n`, { a: "Error" }),
  answers("routing-strategy", router("routing_strategy: provider-budget-routing"), { a: "Error" }),
  answers("provider-budget", router("provider_budget_config: {openai: {time_period: 1d}}"), { a: "crossed budget" }),
  aborts("provider-budget", router("provider_budget_config: {openai: {budget_limit: abc, time_period: 1d}}"), "Error"),
  answers("api-base", withParameter("api_base: 'localhost:8000'"), { a: "Error", b: "b1" }),
  answers("unknown-alias-target", router("model_group_alias: {x: a1}"), { x: invalid }),
  ...["openai", "deepseek-chat"].map((model) => drops("unknown-provider", two.replace("openai/gpt-4o", model))),
  drops("unknown-provider", two.replace("openai/gpt-4o,", "llama, api_base: 'http://localhost:1/v1',")),
  drops("unknown-provider", two.replace("openai/gpt-4o,", "llama, custom_llm_provider: opneai,")),
  drops("dated-value", two.replace("model_name: a", "model_name: 2024-08-06")),
  aborts("dated-value", router("model_group_alias: {x: 2024-08-06}"), "ValidationError"),
  aborts("cache-type", `${a}litellm_settings: {cache: true, cache_params: [local]}\n`, "Error"),
  aborts("weak-master-key", `${a}general_settings: {master_key: 1234}\n`, "AttributeError"),
  {
    code: "repeated-key",
    yaml: `${two}router_settings: {model_group_alias: {x: a, x: b}}\n`,
    does: { answers: { x: "b1" } },
  },
  ...[
    "litelm_settings: {drop_params: true}",
    "general_settings: {drop_params: true}",
    "litellm_settings: {drop_parms: true}",
  ].map((text) => answers("unread-setting", `${a}${text}\n`, { a: "a1" })),
  answers("lost-setting", `${a}router_setting: {model_group_alias: {x: a}}\n`, { x: invalid }),
  answers("lost-setting", `${a}model_group_alias: {x: a}\n`, { x: invalid }),
  answers("lost-setting", `litellm_settings:\n  ${a.replaceAll("\n", "\n  ")}\n`, { a: invalid }),
  answers("lost-setting", `${a}litellm_settings: {vector_store_registry: [{vector_store_name: s}]}\n`, { a: "Error" }),
  aborts(
    "key-management-system",
    `${a}general_settings: {key_management_system: aws_secrets}\n`,
    "Invalid Key Management",
  ),
  answers("key-management-system", `${a}general_settings: {key_management_system: 7}\n`, { a: "a1" }),
  ...["true", "7"].map((value) => aborts("pre-call-check", router(`optional_pre_call_checks: ${value}`), "TypeError")),
  answers("pre-call-check", router("optional_pre_call_checks: {prompt_caching: true}"), { a: "a1" }),
  ...["langfuse", "[langfus]", "[[langfuse]]", "[{langfuse: on}]", "{langfus: on}"].map((value) =>
    answers("unknown-logger", `${a}litellm_settings: {success_callback: ${value}}\n`, { a: "a1" }),
  ),
  ...["5", "", "a.b", "[5]"].map((value) =>
    aborts("unknown-logger", `${a}litellm_settings: {failure_callback: ${value}}\n`, "Error"),
  ),
  answers("parameter-value", withParameter("base_model: 7"), { a: "Error", b: "b1" }),
  {
    code: "useless-fallback",
    yaml: failing("fallbacks: [{a: [a]}]"),
    does: { answers: { a: "Fallback to a also failed" }, received: 1 },
  },
  { code: "useless-fallback", yaml: failing("fallbacks: [{a: [a, b]}]"), does: { answers: { a: "b1" }, received: 2 } },
  {
    code: "listed-reference",
    yaml: withParameter("stop: [os.environ/HOME]"),
    does: { answers: { a: "a1" }, sent: '"stop":["os.environ/HOME"]' },
  },
  {
    code: "misplaced-parameter",
    yaml: withParameter("mode: chat, supports_vision: true"),
    does: { answers: { a: "a1" }, sent: '"mode":"chat","supports_vision":true' },
  },
  {
    code: "shell-reference",
    yaml: "model_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o, api_key: os.envrion/HOME}, model_info: {id: a1}}\n",
    does: { answers: { a: "a1" }, sent: "Bearer os.envrion/HOME" },
  },
  answers("unread-cache-setting", `${a}litellm_settings: {cache_params: {type: nosuch}}\n`, { a: "a1" }),
  answers("unread-cache-setting", `${a}litellm_settings: {cache: true, cache_params: {type: local, namespce: n}}\n`, {
    a: "a1",
  }),
  answers("unknown-alert", `${a}general_settings: {alerting: [slack], alert_types: [llm_exeptions]}\n`, { a: "a1" }),
];
