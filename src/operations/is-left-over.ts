import type { World } from "../ports/world.ts";
import { isOver } from "./find-override.ts";
import { isPutByGlass } from "./is-put-by-glass.ts";
import { outputOf, type HeadState } from "./load-head.ts";
import type { BrokenGlass } from "./look-at-break-glass.ts";

/** Whether something is left of broken glass whose time is over: a pull request, a branch, or the delivered config. */
export async function isLeftOver(world: World, state: HeadState, glass: BrokenGlass, now: string): Promise<boolean> {
  const { broken, look, pull } = glass;
  if (broken === undefined || !isOver(glass, now)) return false;
  if (pull?.state !== "closed" || look.tip !== null) return true;
  const delivered = await world.delivery(state.environment).current();
  if (delivered === undefined || delivered.text === outputOf(state)) return false;
  return isPutByGlass(world.store, { ...state, glass, text: delivered.text });
}
