/** Sources of a small project whose `default` environment has premium in force; the rendered config is a test's own. */
export const smallProject: Readonly<Record<string, string>> = {
  "litellm-profiles.yaml": `version: 1
litellm: 1.106.2
tasks:
  classification: {legacy_names: [classification-primary]}
  synthesis: {}
connections:
  openai: {api_key: os.environ/OPENAI_API_KEY}
`,
  "profiles/premium.yaml": `tasks:
  classification: [{model: openai/gpt-4o}]
  synthesis: [{model: openai/gpt-4o}]
fallbacks: [balanced]
`,
  "profiles/balanced.yaml": `tasks:
  classification: [{model: openai/gpt-4o-mini}]
  synthesis: [{model: openai/gpt-4o-mini}]
`,
  "environments/default.yaml": `# who answers here
active: premium # the best
proxies: [{url: "http://127.0.0.1:4000", key: os.environ/LITELLM_MASTER_KEY}]
`,
  "templates/litellm_config.yaml.hbs": `model_list:
{{#each tasks}}
{{#each groups}}
  {{yaml deployments}}
{{/each}}
{{/each}}
router_settings:
  max_fallbacks: 1
  model_group_alias:
    {{yaml aliases}}
  fallbacks:
    {{yaml fallbacks}}
general_settings:
  master_key: os.environ/LITELLM_MASTER_KEY
`,
};
