import type { Revision } from "../domain/revision.ts";

/**
 * The switch that a rollback without a name undoes: the newest one of the environment that is still in force, its
 * `active` profile being that of the head. `history` is newest first. Undefined where there is none.
 */
export function findNewestSwitch(
  history: readonly Revision[],
  environment: string,
  active: string,
): Revision | undefined {
  return history.find(
    (revision) => revision.environment === environment && revision.to === active && revision.from !== null,
  );
}
