import { overrideChanges } from "../domain/override-change.ts";
import type { Environment } from "../domain/project.ts";

/** Heading of a change's commit where the active profile stays; undefined where it does not, and says it itself. */
export function headingOf(before: Environment, after: Environment): string | undefined {
  if (before.active !== after.active) return undefined;
  const changes = overrideChanges(before, after);
  const [first] = changes;
  if (first === undefined) return `Render ${after.name} anew`;
  const what = changes.length === 1 ? first.task : `${changes.length} tasks`;
  const isOne = changes.every(({ to }) => to === first.to);
  if (isOne && first.to === null) return `Let ${what} follow ${after.active} in ${after.name}`;
  return `Switch ${what} in ${after.name}${isOne ? ` to ${first.to}` : ""}`;
}

/** The tasks whose override changes, each with the profile that answers it after; undefined where none does. */
export function overrideTrailer(before: Environment, after: Environment): string | undefined {
  const changes = overrideChanges(before, after);
  return changes.length === 0 ? undefined : changes.map(({ task, to }) => `${task}=${to ?? after.active}`).join(", ");
}
