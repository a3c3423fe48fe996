import { comeDue, firstOf, type CameDue } from "../domain/due-change.ts";
import { parseSwitchMessage } from "../domain/switch-message.ts";
import type { LoggedCommit, Store } from "../ports/store.ts";
import { printMoment } from "../sources/moment.ts";
import type { HeadState } from "./load-head.ts";
import { momentsPassed } from "./moments-passed.ts";

/**
 * Which moments of an environment have passed, and what it comes to. One whose change was made once is not due again,
 * also where a revert has brought it back since: whoever undid it wanted that.
 */
export async function lookDue(
  store: Pick<Store, "log" | "notes">,
  { head, environment }: Pick<HeadState, "head" | "environment">,
  now: string,
): Promise<CameDue> {
  const hasPassed = (at: string) => at <= now;
  if (firstOf(environment, hasPassed) === undefined) return { after: environment, changes: [] };
  const [log, notes] = await Promise.all([store.log([environment.file], head.commit), store.notes()]);
  const isUnproven = (commit: string) =>
    notes.get(commit)?.findLast((note) => note.environment === environment.name)?.outcome === "reverted";
  const done = new Set(log.filter(({ commit }) => !isUnproven(commit)).flatMap(passedBy));
  return comeDue(environment, (at) => hasPassed(at) && !done.has(at));

  /** A squash may have dropped the trailers; what it did to the file it cannot. */
  function passedBy({ message, changes, at }: LoggedCommit): string[] {
    const told = parseSwitchMessage(message)
      .filter((block) => block["Profile-Environment"] === environment.name)
      .flatMap((block) => block["Profile-Due"]?.split(", ") ?? []);
    return [...told, ...changes.flatMap((change) => momentsPassed(change, printMoment(new Date(at))))];
  }
}
