import type { PullRequest } from "../domain/pull-request.ts";
import { alignColumns } from "./align-columns.ts";
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

/** A pull request with its body, for a terminal. */
export function pullRequestText(pull: PullRequest): string {
  const { number, state, title, url, head, head_commit, base, author, merge_commit, updated_at, body } = pull;
  const end = merge_commit === null ? state : `${state} by commit ${merge_commit.slice(0, 12)}`;
  const lines = [
    `Pull request ${number}, ${end}: ${title}`,
    `  ${head} (${head_commit.slice(0, 12)}) into ${base}, by ${author}, ${updated_at}`,
    ...(url === null ? [] : [`  ${url}`]),
    "",
    ...body.trimEnd().split("\n"),
  ];
  return lines.map((line) => `${printable(line)}\n`).join("");
}
