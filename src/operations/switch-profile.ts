import type { Plan } from "../domain/plan.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import { printSwitchMessage } from "../domain/switch-message.ts";
import type { World } from "../ports/world.ts";
import { editActive } from "../sources/active-line.ts";
import { carryOut } from "./carry-out.ts";
import { draftChange, type Draft, type Edits } from "./draft-change.ts";
import { loadHead, requireProfile, type HeadState } from "./load-head.ts";
import { startStopwatch } from "./stopwatch.ts";
import { takeTurn } from "./take-turn.ts";

export interface SwitchRequest {
  readonly environment: string;
  readonly profile: string;
  /** Why, for the commit. */
  readonly reason?: string;
  /** Goes on although a proxy does not answer or does not run the module. */
  readonly force?: boolean;
}

/**
 * Puts another profile in force in one environment: one commit, delivered, and proven on every proxy. Throws
 * `unknown-environment`, `unknown-profile`, `sources-invalid`, `detached-head`, `busy`, `branch-moved`, `not-deliverable`,
 * `target-not-writable`, `unknown-remote`, `push-refused`, or what a proxy refuses with; nothing has changed then.
 */
export async function switchProfile(world: World, request: SwitchRequest): Promise<SwitchResult> {
  const { environment, profile, force = false } = request;
  const stopwatch = startStopwatch(world.clock);
  const what = `switch \`${environment}\` to \`${profile}\``;
  return takeTurn(world, { environment, what }, async (state) => {
    requireProfile(state.project, profile);
    return carryOut(world, {
      state,
      draft: () => draftSwitch(state, profile),
      message: (draft) => messageOf(world, request, { state, draft }),
      force,
      stopwatch,
    });
  });
}

/** What a switch would do, from the head's tree; changes nothing. */
export async function planSwitch(world: Pick<World, "store">, request: SwitchRequest): Promise<Plan> {
  const state = await loadHead(world.store, request.environment);
  requireProfile(state.project, request.profile);
  return draftSwitch(state, request.profile).plan;
}

function draftSwitch(state: HeadState, profile: string): Draft {
  const { file } = state.environment;
  const edits: Edits = new Map([[file, editActive(state.files.get(file) ?? "", profile)]]);
  return draftChange(state, edits);
}

function messageOf(
  { actor }: World,
  { reason }: SwitchRequest,
  { state, draft }: { readonly state: HeadState; readonly draft: Draft },
): string {
  const [from, to] = [state.environment.active, draft.environment.active];
  const trailers = {
    "Profile-Environment": draft.environment.name,
    "Profile-From": from,
    "Profile-To": to,
    ...(reason !== undefined && { "Profile-Reason": reason }),
    "Profile-By": `${actor.name} <${actor.email}>`,
  };
  return from === to
    ? printSwitchMessage(trailers, `Render ${draft.environment.name} anew`)
    : printSwitchMessage(trailers);
}
