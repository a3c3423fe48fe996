import { breakGlassOfCommit } from "../domain/break-glass.ts";
import { Failure } from "../domain/failure.ts";
import type { Environment } from "../domain/project.ts";
import { sha256 } from "../domain/sha256.ts";
import type { Store } from "../ports/store.ts";
import { newestNotes } from "./placed-notes.ts";
import { tryTo } from "./try-to.ts";

/** An environment, and the config that is not meant. */
export interface OtherThan {
  readonly environment: Pick<Environment, "name" | "output">;
  readonly text: string;
}

/**
 * The config of an environment that was proven last, other than a given one; undefined where none is known or here. What
 * was put in force by break glass counts once it is merged.
 */
export async function findLastProven(
  store: Pick<Store, "log" | "notes" | "readFiles">,
  { environment, text }: OtherThan,
): Promise<string | undefined> {
  const { output } = environment;
  const meant = sha256(text);
  const proven = (await newestNotes(store, environment)).filter(
    ({ outcome, output_sha256 }) => outcome === "proven" && output_sha256 !== meant,
  );
  for (const { commit, output_sha256 } of proven) {
    // A note may have come without its commit.
    const files = await tryTo(() => store.readFiles(commit, [output]));
    const found = files instanceof Failure ? undefined : files.get(output);
    if (found === undefined || sha256(found) !== output_sha256) continue;
    if (!(await isUnreviewed(store, commit, output))) return found;
  }
  return undefined;
}

/** Whether the config of a commit was put there by break glass that is not merged. Throws `git-refused` where it is not here. */
export async function isUnreviewed(store: Pick<Store, "log">, commit: string, output: string): Promise<boolean> {
  const [newest] = await store.log([output], commit);
  if (newest === undefined || breakGlassOfCommit(newest.message) === undefined) return false;
  return !(await store.log([output])).some((each) => each.commit === newest.commit);
}
