import type { DeliveryResult } from "../domain/delivery-result.ts";
import { Failure } from "../domain/failure.ts";
import type { World } from "../ports/world.ts";
import { deliver } from "./deliver.ts";
import type { BrokenGlass } from "./look-at-break-glass.ts";

/**
 * Brings back what was in force before the glass was broken, then closes its pull request and removes its branch. Killed
 * in between, the next call goes on.
 */
export async function endBreakGlass(
  world: World,
  environment: string,
  { branch, branches, forge, look, pull }: BrokenGlass,
): Promise<DeliveryResult> {
  const delivery = await deliver(world, environment, { endsOverride: true });
  if (pull?.state === "open") await forge.update(pull.number, { state: "closed" });
  try {
    await branches.move(branch, { from: look.tip, to: null });
  } catch (error) {
    // A branch that moved is somebody's again.
    if (!(error instanceof Failure) || error.code !== "branch-moved") throw error;
  }
  return delivery;
}
