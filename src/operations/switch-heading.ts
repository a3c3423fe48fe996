import { avoidChanges } from "../domain/avoid-change.ts";
import { overrideChanges } from "../domain/override-change.ts";
import type { Environment } from "../domain/project.ts";
import type { SwitchTrailers } from "../domain/revision.ts";

/** Heading of a change's commit where the active profile stays; undefined where it does not, and says it itself. */
export function headingOf(before: Environment, after: Environment): string | undefined {
  if (before.active !== after.active) return undefined;
  const changes = overrideChanges(before, after);
  const [first] = changes;
  if (first === undefined) return avoidHeading(before, after) ?? `Render ${after.name} anew`;
  const what = changes.length === 1 ? first.task : `${changes.length} tasks`;
  const isOne = changes.every(({ to }) => to === first.to);
  if (isOne && first.to === null) return `Let ${what} follow ${after.active} in ${after.name}`;
  return `Switch ${what} in ${after.name}${isOne ? ` to ${first.to}` : ""}`;
}

function avoidHeading(before: Environment, after: Environment): string | undefined {
  const [first] = avoidChanges(before, after);
  if (first === undefined) return undefined;
  return `${first.until === null ? "Ask" : "Avoid"} ${first.provider} in ${after.name}${first.until === null ? " again" : ""}`;
}

/** Trailers of what changes beside the active profile. */
export function changeTrailers(
  before: Environment,
  after: Environment,
): Pick<SwitchTrailers, "Profile-Overrides" | "Profile-Avoid"> {
  const overrides = overrideTrailer(before, after);
  const avoided = avoidChanges(before, after).map(({ provider, until }) =>
    until === null ? `${provider} no longer` : `${provider} until ${until}`,
  );
  return {
    ...(overrides !== undefined && { "Profile-Overrides": overrides }),
    ...(avoided.length > 0 && { "Profile-Avoid": avoided.join(", ") }),
  };
}

/** The tasks whose override changes, each with the profile that answers it after; undefined where none does. */
function overrideTrailer(before: Environment, after: Environment): string | undefined {
  const changes = overrideChanges(before, after);
  return changes.length === 0 ? undefined : changes.map(({ task, to }) => `${task}=${to ?? after.active}`).join(", ");
}
