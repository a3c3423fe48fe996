import { must } from "../domain/must.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import { printSwitchMessage } from "../domain/switch-message.ts";
import type { World } from "../ports/world.ts";
import { avoidIn, changeAsked, requireProvider, type AvoidRequest } from "./avoid-request.ts";
import { carryOut } from "./carry-out.ts";
import { draftChange, type Draft } from "./draft-change.ts";
import type { HeadState } from "./load-head.ts";
import { startStopwatch } from "./stopwatch.ts";
import { headingOf, trailersOf } from "./switch-heading.ts";
import { isReviewed } from "./switch-request.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Leaves a provider's deployments out of every group that has others, and moves the tasks that only they answer to their
 * first fallback without them; or asks the provider again. One commit, delivered and proven like any switch; or, where
 * switches are reviewed first, asked for by a pull request (see `proposeAvoidance`). Throws what `switchProfile` throws,
 * and `unknown-provider`.
 */
export async function avoidProvider(world: World, request: AvoidRequest): Promise<SwitchResult> {
  const { environment, provider, seconds, force = false } = request;
  const stopwatch = startStopwatch(world.clock);
  const what = `${seconds === "end" ? "ask" : "avoid"} \`${provider}\` in \`${environment}\``;
  const turn = { environment, what, isReviewed: isReviewed(request) };
  return takeTurn(world, turn, async (state) => {
    if (turn.isReviewed(state)) {
      const { proposeAvoidance } = await import("./propose-avoidance.ts");
      return proposeAvoidance(world, request, { state, stopwatch });
    }
    requireProvider(state, request);
    return carryOut(world, {
      state,
      draft: () => draftAvoiding(world, state, request),
      message: (draft) => messageOf(world, request, { state, draft }),
      force,
      stopwatch,
    });
  });
}

function draftAvoiding({ clock }: World, state: HeadState, request: AvoidRequest): Draft {
  const { file } = state.environment;
  const text = must(state.files.get(file), "The environment's file");
  return draftChange(state, new Map([[file, avoidIn(text, changeAsked(request, clock.now()), request.reason)]]));
}

function messageOf(
  world: World,
  { reason }: AvoidRequest,
  { state, draft }: { readonly state: HeadState; readonly draft: Draft },
): string {
  const [before, after] = [state.environment, draft.environment];
  return printSwitchMessage(trailersOf(world, { before, after, reason }), headingOf(before, after));
}
