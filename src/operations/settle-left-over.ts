import { isSameText } from "../domain/source-files.ts";
import { parseSwitchMessage } from "../domain/switch-message.ts";
import type { Delivery } from "../ports/delivery.ts";
import type { World } from "../ports/world.ts";
import { outputOf, type HeadState } from "./load-head.ts";

type SettlingWorld = Pick<World, "store" | "progress" | "readWorkTree">;

/**
 * Finishes what a switch left that was killed between its commit and the settling of index and work tree: paths that
 * still have the bytes from before it. A commit that a person made is left alone, and so is what they did since.
 */
export async function settleLeftOver(world: SettlingWorld, state: HeadState, delivery: Delivery): Promise<void> {
  if (await isSettled(world, state, delivery)) return;
  const { store, progress } = world;
  const { environment } = state;
  const [newest] = await store.log([environment.file]);
  const isSwitch = parseSwitchMessage(newest?.message ?? "").some(
    (trailers) => trailers["Profile-Environment"] === environment.name,
  );
  // A switch has an ancestor that made the environment's file; where there is none, a shallow clone ends.
  if (newest === undefined || newest.parents.length === 0 || !isSwitch) return;
  const settled = await store.settle(await store.resolve(`${newest.commit}^`), [environment.file, environment.output]);
  if (settled.length > 0) progress({ step: "recovered", what: settled.map((path) => `\`${path}\``).join(", ") });
}

/** A switch settles before it delivers, so one whose config lies delivered came that far; this costs no process. */
async function isSettled({ readWorkTree }: SettlingWorld, state: HeadState, delivery: Delivery): Promise<boolean> {
  const paths = [state.environment.file, state.environment.output];
  const [current, found] = await Promise.all([delivery.current(), readWorkTree(paths)]);
  return current?.text === outputOf(state) && paths.every((path) => isSameText(found.get(path), state.files.get(path)));
}
