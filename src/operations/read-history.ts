import { isDeepStrictEqual } from "node:util";
import { approversIn } from "../domain/approvers.ts";
import { avoidChanges } from "../domain/avoid-change.ts";
import { overrideChanges } from "../domain/override-change.ts";
import { UnknownName } from "../domain/failure.ts";
import type { ProofNote, Revision } from "../domain/revision.ts";
import { parseSwitchMessage } from "../domain/switch-message.ts";
import type { LoggedCommit, Store } from "../ports/store.ts";
import { readChoice, type Choice } from "../sources/choice.ts";
import { nameHint, nearestNames } from "../sources/nearest-name.ts";
import { environmentFolder, nameOfSource } from "../sources/source-paths.ts";
import { claimsOf, findMerges, subjectOf } from "./find-merges.ts";

/** Which part of the history is wanted. */
export interface HistoryPart {
  /** Absent, all. */
  readonly environment?: string | undefined;
  /** Only what was committed at this moment or later; absent, from the beginning. */
  readonly since?: Date | undefined;
}

/**
 * Every change of what an environment has in force that git knows of, newest first, whoever made it: the tool, an edit by
 * hand, a merge, a plain `git revert`. Read from the environments' own texts. Throws `unknown-environment` for one that
 * never had a file; one that was removed has its history still.
 */
export async function readHistory(store: Store, { environment, since }: HistoryPart = {}): Promise<Revision[]> {
  const [log, notes] = await Promise.all([store.log([environmentFolder]), store.notes()]);
  if (environment !== undefined) requireKnown(log, environment);
  return listRevisions(log, notes).filter(
    (revision) =>
      (environment === undefined || revision.environment === environment) &&
      (since === undefined || new Date(revision.at) >= since),
  );
}

function requireKnown(log: readonly LoggedCommit[], environment: string): void {
  const paths = new Set(log.flatMap(({ changes }) => changes.map(({ path }) => path)));
  const names = [...paths].flatMap((path) => nameOfSource(environmentFolder, path) ?? []).toSorted();
  if (names.includes(environment)) return;
  throw new UnknownName("unknown-environment", `Environment \`${environment}\` does not exist, and never did`, {
    hint: nameHint(environment, names, "environments"),
    nearest: nearestNames(environment, names),
  });
}

/** What is in force, by environment. */
type Choices = ReadonlyMap<string, Choice | undefined>;

/** The revisions of a log, children before parents. */
export function listRevisions(
  log: readonly LoggedCommit[],
  notes: ReadonlyMap<string, readonly ProofNote[]>,
): Revision[] {
  const choiceOf = rememberChoices();
  const choices = choicesByCommit(log, choiceOf);
  const merges = findMerges(log);
  return log.flatMap((commit) =>
    commit.changes.flatMap(({ path, before, after }) => {
      const environment = nameOfSource(environmentFolder, path);
      const [old, now] = [choiceOf(before), choiceOf(after)];
      if (environment === undefined || now === undefined || old === now) return [];
      // A merge that took the choice of one side is no change of its own: that side's commits are listed.
      if (commit.parents.some((parent) => choices.get(parent)?.get(environment) === now)) return [];
      const merge = merges.get(commit.commit);
      const overrides = old === undefined ? [] : overrideChanges(old, now);
      const avoid = old === undefined ? [] : avoidChanges(old, now);
      const change = { environment, from: old?.active ?? null, to: now.active, overrides, avoid };
      return [toRevision({ commit, merge, notes }, change)];
    }),
  );
}

/**
 * Reads what an environment's text has in force; the same few texts come again and again. Equal choices are one object,
 * so that comparing them costs nothing.
 */
function rememberChoices(): (text: string | null) => Choice | undefined {
  const known = new Map<string, Choice | undefined>();
  const distinct: Choice[] = [];
  return (text) => {
    if (text === null) return undefined;
    if (!known.has(text)) known.set(text, oneOf(distinct, readChoice(text)));
    return known.get(text);
  };
}

function oneOf(distinct: Choice[], choice: Choice | undefined): Choice | undefined {
  if (choice === undefined) return undefined;
  const same = distinct.find((each) => isDeepStrictEqual(each, choice));
  if (same === undefined) distinct.push(choice);
  return same ?? choice;
}

function choicesByCommit(
  log: readonly LoggedCommit[],
  choiceOf: (text: string | null) => Choice | undefined,
): Map<string, Choices> {
  const choices = new Map<string, Choices>();
  for (const { commit, parents, changes } of log.toReversed()) {
    const before = choices.get(parents[0] ?? "") ?? new Map<string, Choice>();
    const changed = changes.map(({ path, after }) => [nameOfSource(environmentFolder, path), choiceOf(after)] as const);
    const named = changed.filter((entry): entry is readonly [string, Choice | undefined] => entry[0] !== undefined);
    choices.set(commit, named.length === 0 ? before : new Map([...before, ...named]));
  }
  return choices;
}

interface Told {
  readonly commit: LoggedCommit;
  readonly merge: LoggedCommit | undefined;
  readonly notes: ReadonlyMap<string, readonly ProofNote[]>;
}

function toRevision(
  { commit, merge, notes }: Told,
  change: Pick<Revision, "environment" | "from" | "to" | "overrides" | "avoid">,
): Revision {
  const { author, committer, at, message } = commit;
  const trailers = parseSwitchMessage(message).findLast(
    (one) => one["Profile-Environment"] === change.environment && one["Profile-To"] === change.to,
  );
  return {
    commit: commit.commit,
    ...change,
    author,
    committer,
    at,
    subject: subjectOf(commit),
    reason: trailers?.["Profile-Reason"] ?? null,
    by: trailers?.["Profile-By"] ?? null,
    approvers: approversOf(commit, merge),
    pull_request: claimsOf(commit, merge)[0]?.number ?? null,
    proof: outcomeOf(commit) ?? (merge && outcomeOf(merge)) ?? "unknown",
  };

  function outcomeOf({ commit: id }: LoggedCommit): ProofNote["outcome"] | undefined {
    return notes.get(id)?.findLast((note) => note.environment === change.environment)?.outcome;
  }
}

/** What the commit says itself goes before what its merge says. */
function approversOf(commit: LoggedCommit, merge: LoggedCommit | undefined): Revision["approvers"] {
  const told = merge === undefined ? [commit] : [commit, merge];
  return told.map(({ message }) => approversIn(message)).find((names) => names !== null) ?? null;
}
