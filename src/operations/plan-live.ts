import type { Plan } from "../domain/plan.ts";
import { readConfig } from "../litellm/read-config.ts";
import { liveVariablesOf } from "../litellm/variables-of.ts";
import type { World } from "../ports/world.ts";
import { findUnset, unsetWords } from "./find-unset.ts";
import { draftSwitch } from "./switch-profile.ts";
import type { SwitchRequest } from "./switch-request.ts";

const patienceMilliseconds = 2000;

/**
 * What a switch would do, as `planSwitch` says, and which variables the workers lack for it. A proxy that cannot be asked
 * keeps nobody from a plan.
 */
export async function planLive(
  world: Pick<World, "store" | "clock" | "proxies">,
  request: SwitchRequest,
): Promise<Plan> {
  const { plan, environment, rendered } = await draftSwitch(world, request);
  const names = liveVariablesOf(readConfig(rendered.text).config ?? {});
  const unset = await findUnset(world.proxies(environment), names, patienceMilliseconds);
  return { ...plan, warnings: [...plan.warnings, ...unset.map(unsetWords)] };
}
