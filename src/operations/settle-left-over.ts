import { parseSwitchMessage } from "../domain/switch-message.ts";
import type { World } from "../ports/world.ts";
import type { HeadState } from "./load-head.ts";

/**
 * Finishes what a switch left that was killed between its commit and the settling of index and work tree: paths that
 * still have the bytes from before it. A commit that a person made is left alone, and so is what they did since.
 */
export async function settleLeftOver(
  { store, progress }: Pick<World, "store" | "progress">,
  { environment }: Pick<HeadState, "environment">,
): Promise<void> {
  const [newest] = await store.log([environment.file]);
  const isSwitch = parseSwitchMessage(newest?.message ?? "").some(
    (trailers) => trailers["Profile-Environment"] === environment.name,
  );
  // A switch has an ancestor that made the environment's file; where there is none, a shallow clone ends.
  if (newest === undefined || newest.parents.length === 0 || !isSwitch) return;
  const settled = await store.settle(await store.resolve(`${newest.commit}^`), [environment.file, environment.output]);
  if (settled.length > 0) progress({ step: "recovered", what: settled.map((path) => `\`${path}\``).join(", ") });
}
