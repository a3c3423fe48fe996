import { Failure } from "../domain/failure.ts";
import type { Revision } from "../domain/revision.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import { printSwitchMessage } from "../domain/switch-message.ts";
import type { LoggedCommit } from "../ports/store.ts";
import type { World } from "../ports/world.ts";
import { environmentFolder, profileFolder, projectFile } from "../sources/source-paths.ts";
import { carryOut } from "./carry-out.ts";
import { draftChange, type Draft } from "./draft-change.ts";
import { findNewestSwitch } from "./find-newest-switch.ts";
import type { HeadState } from "./load-head.ts";
import { listRevisions } from "./read-history.ts";
import { startStopwatch } from "./stopwatch.ts";
import { overrideTrailer } from "./switch-heading.ts";
import { takeTurn } from "./take-turn.ts";
import { undoChange } from "./undo-change.ts";

export interface RollBackRequest {
  readonly environment: string;
  /** A user's word for the commit of a switch; absent, the newest switch that is in force. */
  readonly commit?: string;
  readonly reason?: string;
  /** Goes on although a proxy does not answer or does not run the module. */
  readonly force?: boolean;
}

/**
 * Undoes a switch by a commit that brings its sources back, as `git revert` would; delivered and proven like any other
 * change. Throws what `switchProfile` throws, `unknown-commit`, `nothing-to-roll-back` or `rollback-conflict`.
 */
export async function rollBack(world: World, request: RollBackRequest): Promise<SwitchResult> {
  const stopwatch = startStopwatch(world.clock);
  const { environment, force = false } = request;
  return takeTurn(world, { environment, what: `roll back \`${environment}\`` }, async (state) => {
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

/** The commit to undo. A commit that changed the environment's profile counts as its switch, whoever made it. */
async function findUndone({ store }: World, state: HeadState, word: string | undefined): Promise<LoggedCommit> {
  const [log, notes, named] = await Promise.all([
    store.log([projectFile, profileFolder, environmentFolder, state.project.template.path]),
    store.notes(),
    word === undefined ? undefined : store.resolve(word),
  ]);
  const revisions = listRevisions(log, notes).filter(
    ({ environment, from }) => environment === state.environment.name && from !== null,
  );
  const revision = named === undefined ? newestOf(revisions, state) : ofCommit(revisions, named, state);
  const commit = log.find((each) => each.commit === revision.commit);
  if (commit === undefined) throw new Error(`Revision ${revision.commit} is not in the log that it was read from`);
  return commit;
}

function newestOf(revisions: readonly Revision[], { environment }: HeadState): Revision {
  const revision = findNewestSwitch(revisions, environment.name, environment.active);
  if (revision !== undefined) return revision;
  throw new Failure(
    "nothing-to-roll-back",
    `Environment \`${environment.name}\` was never switched`,
    "Run `litellm-profiles history` to see what was",
  );
}

function ofCommit(revisions: readonly Revision[], commit: string, { environment }: HeadState): Revision {
  const revision = revisions.find((each) => each.commit === commit);
  if (revision !== undefined) return revision;
  throw new Failure(
    "nothing-to-roll-back",
    `Commit \`${commit.slice(0, 12)}\` switched nothing in environment \`${environment.name}\``,
    "Take a commit that `litellm-profiles history` lists",
  );
}

interface RolledBack {
  readonly state: HeadState;
  readonly draft: Draft;
  readonly undone: LoggedCommit;
}

function messageOf({ actor }: World, { reason }: RollBackRequest, { state, draft, undone }: RolledBack): string {
  const [environment, from, to] = [draft.environment.name, state.environment.active, draft.environment.active];
  const heading =
    from === to ? `Roll the overrides of ${environment} back` : `Roll ${environment} back from ${from} to ${to}`;
  const overrides = overrideTrailer(state.environment, draft.environment);
  return printSwitchMessage(
    {
      "Profile-Environment": environment,
      "Profile-From": from,
      "Profile-To": to,
      ...(overrides !== undefined && { "Profile-Overrides": overrides }),
      ...(reason !== undefined && { "Profile-Reason": reason }),
      "Profile-By": `${actor.name} <${actor.email}>`,
    },
    `${heading}\n\nThis reverts commit ${undone.commit}.`,
  );
}
