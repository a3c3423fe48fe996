import { Failure } from "../domain/failure.ts";
import type { ProposedChange } from "../domain/switch-result.ts";
import type { World } from "../ports/world.ts";
import { proofMarkdown, proofSentence, type ProvedCommit } from "../report/proof-markdown.ts";
import type { BroughtCommit } from "./find-brought.ts";
import type { HeadState } from "./load-head.ts";
import { lookAtStanding, type Standing } from "./look-at-standing.ts";
import { proposeChange } from "./propose-change.ts";
import { proposeRollBack } from "./propose-roll-back.ts";
import { toProposed } from "./publish-pull-request.ts";
import { startStopwatch } from "./stopwatch.ts";

/** A proof, the commit that it is of, and where that is in force. */
export interface ProvedBrought {
  readonly state: HeadState;
  readonly brought: BroughtCommit;
  readonly proved: ProvedCommit;
}

/**
 * Has the environment's standing pull request ask for the undoing of a commit that was not proven; or, where it was
 * proven, ask for no undoing any more, which closes it where nothing else was asked for. Null where nothing stands. Throws
 * `nothing-to-roll-back` where there is nothing before the commit, `rollback-conflict`, and what `proposeChange` throws.
 */
export async function settleRevert(world: World, proved: ProvedBrought): Promise<ProposedChange | null> {
  const { state } = proved;
  const reviews = await world.reviews(state.project);
  const standing = await lookAtStanding(world.store, reviews, state.environment.name);
  return proved.proved.proof.outcome === "proven" ? withdraw(world, state, standing) : ask(world, standing, proved);
}

async function withdraw(world: World, state: HeadState, { requests }: Standing): Promise<ProposedChange | null> {
  if (requests.every((request) => request["Profile-Unproven"] === undefined)) return null;
  const { pull_request } = await proposeChange(world, {
    state,
    stopwatch: startStopwatch(world.clock),
    ask: (asked) => asked.filter((request) => request["Profile-Unproven"] === undefined),
  });
  return pull_request;
}

async function ask(world: World, standing: Standing, { state, brought, proved }: ProvedBrought) {
  const { commit, undoable } = brought;
  if (undoable === null) throw notUndoable(commit);
  const asked = standingFor(standing, undoable) ?? (await propose(world, state, { proved, undoable }));
  await standing.forge.comment(asked.number, { kind: `proof-${proved.environment}`, body: proofMarkdown(proved) });
  return asked;
}

/** The one that asks for it already, whoever found it unproven. */
function standingFor({ branch, pull, requests }: Standing, commit: string): ProposedChange | undefined {
  const isAsked = requests.some((request) => request["Profile-Unproven"] === commit);
  return pull !== undefined && isAsked ? toProposed(pull, branch, "unchanged") : undefined;
}

interface Unproven {
  readonly proved: ProvedCommit;
  readonly undoable: string;
}

async function propose(world: World, state: HeadState, { proved, undoable }: Unproven): Promise<ProposedChange> {
  const { commit, environment } = proved;
  const reason = `Commit ${commit.slice(0, 12)}: ${proofSentence(proved)}`;
  const stopwatch = startStopwatch(world.clock);
  const request = { environment, commit: undoable, reason, unproven: true };
  const { pull_request } = await proposeRollBack(world, request, { state, stopwatch });
  if (pull_request !== null) return pull_request;
  throw new Failure(
    "nothing-to-roll-back",
    `Commit \`${commit.slice(0, 12)}\` is undone already where pull requests go`,
    "Get it by `git pull`, then run `litellm-profiles deliver`",
  );
}

function notUndoable(commit: string): Failure {
  return new Failure(
    "nothing-to-roll-back",
    `Commit \`${commit.slice(0, 12)}\` made the environment, or changed no source, so no pull request asks for its undoing`,
    "Look at `litellm-profiles status`, and mend what it names",
  );
}
