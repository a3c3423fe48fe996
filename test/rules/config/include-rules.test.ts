import { groups, testRule } from "./cases.ts";

const master = "general_settings: {master_key: os.environ/KEY}\n";
const withAliases = "router_settings: {model_group_alias: {fast: small}, max_fallbacks: 1}\n";

testRule("include-replaces", [
  { name: "unknown files", yaml: `include: [one.yaml]\n${groups}`, at: [] },
  {
    name: "lists, new sections, empty ones, and files that are not there or not readable",
    yaml: `include: [models.yaml, new.yaml, gone.yaml, broken.yaml]\nlitellm_settings: {}\n${groups}`,
    included: {
      "models.yaml": "model_list: [{model_name: b, litellm_params: {model: openai/gpt-4o}}]\n",
      "new.yaml": "litellm_settings: {drop_params: true}\nguardrails: []\n",
      "broken.yaml": "a: [",
    },
    at: [],
  },
  {
    name: "a section of this file",
    yaml: `include:\n  - sub/one.yaml\n${master}litellm_settings: {drop_params: true}\n`,
    included: { "sub/one.yaml": "litellm_settings: {num_retries: 1}\n" },
    severity: "warning",
    at: ["2:5"],
    says: ["`sub/one.yaml` replaces the whole of `litellm_settings`"],
  },
  {
    name: "aliases of another included file",
    yaml: `include: [one.yaml, b.yaml]\n${groups}`,
    included: { "one.yaml": withAliases, "b.yaml": "router_settings: {num_retries: 1}\n" },
    severity: "error",
    at: ["1:21"],
    says: ["alias `fast` answers 400"],
  },
  {
    name: "aliases by the same ones, through a file beside the included one",
    yaml: `include: [sub/one.yaml]\n${groups}${withAliases}`,
    included: { "sub/one.yaml": "include: [b.yaml]\n", "sub/b.yaml": withAliases },
    severity: "warning",
    at: ["1:11"],
  },
  {
    name: "a section by something that is none",
    yaml: `include: [one.yaml]\n${groups}${withAliases}`,
    included: { "one.yaml": "router_settings: 5\n" },
    severity: "error",
    at: ["1:11"],
  },
]);

testRule("include-cycle", [
  { name: "unknown files", yaml: `include: [one.yaml]\n${groups}`, at: [] },
  {
    name: "the same file by two ways",
    yaml: `include: [one.yaml, b.yaml]\n${groups}`,
    included: { "one.yaml": "include: [c.yaml]\n", "b.yaml": "include: [c.yaml]\n", "c.yaml": "guardrails: []\n" },
    at: [],
  },
  {
    name: "a file that includes itself",
    yaml: `include: [b.yaml, ./sub/../c.yaml]\n${groups}`,
    included: { "b.yaml": "guardrails: []", "c.yaml": "include: [c.yaml]\n" },
    severity: "info",
    at: ["1:19"],
    says: ["each file once"],
  },
  {
    name: "the config itself, on an older release",
    release: "1.94.3",
    yaml: `include: [b.yaml]\n${groups}`,
    included: { "b.yaml": "include: [a.yaml]\n" },
    severity: "error",
    at: ["1:11"],
    says: ["never ends"],
  },
]);
