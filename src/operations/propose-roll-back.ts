import { combineRequests } from "../domain/combine-requests.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import type { World } from "../ports/world.ts";
import { readActive } from "../sources/active-line.ts";
import { findEdit, findUndone } from "./find-undone.ts";
import type { HeadState } from "./load-head.ts";
import { proposeChange } from "./propose-change.ts";
import type { RollBackRequest } from "./switch-request.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { undoChange } from "./undo-change.ts";

interface UndoRequest extends RollBackRequest {
  /** Whether it is asked for because nothing proved the commit, and not any more once something does. */
  readonly unproven?: boolean;
}

/**
 * Asks by the environment's standing pull request that a switch be undone: its sources come back as `git revert` would
 * bring them, and are rendered anew. Throws what `rollBack` and `proposeSwitch` throw.
 */
export async function proposeRollBack(
  world: World,
  request: UndoRequest,
  { state, stopwatch }: { readonly state: HeadState; readonly stopwatch: Stopwatch },
): Promise<SwitchResult> {
  const { replace = false } = request;
  return proposeChange(world, {
    state,
    stopwatch,
    async ask(standing, base) {
      return combineRequests(standing, await trailersOf(world, request, base), { replace });
    },
  });
}

async function trailersOf(world: World, request: UndoRequest, base: HeadState): Promise<SwitchTrailers> {
  const { environment, files } = base;
  const isAny = request.unproven === true && request.commit !== undefined;
  const undone = isAny ? await findEdit(world, base, request.commit) : await findUndone(world, base, request.commit);
  const text = undoChange(undone.commit, undone.changes, files).get(environment.file);
  return {
    "Profile-Environment": environment.name,
    "Profile-From": environment.active,
    "Profile-To": readActive(text ?? "") ?? environment.active,
    "Profile-Reverts": undone.commit,
    ...(request.unproven === true && { "Profile-Unproven": undone.commit }),
    ...(request.reason !== undefined && { "Profile-Reason": request.reason }),
    "Profile-By": `${world.actor.name} <${world.actor.email}>`,
  };
}
