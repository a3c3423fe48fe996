import { avoidChanges, printAvoidChanges } from "../domain/avoid-change.ts";
import { overrideChanges } from "../domain/override-change.ts";
import type { Plan } from "../domain/plan.ts";
import type { Environment } from "../domain/project.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import type { World } from "../ports/world.ts";
import { avoidTitle } from "../report/avoid-words.ts";
import { timingTitle } from "../report/timing-words.ts";

/** Heading of a change's commit where the profiles do not say it themselves; undefined where they do. */
export function headingOf(before: Environment, after: Environment): string | undefined {
  const timing = timingTitle(
    { environment: after.name, from: before.active, to: after.active },
    timesOf(before, after),
  );
  if (timing !== undefined || before.active !== after.active) return timing;
  const changes = overrideChanges(before, after);
  const [first] = changes;
  if (first === undefined) return avoidTitle(avoidChanges(before, after), after.name) ?? `Render ${after.name} anew`;
  const what = changes.length === 1 ? first.task : `${changes.length} tasks`;
  const isOne = changes.every(({ to }) => to === first.to);
  if (isOne && first.to === null) return `Let ${what} follow ${after.active} in ${after.name}`;
  return `Switch ${what} in ${after.name}${isOne ? ` to ${first.to}` : ""}`;
}

/** Two states of one environment, and why the second takes the place of the first. */
interface Change {
  readonly before: Environment;
  readonly after: Environment;
  readonly reason?: string | undefined;
}

/** Every trailer of a change that is made at once. */
export function trailersOf({ actor }: Pick<World, "actor">, { before, after, reason }: Change): SwitchTrailers {
  return {
    "Profile-Environment": after.name,
    "Profile-From": before.active,
    "Profile-To": after.active,
    ...changeTrailers(before, after),
    ...(reason !== undefined && { "Profile-Reason": reason }),
    "Profile-By": `${actor.name} <${actor.email}>`,
  };
}

/** Trailers of what changes beside the active profile. */
export function changeTrailers(
  before: Environment,
  after: Environment,
): Pick<SwitchTrailers, "Profile-Overrides" | "Profile-Avoid"> {
  const overrides = overrideTrailer(before, after);
  const avoided = avoidChanges(before, after);
  return {
    ...(overrides !== undefined && { "Profile-Overrides": overrides }),
    ...(avoided.length > 0 && { "Profile-Avoid": printAvoidChanges(avoided) }),
  };
}

function timesOf(before: Environment, after: Environment): Pick<Plan, "until" | "scheduled"> {
  return {
    until: { before: before.until ?? null, after: after.until ?? null },
    scheduled: { before: before.scheduled ?? null, after: after.scheduled ?? null },
  };
}

/** The tasks whose override changes, each with the profile that answers it after; undefined where none does. */
function overrideTrailer(before: Environment, after: Environment): string | undefined {
  const changes = overrideChanges(before, after);
  return changes.length === 0 ? undefined : changes.map(({ task, to }) => `${task}=${to ?? after.active}`).join(", ");
}
