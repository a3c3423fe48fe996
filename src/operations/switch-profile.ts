import { must } from "../domain/must.ts";
import type { Plan } from "../domain/plan.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import { printSwitchMessage } from "../domain/switch-message.ts";
import type { World } from "../ports/world.ts";
import { printMoment } from "../sources/moment.ts";
import { carryOut } from "./carry-out.ts";
import { chooseIn, requireFuture, requireTarget, type Target } from "./choose-target.ts";
import { draftChange, type Draft, type Edits } from "./draft-change.ts";
import { loadHead, type HeadState } from "./load-head.ts";
import { startStopwatch } from "./stopwatch.ts";
import { headingOf, trailersOf } from "./switch-heading.ts";
import { isReviewed, type SwitchRequest } from "./switch-request.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Puts another profile in force in one environment: one commit, delivered, and proven on every proxy; or, where its
 * switches are reviewed first, asks for it by a pull request (see `proposeSwitch`). Throws
 * `unknown-environment`, `unknown-profile`, `profile-not-listed`, `unknown-task`, `time-refused`, `source-not-editable`, `sources-invalid`, `detached-head`, `busy`, `branch-moved`, `not-deliverable`,
 * `target-not-writable`, `unknown-remote`, `push-refused`, `worker-lacks-variable`, `group-silent`, or what a proxy refuses with; nothing has changed then.
 */
export async function switchProfile(world: World, request: SwitchRequest): Promise<SwitchResult> {
  const { environment, profile, probe = false, force = false } = request;
  const stopwatch = startStopwatch(world.clock);
  requireFuture(request, printMoment(world.clock.now()));
  if (request.breakGlass === true) {
    const { breakGlass } = await import("./break-glass.ts");
    return breakGlass(world, request, stopwatch);
  }
  const turn = { environment, what: `switch \`${environment}\` to \`${profile}\``, isReviewed: isReviewed(request) };
  return takeTurn(world, turn, async (state) => {
    if (turn.isReviewed(state)) {
      const { proposeSwitch } = await import("./propose-switch.ts");
      const result = await proposeSwitch(world, request, { state, stopwatch });
      return probe
        ? { ...result, warnings: [...result.warnings, "Nothing was probed: the change is reviewed first"] }
        : result;
    }
    requireTarget(state, request);
    return carryOut(world, {
      state,
      draft: () => draftTarget(state, request),
      message: (draft) => messageOf(world, request, { state, draft }),
      probe,
      force,
      stopwatch,
    });
  });
}

/** What a switch would do, from the head's tree; changes nothing. */
export async function planSwitch(world: Pick<World, "store" | "clock">, request: SwitchRequest): Promise<Plan> {
  return (await draftSwitch(world, request)).plan;
}

/** A switch that is ready to be committed, from the head's tree; changes nothing. */
export async function draftSwitch(world: Pick<World, "store" | "clock">, request: SwitchRequest): Promise<Draft> {
  requireFuture(request, printMoment(world.clock.now()));
  const state = await loadHead(world.store, request.environment);
  requireTarget(state, request);
  return draftTarget(state, request);
}

function draftTarget(state: HeadState, target: Target): Draft {
  const { file } = state.environment;
  const edits: Edits = new Map([[file, chooseIn(must(state.files.get(file), "The environment's file"), target)]]);
  return draftChange(state, edits);
}

function messageOf(
  world: World,
  { reason, profile, at, until }: SwitchRequest,
  { state, draft }: { readonly state: HeadState; readonly draft: Draft },
): string {
  const [before, after] = [state.environment, draft.environment];
  const trailers = {
    ...trailersOf(world, { before, after, reason }),
    ...(at !== undefined && { "Profile-To": profile, "Profile-At": at }),
    ...(until !== undefined && { "Profile-Until": until }),
  };
  return printSwitchMessage(trailers, headingOf(before, after));
}
