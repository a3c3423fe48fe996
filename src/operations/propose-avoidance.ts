import { avoidChangesOf, printAvoidChanges } from "../domain/avoid-change.ts";
import { combineRequests } from "../domain/combine-requests.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import { toOneLine } from "../domain/switch-message.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import type { World } from "../ports/world.ts";
import { changeAsked, requireProvider, type AvoidRequest } from "./avoid-request.ts";
import type { HeadState } from "./load-head.ts";
import { proposeChange } from "./propose-change.ts";
import type { Stopwatch } from "./stopwatch.ts";

/**
 * Asks by the environment's standing pull request that a provider be avoided, or asked again, beside what is asked for
 * profiles and tasks. Nothing is delivered. Throws `unknown-provider`, `request-taken` where somebody else has asked for
 * something about the same provider, and what `proposeChange` throws.
 */
export async function proposeAvoidance(
  world: World,
  request: AvoidRequest,
  { state, stopwatch }: { readonly state: HeadState; readonly stopwatch: Stopwatch },
): Promise<SwitchResult> {
  const { replace = false } = request;
  return proposeChange(world, {
    state,
    stopwatch,
    ask(standing, base) {
      const asked = standing.flatMap(avoidChangesOf).map(({ provider }) => provider);
      requireProvider(base, request, asked);
      return combineRequests(standing, trailersOf(world, request, base), { replace });
    },
  });
}

function trailersOf(
  { actor, clock }: Pick<World, "actor" | "clock">,
  request: AvoidRequest,
  { environment }: HeadState,
): SwitchTrailers {
  return {
    "Profile-Environment": environment.name,
    "Profile-From": environment.active,
    "Profile-To": environment.active,
    "Profile-Avoid": printAvoidChanges([changeAsked(request, clock.now())]),
    ...(request.reason !== undefined && { "Profile-Reason": toOneLine(request.reason) }),
    "Profile-By": `${actor.name} <${actor.email}>`,
  };
}
