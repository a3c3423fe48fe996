import { Failure } from "../domain/failure.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import { parseSwitchMessage } from "../domain/switch-message.ts";
import type { BranchCommit, BranchState } from "../ports/branches.ts";

/**
 * Refuses a branch that holds a commit which this tool did not make, or which somebody changed since: that is a person's
 * work. Throws `foreign-commit`.
 */
export function requireOwnCommits(branch: string, { commits }: Pick<BranchState, "commits">): void {
  const foreign = commits.find((commit) => !isOwn(commit));
  if (foreign === undefined) return;
  const { name, email } = foreign.author;
  throw new Failure(
    "foreign-commit",
    `Branch \`${branch}\` holds commit \`${foreign.commit.slice(0, 12)}\` by ${name} <${email}>, which is never overwritten`,
    "Merge or close its pull request, or take the commit off the branch; then ask again",
  );
}

/** The requests that a branch is for, as its newest commit says. */
export function requestsOf({ commits }: Pick<BranchState, "commits">, environment: string): SwitchTrailers[] {
  const [newest] = commits;
  const blocks = newest === undefined ? [] : parseSwitchMessage(newest.message);
  return blocks
    .filter((block) => block["Profile-Environment"] === environment)
    .map(({ "Profile-Output": _output, "Profile-Tree": _tree, ...request }) => request);
}

/** Its message names the very tree that it has, which an edit of either changes. */
function isOwn({ message, parents, tree }: BranchCommit): boolean {
  return parents.length === 1 && parseSwitchMessage(message).at(-1)?.["Profile-Tree"] === tree;
}
