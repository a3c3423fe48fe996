import { Failure } from "../domain/failure.ts";
import type { ProofOutcome } from "../domain/revision.ts";
import { sha256 } from "../domain/sha256.ts";
import type { LoggedCommit, Store } from "../ports/store.ts";
import type { HeadState } from "./load-head.ts";
import { newestNotes } from "./placed-notes.ts";
import { tryTo } from "./try-to.ts";

/** What became of a config, and of which commit that is noted. */
export interface LastOutcome {
  readonly outcome: ProofOutcome;
  readonly commit: string;
  /** Whether it was proven once, whatever was noted later. */
  readonly wasProven: boolean;
}

/**
 * What became of the head's config, from the proof notes: since the commit that brought it, whichever commit the note is
 * on. The same config brought in anew by a later commit has a fate of its own. Undefined where nothing is noted.
 */
export async function findLastOutcome(
  store: Pick<Store, "notes" | "log">,
  { head, environment }: Pick<HeadState, "head" | "environment">,
  text: string,
): Promise<LastOutcome | undefined> {
  const digest = sha256(text);
  const notes = (await newestNotes(store, environment)).filter(({ output_sha256 }) => output_sha256 === digest);
  const [newest] = notes;
  if (newest === undefined) return undefined;
  if (newest.commit === head.commit && newest.outcome === "proven") return { ...toOutcome(newest), wasProven: true };
  const isSince = await lookSince(store, { head, environment });
  let last: Noted | undefined;
  for (const note of notes) {
    if (!(await isSince(note.commit))) continue;
    last ??= note;
    if (note.outcome === "proven") return { ...toOutcome(last), wasProven: true };
  }
  return last && { ...toOutcome(last), wasProven: false };
}

type Noted = Pick<LastOutcome, "outcome" | "commit">;

function toOutcome({ outcome, commit }: Noted): Noted {
  return { outcome, commit };
}

/** Tells of a commit whether it holds the config since the commit that brought it to the head. */
async function lookSince(
  store: Pick<Store, "log">,
  { head, environment }: Pick<HeadState, "head" | "environment">,
): Promise<(commit: string) => Promise<boolean>> {
  const log = await store.log([environment.output], head.commit);
  const brought = log.findIndex(isEdit);
  const since = new Set([head.commit, ...log.slice(0, brought + 1).map(({ commit }) => commit)]);
  const before = new Set(log.slice(brought + 1).map(({ commit }) => commit));
  return async (commit) => {
    if (since.has(commit)) return true;
    // One that did not touch the config.
    return !before.has(commit) && (await broughtBy(store, environment.output, commit)) === log[brought]?.commit;
  };
}

/** A merge brings its side's commits, and is no edit of its own. */
function isEdit({ parents, changes }: LoggedCommit): boolean {
  return parents.length < 2 && changes.length > 0;
}

/** The commit that made the config what it is in another one; undefined where that one is not here. */
async function broughtBy(store: Pick<Store, "log">, output: string, commit: string): Promise<string | undefined> {
  const log = await tryTo(() => store.log([output], commit));
  return log instanceof Failure ? undefined : log.find(isEdit)?.commit;
}
