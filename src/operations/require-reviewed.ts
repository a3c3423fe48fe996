import { Failure } from "../domain/failure.ts";
import { sha256 } from "../domain/sha256.ts";
import { parseSwitchMessage } from "../domain/switch-message.ts";
import type { LoggedCommit, Store } from "../ports/store.ts";
import type { HeadState } from "./load-head.ts";

/**
 * Refuses a config that came in by a pull request and is not the one that was reviewed there: whatever a merge or a
 * squash makes of two changes, people saw the config that the pull request names. Throws `not-reviewed`. A config that
 * somebody committed since by hand promises nothing.
 */
export async function requireReviewed(store: Pick<Store, "log">, state: HeadState): Promise<void> {
  const { environment, head } = state;
  const log = await store.log([environment.output], head.commit);
  const newest = newestChange(log, environment.output);
  if (newest === undefined) return;
  const promised = promiseOf(newest, log, environment.name);
  if (promised === undefined || promised === sha256(newest.after ?? "")) return;
  throw new Failure(
    "not-reviewed",
    `Commit \`${newest.commit.commit.slice(0, 12)}\` gives \`${environment.output}\` that is not the one which was reviewed`,
    "Look at it by `litellm-profiles status` and `git show`; then deliver it by `litellm-profiles deliver --unreviewed`",
  );
}

interface Change {
  readonly commit: LoggedCommit;
  /** What it made of the config. */
  readonly after: string | null;
}

/** The newest commit of the line of first parents that changed the config. */
function newestChange(log: readonly LoggedCommit[], output: string): Change | undefined {
  const byId = new Map(log.map((commit) => [commit.commit, commit]));
  for (let commit = log[0]; commit !== undefined; commit = byId.get(commit.parents[0] ?? "")) {
    const change = commit.changes.find(({ path }) => path === output);
    if (change !== undefined) return { commit, after: change.after };
  }
  return undefined;
}

/** What the commit, or the newest of those that a merge brought in, says that its config is. */
function promiseOf({ commit }: Change, log: readonly LoggedCommit[], environment: string): string | undefined {
  const [first, ...others] = commit.parents;
  const before = reachable(log, first === undefined ? [] : [first]);
  const brought = reachable(log, others);
  const newest = log.find(({ commit: id, parents }) => brought.has(id) && !before.has(id) && parents.length < 2);
  return [commit, newest]
    .flatMap((each) => (each === undefined ? [] : parseSwitchMessage(each.message)))
    .findLast((block) => block["Profile-Environment"] === environment)?.["Profile-Output"];
}

function reachable(log: readonly LoggedCommit[], from: readonly string[]): Set<string> {
  const seen = new Set(from);
  // Children stand before their parents.
  for (const { commit, parents } of log) {
    if (seen.has(commit)) for (const parent of parents) seen.add(parent);
  }
  return seen;
}
