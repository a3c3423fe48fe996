import { combineRequests, printOverrides } from "../domain/combine-requests.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import type { World } from "../ports/world.ts";
import { requireTarget } from "./choose-target.ts";
import type { HeadState } from "./load-head.ts";
import { proposeChange } from "./propose-change.ts";
import type { Stopwatch } from "./stopwatch.ts";
import type { SwitchRequest } from "./switch-request.ts";

/**
 * Asks for another profile by the environment's standing pull request: opened where there is none, updated in place,
 * closed where what is in force is wanted again. Nothing is delivered. Throws `unknown-profile`, `unknown-task`,
 * `request-taken` where somebody else has asked for something else, and what `proposeChange` throws.
 */
export async function proposeSwitch(
  world: World,
  request: SwitchRequest,
  { state, stopwatch }: { readonly state: HeadState; readonly stopwatch: Stopwatch },
): Promise<SwitchResult> {
  const { replace = false } = request;
  return proposeChange(world, {
    state,
    stopwatch,
    ask(standing, base) {
      requireTarget(base, request);
      return combineRequests(standing, trailersOf(world, request, base), { replace });
    },
  });
}

function trailersOf(
  { actor }: Pick<World, "actor">,
  { profile, tasks, clearOverrides = false, clearScheduled = false, at, until, reason }: SwitchRequest,
  { environment }: HeadState,
): SwitchTrailers {
  const clears = [...(clearOverrides ? ["overrides"] : []), ...(clearScheduled ? ["scheduled"] : [])];
  const overrides = [...new Set(tasks)].map((task) => ({ task, profile }));
  return {
    "Profile-Environment": environment.name,
    "Profile-From": environment.active,
    "Profile-To": tasks === undefined ? profile : environment.active,
    ...(tasks !== undefined && { "Profile-Overrides": printOverrides(overrides) }),
    ...(clears.length > 0 && { "Profile-Clears": clears.join(", ") }),
    ...(at !== undefined && { "Profile-At": at }),
    ...(until !== undefined && { "Profile-Until": until }),
    ...(reason !== undefined && { "Profile-Reason": reason }),
    "Profile-By": `${actor.name} <${actor.email}>`,
  };
}
