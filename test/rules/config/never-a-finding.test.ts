import { describe, expect, test } from "vitest";
import { openModelMap } from "../../../src/litellm/model-map.ts";
import { releasesWithFacts } from "../../../src/litellm/release-facts.ts";
import { checkFile } from "../../../src/rules/config/index.ts";

const key = "general_settings: {master_key: os.environ/LITELLM_MASTER_KEY}\n";

/** One deployment with these parameters. */
function params(text: string): string {
  return `model_list:\n  - model_name: a\n    litellm_params: {${text}}\n${key}`;
}

function findingsOf(text: string, release: string) {
  return checkFile({ file: "litellm_config.yaml", text, release }, openModelMap(release)).findings;
}

const two = `model_list:
  - {model_name: a, litellm_params: {model: openai/gpt-4o, api_key: os.environ/OPENAI_API_KEY}}
  - {model_name: b, litellm_params: {model: openai/gpt-4o-mini, api_key: os.environ/OPENAI_API_KEY}}
${key}`;

/** Reasons for which people take a linter away again; each is sound on every release. */
const sound: Readonly<Record<string, string>> = {
  "keys of one's own": `x-shared: {a: 1}\nx_more: [1]\n_notes: {b: 2}\n${two}router_settings: {num_retries: 2, x-note: why}\n`,
  "anchors and merge keys": `common: &common\n  api_key: os.environ/OPENAI_API_KEY\n  timeout: 60\nmodel_list:\n  - {model_name: a, litellm_params: {<<: *common, model: openai/gpt-4o}}\n  - {model_name: b, litellm_params: {<<: *common, model: openai/gpt-4o-mini}}\n${key}`,
  "a model that the map does not have": params("model: openai/my-finetune-7, api_key: os.environ/K"),
  "no ids, and several deployments of one name": two.replace("model_name: b", "model_name: a"),
  "a key that is none": params("model: openai/x, api_base: http://vllm:8000/v1, api_key: none"),
  "an empty key by name": params("model: hosted_vllm/x, api_base: http://vllm:8000/v1, api_key: EMPTY"),
  "a dummy key": params("model: openai/x, api_base: http://vllm:8000/v1, api_key: dummy"),
  "a key that is too short to be real": params("model: openai/x, api_base: http://vllm:8000/v1, api_key: sk-123"),
  "a body of the provider's own": params("model: openai/x, extra_body: {top_k: 5}, extra_headers: {x-a: b}"),
  thinking: params("model: anthropic/claude-sonnet-4-5, thinking: {type: enabled, budget_tokens: 1024}"),
  "what vLLM takes": params(
    "model: hosted_vllm/x, api_base: http://v/v1, chat_template_kwargs: {enable_thinking: false}, top_k: 20, min_p: 0.1, repetition_penalty: 1.1",
  ),
  "what Ollama takes": params(
    "model: ollama_chat/llama3.1:8b, api_base: http://h:11434, keep_alive: 10m, num_ctx: 4096",
  ),
  "what OpenRouter takes": params(
    "model: openrouter/a/b, models: [a/b, c/d], provider: {order: [x]}, transforms: [middle-out]",
  ),
  "a callback module that is not here": `${two}litellm_settings: {callbacks: [custom.handler], success_callback: [langfuse]}\n`,
  Redis: `${two}router_settings: {redis_host: os.environ/REDIS_HOST, redis_port: os.environ/REDIS_PORT}\nlitellm_settings: {cache: true, cache_params: {type: redis}}\n`,
  "an include that is made later": `include: [generated.yaml]\n${two}`,
  "a model whose day has passed, when no day is asked for": params("model: openai/gpt-4-0314, api_key: os.environ/K"),
  wildcards: `model_list:\n  - {model_name: "openai/*", litellm_params: {model: "openai/*", api_key: os.environ/K}}\n  - {model_name: "*", litellm_params: {model: "*"}}\n${key}`,
  Azure: params(
    'model: azure/my-gpt4o, api_base: os.environ/BASE, api_key: os.environ/K, api_version: "2024-10-21", tenant_id: os.environ/T',
  ),
  Vertex: params(
    "model: vertex_ai/gemini-2.5-pro, vertex_project: p, vertex_location: global, vertex_credentials: /sa.json",
  ),
  Bedrock: params("model: bedrock/us.anthropic.claude-sonnet-4-20250514-v1:0, aws_region_name: us-west-2"),
  "limits, weights and tags": params(
    "model: openai/x, rpm: '60', tpm: 100000, weight: 1, order: 1, tags: [free], timeout: '30'",
  ),
  "a guardrail of one's own": `${two}guardrails:\n  - {guardrail_name: g, litellm_params: {guardrail: my.Guard, mode: [pre_call, post_call]}}\n`,
  "an MCP server": `${two}mcp_servers: {docs: {url: https://mcp.test, transport: http}}\n`,
  "a header of a pass-through endpoint": `model_list: []\ngeneral_settings:\n  master_key: os.environ/K\n  pass_through_endpoints:\n    - {path: /v1/rerank, target: https://api.test, headers: {Authorization: bearer os.environ/COHERE_API_KEY}}\n`,
  "teams and budgets": `${two}litellm_settings:\n  max_budget: 10\n  budget_duration: 30d\n  default_team_settings: [{team_id: t, success_callback: [langfuse]}]\n  upperbound_key_generate_params: {max_budget: 5, budget_duration: 10d}\n`,
  "fallbacks under alias and group": `${two}router_settings:\n  model_group_alias: {chat: a}\n  fallbacks: [{chat: [b]}, {a: [b]}]\n`,
  "credentials by name": `credential_list:\n  - {credential_name: c, credential_values: {api_key: os.environ/K}, credential_info: {description: d}}\n${params("model: openai/x, litellm_credential_name: c")}`,
};

describe("never an error or a warning", () => {
  test.each(Object.entries(sound))("%s", (_, text) => {
    const loud = releasesWithFacts().flatMap((release) =>
      findingsOf(text, release)
        .filter(({ severity }) => severity !== "info")
        .map(({ code, message }) => `${release}: ${code}: ${message}`),
    );
    expect(loud).toEqual([]);
  });
});

test("an alias whose group the database may have is a warning that says so", () => {
  const text = `${two.replace("{master_key", "{store_model_in_db: true, master_key")}router_settings: {model_group_alias: {chat: c}}\n`;
  const [finding, ...others] = findingsOf(text, "1.106.2").filter(({ severity }) => severity !== "info");
  expect(finding).toMatchObject({ code: "unseen-alias-target", severity: "warning" });
  expect(finding?.hint).toContain("the database has the group");
  expect(others).toEqual([]);
});
