import { parseBranchName } from "../domain/branch-name.ts";
import type { PullRequest } from "../domain/pull-request.ts";
import { alignColumns } from "./align-columns.ts";
import { environmentOption } from "./environment-option.ts";
import { printable } from "./printable.ts";

/** One pull request a line. */
export function pullRequestListText(pulls: readonly PullRequest[]): string {
  if (pulls.length === 0) return "No pull request is open\n";
  const rows = pulls.map(({ number, state, updated_at, author, title }) => [
    String(number),
    state,
    updated_at,
    author,
    title,
  ]);
  return alignColumns(rows.map((row) => row.map(printable)))
    .map((line) => `${line}\n`)
    .join("");
}

/** A pull request with its body, for a terminal: without what Markdown does not show. */
export function pullRequestText(pull: PullRequest): string {
  const body = pull.body.replaceAll(/<!--[^]*?-->\s*/g, "").trim();
  return print([...headingOf(pull), "", ...body.split("\n")]);
}

/** One that was merged or closed just now, and what brings about what comes of it. */
export function endedPullRequestText(pull: PullRequest): string {
  const next = nextOf(pull);
  return print([...headingOf(pull), ...(next === undefined ? [] : ["", next])]);
}

function nextOf({ state, url, head }: PullRequest): string | undefined {
  const get = url === null ? "" : "`git pull`, then ";
  const asked = parseBranchName(head);
  const broken = parseBranchName(head, "break glass");
  // It may have been closed before, by what has ended it.
  if (state === "closed" && broken !== undefined) {
    return `Next, where no agent or workflow has done it: \`npx litellm-profiles due${environmentOption(broken)}\` brings back what was there before`;
  }
  const environment = asked ?? broken;
  if (state !== "merged" || environment === undefined) return undefined;
  const now = asked === undefined ? "What it has put in force stays" : "The proxies do not know of it yet";
  return `${now}. Next, where no agent or workflow does it: ${get}\`npx litellm-profiles deliver${environmentOption(environment)}\``;
}

function headingOf(pull: PullRequest): string[] {
  const { number, state, title, url, head, head_commit, base, author, merge_commit, updated_at } = pull;
  const end = merge_commit === null ? state : `${state} by commit ${merge_commit.slice(0, 12)}`;
  return [
    `Pull request ${number}, ${end}: ${title}`,
    `  ${head} (${head_commit.slice(0, 12)}) into ${base}, by ${author}, ${updated_at}`,
    ...(url === null ? [] : [`  ${url}`]),
  ];
}

function print(lines: readonly string[]): string {
  return lines.map((line) => `${printable(line)}\n`).join("");
}
