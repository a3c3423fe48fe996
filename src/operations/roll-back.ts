import type { SwitchResult } from "../domain/switch-result.ts";
import { printSwitchMessage } from "../domain/switch-message.ts";
import type { LoggedCommit } from "../ports/store.ts";
import type { World } from "../ports/world.ts";
import { carryOut } from "./carry-out.ts";
import { draftChange, type Draft } from "./draft-change.ts";
import { findUndone } from "./find-undone.ts";
import type { HeadState } from "./load-head.ts";
import { startStopwatch } from "./stopwatch.ts";
import { trailersOf } from "./switch-heading.ts";
import { isReviewed, type RollBackRequest } from "./switch-request.ts";
import { takeTurn } from "./take-turn.ts";
import { undoChange } from "./undo-change.ts";

/**
 * Undoes a switch by a commit that brings its sources back, as `git revert` would, and renders them anew; delivered and
 * proven like any other change, or asked for by a pull request where the environment's changes are reviewed first. Throws what `switchProfile` throws, `unknown-commit`, `nothing-to-roll-back` or `rollback-conflict`.
 */
export async function rollBack(world: World, request: RollBackRequest): Promise<SwitchResult> {
  const stopwatch = startStopwatch(world.clock);
  const { environment, force = false } = request;
  const turn = { environment, what: `roll back \`${environment}\``, isReviewed: isReviewed(request) };
  return takeTurn(world, turn, async (state) => {
    if (turn.isReviewed(state)) {
      const { proposeRollBack } = await import("./propose-roll-back.ts");
      return proposeRollBack(world, request, { state, stopwatch });
    }
    const undone = await findUndone(world, state, request.commit);
    return carryOut(world, {
      state,
      draft: () => draftChange(state, undoChange(undone.commit, undone.changes, state.files)),
      message: (draft) => messageOf(world, request, { state, draft, undone }),
      force,
      stopwatch,
    });
  });
}

interface RolledBack {
  readonly state: HeadState;
  readonly draft: Draft;
  readonly undone: LoggedCommit;
}

function messageOf(world: World, { reason }: RollBackRequest, { state, draft, undone }: RolledBack): string {
  const [environment, from, to] = [draft.environment.name, state.environment.active, draft.environment.active];
  const heading =
    from === to ? `Roll what ${environment} has in force back` : `Roll ${environment} back from ${from} to ${to}`;
  return printSwitchMessage(
    trailersOf(world, { before: state.environment, after: draft.environment, reason }),
    `${heading}\n\nThis reverts commit ${undone.commit}.`,
  );
}
