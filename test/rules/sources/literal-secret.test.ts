import { profile, project, testRule } from "./cases.ts";

const key = `sk-${"a1B2".repeat(6)}`;
const google = `AIza${"x".repeat(35)}`;
const template = "templates/litellm_config.yaml.hbs";

function connection(yaml: string): string {
  return `version: 1\nlitellm: 1.106.2\ntasks: {ask: {}, seek: {}}\nconnections:\n  openai: ${yaml}\n`;
}

testRule("literal-secret", [
  {
    name: "a reference",
    file: project,
    yaml: connection("{api_key: os.environ/KEY, api_base: https://a.b, max_tokens: 5}"),
    at: [],
  },
  { name: "nothing", file: project, yaml: connection("{api_key: null, aws_secret: ''}"), at: [] },
  {
    name: "a literal",
    file: project,
    yaml: connection("{api_key: none}"),
    at: ["5:21"],
    says: ["`api_key` is a literal", "os.environ/NAME"],
  },
  {
    name: "a known shape under such a key is told once",
    file: project,
    yaml: connection(`{api_key: ${key}}`),
    at: ["5:21"],
  },
  { name: "a partial reference", file: project, yaml: connection("{api_key: Bearer os.environ/KEY}"), at: ["5:21"] },
  { name: "a number", file: project, yaml: connection("{azure_password: 1234}"), at: ["5:28"] },
  { name: "the shell's way", file: project, yaml: connection('{api_key: "${KEY}"}'), at: ["5:21"] },
  {
    name: "a header",
    file: project,
    yaml: connection("{extra_headers: {Authorization: Bearer x, x-api-key: y}}"),
    at: ["5:43", "5:64"],
  },
  {
    name: "credentials as a mapping",
    file: project,
    yaml: connection("{vertex_credentials: {type: a, private_key: b}}"),
    at: ["5:55"],
  },
  {
    name: "prices are none",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/gpt-4o, info: {input_cost_per_token: 0.1}}], seek: x}\n",
    at: [],
  },
  {
    name: "in params",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/gpt-4o, params: {api_key: x}}], seek: x}\n",
    at: ["1:56"],
  },
  {
    name: "in a comment",
    file: profile,
    yaml: `# was ${key}\ntasks: {ask: x, seek: x}\n`,
    at: ["1:7"],
    says: ["looks like a secret"],
  },
  {
    name: "under another key",
    file: profile,
    yaml: `tasks: {ask: [{model: openai/gpt-4o, params: {user: ${google}}}], seek: x}\n`,
    at: ["1:53"],
  },
  { name: "in a URL", file: project, yaml: connection("{api_base: https://me:pass@a.b/c}"), at: ["5:30"] },
  { name: "in a source that is broken otherwise", file: profile, yaml: "taskz: {api_key: hunter2}\n", at: ["1:18"] },
  { name: "in one that is no YAML", file: profile, yaml: `tasks: [\n# ${key}\n`, at: ["2:3"] },
  {
    name: "in the template, by hand",
    file: template,
    yaml: "model_list:\n  - litellm_params: {api_key: abc, x: 1}\n",
    at: ["2:31"],
  },
  {
    name: "in the template, the proxy's own key",
    file: template,
    yaml: 'general_settings:\n  master_key: "sk-1234" # dev\n',
    at: ["2:15"],
  },
  { name: "in the template, by its looks", file: template, yaml: `# ${key}\n`, at: ["1:3"] },
  {
    name: "in the template, nothing wrong",
    file: template,
    yaml: "general_settings:\n  master_key: os.environ/KEY\n  max_tokens: 5\n  api_key: null\n  x_token:\n  y_secret: {a: 1}\n",
    at: [],
  },
]);
