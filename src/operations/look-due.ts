import { comeDue, firstOf, type CameDue, type DueChange } from "../domain/due-change.ts";
import { retryAt } from "../domain/due-retry.ts";
import { parseSwitchMessage } from "../domain/switch-message.ts";
import type { LoggedCommit, Store } from "../ports/store.ts";
import { printMoment } from "../sources/moment.ts";
import type { HeadState } from "./load-head.ts";
import { momentsPassed } from "./moments-passed.ts";

/** What is due, and what was, and is again later. */
export interface LookedDue extends CameDue {
  /** What was not proven and taken back for that, each with the moment from which it is due again. */
  readonly resting: readonly DueChange[];
}

/**
 * Which moments of an environment have passed, and what it comes to. One whose change was made once is not due again,
 * also where a revert has brought it back since: whoever undid it wanted that. One whose change nobody proved, so that it
 * was taken back, is due again after a while.
 */
export async function lookDue(
  store: Pick<Store, "log" | "notes">,
  { head, environment }: Pick<HeadState, "head" | "environment">,
  now: string,
): Promise<LookedDue> {
  const hasPassed = (at: string) => at <= now;
  if (firstOf(environment, hasPassed) === undefined) return { after: environment, changes: [], resting: [] };
  const { done, takenBack } = await readTried(store, { head, environment });
  const againAt = (at: string) => printMoment(retryAt(takenBack.get(at) ?? []));
  const isOpen = (at: string) => hasPassed(at) && !done.has(at);
  const { after, changes } = comeDue(environment, (at) => isOpen(at) && (!takenBack.has(at) || hasPassed(againAt(at))));
  const { changes: resting } = comeDue(after, (at) => isOpen(at) && takenBack.has(at));
  return { after, changes, resting: resting.map((change) => ({ ...change, at: againAt(change.at) })) };
}

/** Moments whose change was made. */
interface Tried {
  readonly done: ReadonlySet<string>;
  /** When their changes were taken back, as nobody proved them. */
  readonly takenBack: ReadonlyMap<string, readonly string[]>;
}

async function readTried(
  store: Pick<Store, "log" | "notes">,
  { head, environment }: Pick<HeadState, "head" | "environment">,
): Promise<Tried> {
  const [log, notes] = await Promise.all([store.log([environment.file], head.commit), store.notes()]);
  const done = new Set<string>();
  const takenBack = new Map<string, string[]>();
  for (const logged of log) {
    const note = notes.get(logged.commit)?.findLast((each) => each.environment === environment.name);
    for (const moment of passedBy(logged, environment.name)) {
      if (note?.outcome === "reverted") takenBack.set(moment, [...(takenBack.get(moment) ?? []), note.at]);
      else done.add(moment);
    }
  }
  return { done, takenBack };
}

/** A squash may have dropped the trailers; what it did to the file it cannot. */
function passedBy({ message, changes, at }: LoggedCommit, environment: string): Set<string> {
  const told = parseSwitchMessage(message)
    .filter((block) => block["Profile-Environment"] === environment)
    .flatMap((block) => block["Profile-Due"]?.split(", ") ?? []);
  return new Set([...told, ...changes.flatMap((change) => momentsPassed(change, printMoment(new Date(at))))]);
}
