import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = join(import.meta.dirname, "../../dist/cli.js");
const { SMOKE_REPOSITORY: repository, GITHUB_TOKEN: token, SMOKE_API_URL: api, SMOKE_REMOTE: remote } = process.env;

if (repository === undefined || token === undefined) {
  process.stderr.write(
    "Set SMOKE_REPOSITORY to owner/name of a scratch repository with one commit, and GITHUB_TOKEN to a token that may write its contents, pull requests and commit statuses\n",
  );
  process.exit(2);
}

/** Git asks this for the token; it stands in no file. */
const environment = {
  ...process.env,
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "credential.helper",
  GIT_CONFIG_VALUE_0: '!f() { echo username=x-access-token; echo "password=$GITHUB_TOKEN"; }; f',
};
const folder = join(mkdtempSync(join(tmpdir(), "litellm-profiles-smoke-")), "clone");

function run(command: string, args: readonly string[], cwd = folder): string {
  return execFileSync(command, args, { cwd, env: environment, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

interface Told {
  readonly outcome?: string;
  readonly pull_request?: { readonly number: number; readonly state: string; readonly action?: string } | null;
}

/** Runs a command, prints it, and returns what it says as JSON. */
function tool(...words: readonly string[]): Told {
  const told: Told = JSON.parse(run(process.execPath, [program, ...words, "--json"]));
  const pull = told.pull_request;
  const how =
    typeof pull === "object" && pull !== null ? `pull request ${pull.number} ${pull.action ?? pull.state}` : "";
  process.stdout.write(`ok  litellm-profiles ${words.join(" ")}  ${[told.outcome, how].join(" ").trim()}\n`);
  return told;
}

function expectThat(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`GitHub did not do as expected: ${what}`);
}

/** A project of two profiles on the default branch, premium in force. */
function prepareProject(): void {
  if (!existsSync(join(folder, "litellm-profiles.yaml"))) {
    run(process.execPath, [program, "init", "--yes"]);
    const file = join(folder, "litellm-profiles.yaml");
    const where = `{repository: ${repository}${api === undefined ? "" : `, base_url: "${api}"`}}`;
    writeFileSync(file, `${readFileSync(file, "utf8")}\nforge: ${where}\n`);
    run(process.execPath, [program, "render"]);
    run("git", ["add", "--all"]);
    run("git", ["commit", "--quiet", "--message=Make a project"]);
    run("git", ["push", "--quiet", "origin", "HEAD"]);
  }
}

function smoke(): void {
  run("git", ["clone", "--quiet", remote ?? `https://github.com/${repository}.git`, folder], tmpdir());
  prepareProject();
  const opened = tool("switch", "balanced", "--pr", "--reason", "a smoke test").pull_request;
  const number = String(opened?.number);
  expectThat(opened?.state === "open", "a pull request opens");
  expectThat(tool("switch", "balanced", "--pr").pull_request?.action === "unchanged", "it stands, once");
  tool("gate", number);
  expectThat(tool("pr", "merge", number).pull_request?.state === "merged", "it is merged");
  run("git", ["pull", "--quiet", "--ff-only"]);
  const undoing = tool("rollback", "--pr").pull_request;
  expectThat(undoing?.state === "open", "the way back opens");
  tool("gate", String(undoing?.number));
  expectThat(tool("pr", "merge", String(undoing?.number)).pull_request?.state === "merged", "the way back is merged");
}

try {
  smoke();
  process.stdout.write(`All well on ${repository}; what the project was is in force again\n`);
} finally {
  rmSync(join(folder, ".."), { recursive: true });
}
