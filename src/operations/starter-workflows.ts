/** How a repository's workflows get at this tool. */
export interface WorkflowTool {
  /** The command that stands for `litellm-profiles`. */
  readonly command: string;
  /** What is run before, one command a line; empty where nothing has to be. */
  readonly install: string;
  /** A condition of GitHub's that keeps the jobs from running; empty where none does. */
  readonly onlyWhere: string;
  /** What each file's name begins with, beside the repository's other workflows. */
  readonly prefix: string;
}

/** For a user's repository: npm fetches this version. */
export function fetchedTool(version: string): WorkflowTool {
  return { command: `npx --yes litellm-profiles@${version}`, install: "", onlyWhere: "", prefix: "litellm-profiles-" };
}

/** For this repository, whose own project names no forge, so that it can be tried without an account. */
export const ownTool: WorkflowTool = {
  command: "npx litellm-profiles",
  install: "npm ci",
  onlyWhere: "vars.LITELLM_PROFILES_FORGE == 'github'",
  prefix: "",
};

/**
 * GitHub's workflows of a project by path: the gate, a switch and a rollback by hand, delivery with proof after a merge,
 * and what the time has come for. Whatever a person or a branch is called reaches a command through the environment alone.
 */
export function starterWorkflows(tool: WorkflowTool): Map<string, string> {
  const texts = { validate, switch: switchProfile, rollback, verify, due };
  return new Map(
    Object.entries(texts).map(([name, text]) => [`.github/workflows/${tool.prefix}${name}.yml`, text(tool)]),
  );
}

const checkout = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0";
const setupNode = "actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0";
const uploadSarif = "github/codeql-action/upload-sarif@45cbd0c69e560cd9e7cd7f8c32362050c9b7ded2 # v4.32.2";

/** Git asks this for the token, which thereby stands in no file and on no command line. */
const credentials = `          GIT_CONFIG_COUNT: "1"
          GIT_CONFIG_KEY_0: credential.helper
          GIT_CONFIG_VALUE_0: '!f() { echo username=x-access-token; echo "password=$GITHUB_TOKEN"; }; f'`;

/** A token of an App or a person, where there is one: what the workflow's own opens starts no checks. */
const token = "${{ secrets.LITELLM_PROFILES_TOKEN || github.token }}";

const person = `          GIT_AUTHOR_NAME: \${{ github.actor }}
          GIT_AUTHOR_EMAIL: \${{ github.actor_id }}+\${{ github.actor }}@users.noreply.github.com
          GIT_COMMITTER_NAME: \${{ github.actor }}
          GIT_COMMITTER_EMAIL: \${{ github.actor_id }}+\${{ github.actor }}@users.noreply.github.com`;

/** Git and the forge are told who has started the workflow. */
const asWhoeverAsks = `          GITHUB_TOKEN: ${token}
${person}
${credentials}`;

const environmentInput = `      environment:
        description: The environment
        required: true
        default: default`;

const reasonInput = `      reason:
        description: Why, for the commit and the history
        default: ""`;

function steps({ install }: WorkflowTool): string {
  return `      - uses: ${setupNode}
        with:
          node-version: "20"
${install === "" ? "" : `      - run: ${install}\n`}`;
}

function guard({ onlyWhere }: WorkflowTool, ...more: readonly string[]): string {
  const all = [onlyWhere, ...more].filter((condition) => condition !== "");
  return all.length === 0 ? "" : `    if: ${all.join(" && ")}\n`;
}

function validate(tool: WorkflowTool): string {
  return `# Says in every pull request whether it may be merged. Require the status \`litellm-profiles\` on the branch.
name: litellm-profiles validate

on:
  pull_request:

permissions: {}

concurrency:
  group: litellm-profiles-validate-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

jobs:
  gate:
${guard(tool)}    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
      pull-requests: write # the comment with the plans
      security-events: write # the findings, for code scanning
      statuses: write # the verdict
    steps:
      - uses: ${checkout}
        with:
          fetch-depth: 0
          persist-credentials: false
      # What comes in is read and never run: the branch that it goes into judges it.
      - run: git checkout --quiet HEAD^1
${steps(tool)}      - env:
          GITHUB_TOKEN: \${{ github.token }}
          PULL_REQUEST: \${{ github.event.pull_request.number }}
${credentials}
        run: ${tool.command} gate "$PULL_REQUEST" --format github --sarif gate.sarif --summary "$GITHUB_STEP_SUMMARY"
      # Where code scanning is on: set the variable to true.
      - if: always() && vars.LITELLM_PROFILES_CODE_SCANNING == 'true' && hashFiles('gate.sarif') != ''
        uses: ${uploadSarif}
        with:
          sarif_file: gate.sarif
`;
}

function switchProfile(tool: WorkflowTool): string {
  return `# Asks for another profile by a pull request.
name: litellm-profiles switch

on:
  workflow_dispatch:
    inputs:
${environmentInput}
      profile:
        description: The profile to switch to
        required: true
${reasonInput}
      for:
        description: How long, as 4h or 2d; empty, until the next switch
        default: ""

${asking}
jobs:
  switch:
${askingJob(tool)}      - env:
          ENVIRONMENT: \${{ inputs.environment }}
          PROFILE: \${{ inputs.profile }}
          REASON: \${{ inputs.reason }}
          FOR: \${{ inputs.for }}
${asWhoeverAsks}
        run: |
          arguments=(--pr "--environment=$ENVIRONMENT")
          if [ -n "$REASON" ]; then arguments+=("--reason=$REASON"); fi
          if [ -n "$FOR" ]; then arguments+=("--for=$FOR"); fi
          ${tool.command} switch "\${arguments[@]}" -- "$PROFILE"
`;
}

function rollback(tool: WorkflowTool): string {
  return `# Asks by a pull request that a switch be undone.
name: litellm-profiles rollback

on:
  workflow_dispatch:
    inputs:
${environmentInput}
      commit:
        description: The commit of the switch; empty, the newest one
        default: ""
${reasonInput}

${asking}
jobs:
  rollback:
${askingJob(tool)}      - env:
          ENVIRONMENT: \${{ inputs.environment }}
          COMMIT: \${{ inputs.commit }}
          REASON: \${{ inputs.reason }}
${asWhoeverAsks}
        run: |
          arguments=(--pr "--environment=$ENVIRONMENT")
          if [ -n "$REASON" ]; then arguments+=("--reason=$REASON"); fi
          if [ -n "$COMMIT" ]; then arguments+=(-- "$COMMIT"); fi
          ${tool.command} rollback "\${arguments[@]}"
`;
}

/** One after the other: all of them move the same branches. */
const asking = `permissions: {}

concurrency:
  group: litellm-profiles-change
  cancel-in-progress: false
`;

function askingJob(tool: WorkflowTool): string {
  return `${guard(tool)}    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: write # the branch of the pull request
      pull-requests: write
    steps:
      - uses: ${checkout}
        with:
          fetch-depth: 0
          persist-credentials: false
${steps(tool)}`;
}

function verify(tool: WorkflowTool): string {
  return `# Brings what was merged to the proxies and proves it; says so in the pull request, and asks for the undoing of what is
# not proven. For a runner that reaches the proxies: name it in the variable LITELLM_PROFILES_RUNNER.
name: litellm-profiles verify

on:
  push:
  workflow_dispatch:
    inputs:
${environmentInput}

permissions: {}

concurrency:
  group: litellm-profiles-verify
  cancel-in-progress: false

jobs:
  deliver:
${guard(tool, "vars.LITELLM_PROFILES_RUNNER != ''", "github.ref_name == github.event.repository.default_branch")}    runs-on: \${{ vars.LITELLM_PROFILES_RUNNER }}
    timeout-minutes: 15
    permissions:
      contents: write # the note of the proof, and the branch of a revert
      pull-requests: write
      statuses: write
    steps:
      - uses: ${checkout}
        with:
          fetch-depth: 0
          persist-credentials: false
${steps(tool)}      - env:
          ENVIRONMENT: \${{ inputs.environment || 'default' }}
          GITHUB_TOKEN: ${token}
          LITELLM_URL: \${{ vars.LITELLM_URL }}
          LITELLM_MASTER_KEY: \${{ secrets.LITELLM_MASTER_KEY }}
${person}
${credentials}
        run: ${tool.command} deliver --environment "$ENVIRONMENT"
`;
}

function due(tool: WorkflowTool): string {
  return `# Asks for what the time has come for: the end of a temporary switch, the beginning of a scheduled one.
name: litellm-profiles due

on:
  schedule:
    - cron: "*/10 * * * *"
  workflow_dispatch:

${asking}
jobs:
  due:
${askingJob(tool)}      - env:
          GITHUB_TOKEN: ${token}
          GIT_AUTHOR_NAME: litellm-profiles
          GIT_AUTHOR_EMAIL: litellm-profiles@users.noreply.github.com
          GIT_COMMITTER_NAME: litellm-profiles
          GIT_COMMITTER_EMAIL: litellm-profiles@users.noreply.github.com
${credentials}
        run: ${tool.command} due
`;
}
