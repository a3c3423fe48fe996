import { Failure } from "../domain/failure.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import type { ProposedChange, SwitchResult } from "../domain/switch-result.ts";
import type { World } from "../ports/world.ts";
import { draftChange, type Draft } from "./draft-change.ts";
import type { HeadState } from "./load-head.ts";
import { lookAtStanding, type Standing } from "./look-at-standing.ts";
import { requireOwnCommits } from "./own-commits.ts";
import { publishPullRequest } from "./publish-pull-request.ts";
import { requestEdits } from "./request-edits.ts";
import { standingCommit } from "./standing-commit.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { tellResult } from "./tell-result.ts";
import { withdrawPullRequest } from "./withdraw-pull-request.ts";

/** A change that people are to review before it is in force. */
export interface Proposal {
  /** The environment as it is declared here. */
  readonly state: HeadState;
  /**
   * What is asked for, given what stands already and the commit that the pull request goes into. Throws where that may
   * not be asked.
   */
  readonly ask: (
    standing: readonly SwitchTrailers[],
    base: HeadState,
  ) => readonly SwitchTrailers[] | Promise<readonly SwitchTrailers[]>;
  readonly stopwatch: Stopwatch;
}

/** What became of it: the change that the base would get, and its pull request. */
export interface Proposed {
  readonly draft: Draft;
  readonly commit: string | null;
  readonly change: ProposedChange | null;
}

/** Somebody else may move the branch as often while this works. */
const attempts = 4;

/**
 * Has the environment's one standing pull request say what is asked for, while the environment's lock is held: looks at
 * branch and pull request, drafts the change on top of the base, commits it onto the branch, and opens, updates or
 * closes the pull request. Killed in between, the next call finishes it. Throws `foreign-commit` where the branch holds
 * a person's commit, and what the forge and git refuse with.
 */
export async function proposeChange(world: World, proposal: Proposal): Promise<SwitchResult> {
  const { state, stopwatch } = proposal;
  const reviews = await world.reviews(state.project);
  for (let attempt = 1; ; attempt++) {
    try {
      const standing = await lookAtStanding(world.store, reviews, state.environment.name);
      return tell(world, { proposal, standing, proposed: await settle(world, standing, proposal) });
    } catch (error) {
      const isRace = error instanceof Failure && error.code === "branch-moved";
      if (!isRace || attempt === attempts) throw error;
    }
    stopwatch.lap("check");
  }
}

async function settle(world: World, standing: Standing, { ask, stopwatch }: Proposal): Promise<Proposed> {
  const { base, branch, look } = standing;
  requireOwnCommits(branch, look);
  const asked = await ask(standing.requests, base);
  const { requests, edits } = await requestEdits(world.store, base, asked);
  const draft = draftChange(base, edits);
  world.progress({ step: "planned", plan: draft.plan });
  stopwatch.lap("load");
  if (draft.edits.size === 0) return { draft, commit: null, change: await withdrawPullRequest(standing) };

  world.progress({ step: "proposing", branch });
  const content = { draft, requests: requests.length > 0 ? requests : asked };
  const commit = await standingCommit(standing, content);
  stopwatch.lap("commit");
  const change = await publishPullRequest(standing, { ...content, commit });
  stopwatch.lap("push");
  world.progress({ step: "proposed", number: change.number });
  return { draft, commit, change };
}

interface Ended {
  readonly proposal: Proposal;
  readonly standing: Standing;
  readonly proposed: Proposed;
}

function tell(world: World, { proposal, standing, proposed }: Ended): SwitchResult {
  const { draft, commit, change } = proposed;
  const outcomes = { opened: "proposed", updated: "proposed", unchanged: "proposed", closed: "withdrawn" } as const;
  return tellResult(
    world,
    { state: standing.base, draft: { ...draft, others: [] }, refusals: [], stopwatch: proposal.stopwatch },
    {
      outcome: change === null ? "already active" : outcomes[change.action],
      commit,
      proof: { outcome: "not asked" },
      wayBack: null,
      push: null,
      pullRequest: change,
      warnings: [],
    },
  );
}
