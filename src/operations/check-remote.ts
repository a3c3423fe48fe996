import { Failure } from "../domain/failure.ts";
import type { World } from "../ports/world.ts";
import { joinSentences } from "./join-sentences.ts";
import type { HeadState } from "./load-head.ts";

/**
 * Asks the environment's remote, before anything changes, whether it holds commits that the head does not. Returns why
 * the change could not be pushed afterwards. A remote out of reach is no reason to stay with the profile in force.
 */
export async function checkRemote(
  { remote }: Pick<World, "remote">,
  { environment, head }: Pick<HeadState, "environment" | "head">,
): Promise<Failure | undefined> {
  try {
    await remote(environment)?.check(head);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === "remote-unreachable") return undefined;
    const hint = joinSentences(error.hint, "Or go on by `--force`: the change is made, and not pushed");
    return new Failure(error.code, error.message, hint, { cause: error });
  }
}
