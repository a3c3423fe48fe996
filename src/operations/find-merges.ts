import type { LoggedCommit } from "../ports/store.ts";

/** By commit of a log, the merge that brought it onto the line of first parents; nothing for a commit on that line. */
export function findMerges(log: readonly LoggedCommit[]): Map<string, LoggedCommit> {
  const commits = new Map(log.map((commit) => [commit.commit, commit]));
  const merges = new Map<string, LoggedCommit>();
  const reached = new Set<string>();
  for (const commit of firstParents(log[0], commits).toReversed()) {
    reached.add(commit.commit);
    const waiting = parentsOf(commit, commits);
    for (let brought = waiting.pop(); brought !== undefined; brought = waiting.pop()) {
      if (reached.has(brought.commit)) continue;
      reached.add(brought.commit);
      merges.set(brought.commit, commit);
      waiting.push(...parentsOf(brought, commits));
    }
  }
  return merges;
}

function parentsOf({ parents }: LoggedCommit, commits: ReadonlyMap<string, LoggedCommit>): LoggedCommit[] {
  return parents.map((parent) => commits.get(parent)).filter((parent) => parent !== undefined);
}

function firstParents(tip: LoggedCommit | undefined, commits: ReadonlyMap<string, LoggedCommit>): LoggedCommit[] {
  const line: LoggedCommit[] = [];
  for (let commit = tip; commit !== undefined; [commit] = parentsOf(commit, commits)) line.push(commit);
  return line;
}

/** That a pull request brought a commit, as a subject says; anybody may have written it. */
export interface PullRequestClaim {
  readonly number: number;
  /** The commit whose subject says so. */
  readonly commit: string;
}

/** What its own subject says goes before what that of its merge says. */
export function claimsOf(commit: LoggedCommit, merge: LoggedCommit | undefined): readonly PullRequestClaim[] {
  const told = merge === undefined ? [commit] : [commit, merge];
  return told.flatMap((each) => {
    const number = numberIn(each);
    return number === undefined ? [] : [{ number, commit: each.commit }];
  });
}

/** As GitHub writes it into the subject of a merge, or of a squash. */
function numberIn(commit: LoggedCommit): number | undefined {
  const subject = subjectOf(commit);
  const [, number] = /^Merge pull request #(\d{1,9})\b/.exec(subject) ?? /\(#(\d{1,9})\)\s*$/.exec(subject) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** The first line of its message. */
export function subjectOf({ message }: LoggedCommit): string {
  return message.replace(/\n[^]*/, "");
}
