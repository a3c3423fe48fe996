import type { DeliveryResult } from "../domain/delivery-result.ts";
import { Failure } from "../domain/failure.ts";
import type { World } from "../ports/world.ts";
import { deliver } from "./deliver.ts";
import { deliverLastProven } from "./deliver-last-proven.ts";
import { findLastOutcome } from "./find-last-outcome.ts";
import { loadHead, type HeadState } from "./load-head.ts";
import type { BrokenGlass } from "./look-at-break-glass.ts";
import { requireOutput } from "./require-output.ts";
import { requireProxies } from "./require-proxies.ts";

/**
 * Brings back what was in force before the glass was broken, then closes its pull request and removes its branch. Killed
 * in between, the next call goes on. Throws what `deliver` throws, and `proxy-unreachable` before anything changes: a
 * proxy that restarts at that moment must not cost the reviewed config its good name.
 */
export async function endBreakGlass(
  world: World,
  environment: string,
  { branch, branches, forge, look, pull }: BrokenGlass,
): Promise<DeliveryResult> {
  const state = await loadHead(world.store, environment);
  // Where nothing lies, somebody else reaches the proxies.
  if ((await world.delivery(state.environment).current()) !== undefined) await requireProxies(world, state.environment);
  const delivery = (await bringLastProven(world, state)) ?? (await deliver(world, environment, { endsOverride: true }));
  if (pull?.state === "open") await forge.update(pull.number, { state: "closed" });
  try {
    await branches.move(branch, { from: look.tip, to: null });
  } catch (error) {
    // A branch that moved is somebody's again.
    if (!(error instanceof Failure) || error.code !== "branch-moved") throw error;
  }
  return delivery;
}

/** Where the head's config was taken back before the glass was broken; null where it was not, or nothing better is known. */
async function bringLastProven(world: World, state: HeadState): Promise<DeliveryResult | null> {
  const { head, environment } = state;
  const noted = await findLastOutcome(world.store, state, requireOutput(state));
  if (noted?.outcome !== "reverted") return null;
  const proof = await deliverLastProven(world, environment.name, { endsOverride: true });
  if (proof === null) return null;
  return {
    version: 1,
    environment: environment.name,
    commit: head.commit,
    profile: environment.active,
    path: world.delivery(environment).path,
    proof: { outcome: "not asked" },
    way_back: proof,
    pull_request: null,
    revert: null,
    push: null,
    warnings: [],
  };
}
