import { defaultTemplate, projectFile } from "../sources/source-paths.ts";

/** A project to start with: two tasks, two profiles, models of two providers. */
export function starterProject(litellm: string, environment: string): Map<string, string> {
  return new Map([
    [
      "profiles/premium.yaml",
      `description: Best answers, price second
tasks:
  classification:
    - {model: openai/gpt-4o, params: {temperature: 0}}
  synthesis:
    - {model: anthropic/claude-opus-4-6, params: {max_tokens: 16000}}
fallbacks: [balanced]
`,
    ],
    [
      "profiles/balanced.yaml",
      `description: Good answers at a fair price
tasks:
  classification:
    - {model: openai/gpt-4o-mini, params: {temperature: 0}}
  synthesis:
    - {model: anthropic/claude-sonnet-4-6, params: {max_tokens: 16000}}
fallbacks: [premium]
`,
    ],
    [
      `environments/${environment}.yaml`,
      `active: premium
# Once the proxies run the reload module, name them here; a switch is then proven:
# proxies: [{url: os.environ/LITELLM_URL, key: os.environ/LITELLM_MASTER_KEY}]
`,
    ],
    [
      defaultTemplate,
      `model_list:
{{#each tasks}}
  # {{yaml name}}: {{yaml description}}
{{#each groups}}
  {{yaml deployments}}
{{/each}}
{{/each}}
router_settings:
  max_fallbacks: 1 # a fallback is tried, never a fallback of a fallback
  model_group_alias:
    {{yaml aliases}}
  fallbacks:
    {{yaml fallbacks}}
litellm_settings:
  drop_params: true
general_settings:
  master_key: os.environ/LITELLM_MASTER_KEY
`,
    ],
    [
      projectFile,
      `version: 1
litellm: ${litellm}

tasks:
  classification:
    description: Put an incoming document into one category
  synthesis:
    description: Write one report from many findings

connections:
  openai: {api_key: os.environ/OPENAI_API_KEY}
  anthropic: {api_key: os.environ/ANTHROPIC_API_KEY}
`,
    ],
  ]);
}
