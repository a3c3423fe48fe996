import type { Environment } from "../domain/project.ts";
import type { ProofNote } from "../domain/revision.ts";
import type { Store } from "../ports/store.ts";

/** A proof note, and the commit that it is on. */
export interface PlacedNote extends ProofNote {
  readonly commit: string;
}

/** The proof notes of an environment, whichever commit they are on, in no order. */
export async function placedNotes(
  store: Pick<Store, "notes">,
  { name }: Pick<Environment, "name">,
): Promise<PlacedNote[]> {
  return [...(await store.notes())].flatMap(([commit, notes]) =>
    notes.filter(({ environment }) => environment === name).map((note) => ({ commit, ...note })),
  );
}

/** As `placedNotes`, the newest first. */
export async function newestNotes(
  store: Pick<Store, "notes">,
  environment: Pick<Environment, "name">,
): Promise<PlacedNote[]> {
  return (await placedNotes(store, environment)).toSorted((a, b) => (a.at < b.at ? 1 : -1));
}
