import { isWhole } from "./combine-requests.ts";
import type { DueChange } from "./due-change.ts";
import { Failure } from "./failure.ts";
import type { SwitchTrailers } from "./revision.ts";

/** The moments that a request lets pass; null for one that is about something else. */
export function momentsOf({ "Profile-Due": due }: SwitchTrailers): readonly string[] | null {
  return due === undefined ? null : due.split(", ");
}

/** The text of `Profile-Due`. */
export function printMoments(changes: readonly DueChange[]): string {
  return changes.map(({ at }) => at).join(", ");
}

/**
 * What an environment's pull request is for when something has come due: that comes first, and requests for single tasks,
 * for providers or for later stay. Throws `request-taken` where another profile is due, and somebody has asked for one
 * already, which goes before.
 */
export function addDueRequest(standing: readonly SwitchTrailers[], due: SwitchTrailers): SwitchTrailers[] {
  const others = standing.filter((request) => momentsOf(request) === null);
  const taken = isWhole(due) && others.find((request) => request["Profile-At"] === undefined && isWhole(request));
  if (taken) throw refuse(taken, due);
  return [standing.find((request) => request["Profile-Due"] === due["Profile-Due"]) ?? due, ...others];
}

function refuse(taken: SwitchTrailers, due: SwitchTrailers): Failure {
  const { "Profile-Environment": environment, "Profile-To": to, "Profile-By": by } = taken;
  return new Failure(
    "request-taken",
    `\`${due["Profile-To"]}\` is due in environment \`${environment}\`, and ${by} has asked to switch it to \`${to}\``,
    "Merge or close that pull request; both end the time of what is in force",
  );
}
