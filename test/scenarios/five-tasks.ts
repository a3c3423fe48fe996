import { smallProject } from "../fakes/small-project.ts";

/** One proxy, which applies whatever is delivered. */
export const environment = `active: premium
proxies: [{url: os.environ/LITELLM_URL, key: os.environ/LITELLM_MASTER_KEY}]
`;
export const tasks = ["classification", "extraction", "synthesis", "validation_primary", "validation_secondary"];
const profile = (model: string) => `tasks:\n${tasks.map((task) => `  ${task}: [{model: ${model}}]\n`).join("")}`;

/** The five tasks, in two profiles. */
export const fiveTasks = {
  ...smallProject,
  "litellm-profiles.yaml": `version: 1
litellm: 1.106.2
tasks:
${tasks.map((task) => `  ${task}: {}\n`).join("")}connections:
  openai: {api_key: os.environ/OPENAI_API_KEY}
`,
  "profiles/premium.yaml": profile("openai/gpt-4o"),
  "profiles/balanced.yaml": profile("openai/gpt-4o-mini"),
  "environments/default.yaml": environment,
};
