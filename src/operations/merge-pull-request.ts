import { avoidChangesOf } from "../domain/avoid-change.ts";
import { parseBranchName } from "../domain/branch-name.ts";
import { Failure } from "../domain/failure.ts";
import type { PullRequest } from "../domain/pull-request.ts";
import { parseMarker, type ReviewedPlan } from "../domain/reviewed-plan.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import { parseSwitchMessage } from "../domain/switch-message.ts";
import type { Reviews, World } from "../ports/world.ts";
import { findOutdated } from "./find-outdated.ts";
import { printMoment } from "../sources/moment.ts";
import { openReviews } from "./open-reviews.ts";
import { previewMerge } from "./preview-merge.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Merges a pull request of this tool, where what would be merged is still what was reviewed: the sources that its plan
 * was made from, and the config that it showed; and where the end that it asks for is still to come. Its branch is removed then. Throws `plan-outdated` where any of them differs,
 * `unknown-pull-request` for one that this tool did not open, and what the forge refuses with.
 */
export async function mergePullRequest(world: World, number: number): Promise<PullRequest> {
  const reviews = await openReviews(world);
  const pull = await reviews.forge.get(number);
  const plan = requireOurs(pull);
  const turn = { environment: plan.environment, what: `merge pull request ${number}`, isReviewed: () => true };
  return takeTurn(world, turn, async () => {
    if (pull.state === "open") {
      refuseOver(pull, printMoment(world.clock.now()));
      await requireAsReviewed(world, reviews, { pull, plan });
    }
    const merged = await reviews.forge.merge(number, { head: pull.head_commit, message: messageOf(pull) });
    await removeBranch(reviews, pull);
    return merged;
  });
}

/** The plan that people reviewed. */
function requireOurs(pull: PullRequest): ReviewedPlan {
  const plan = parseMarker(pull.body);
  const environment = parseBranchName(pull.head) ?? parseBranchName(pull.head, "break glass");
  if (plan !== undefined && environment === plan.environment) return plan;
  throw new Failure(
    "unknown-pull-request",
    `Pull request ${pull.number} was not opened by litellm-profiles`,
    "Merge it where it was opened",
  );
}

/** What was to be in force for a time, and waited longer for its review, would only come and go. */
function refuseOver(pull: PullRequest, now: string): void {
  const isAsked = parseBranchName(pull.head) !== undefined;
  const ends = isAsked ? parseSwitchMessage(pull.body).flatMap(endsIn) : [];
  const over = ends.find((until) => until <= now);
  if (over === undefined) return;
  throw new Failure(
    "plan-outdated",
    `Pull request ${pull.number} is for a time that ended at \`${over}\``,
    "Ask for it again with another end, or close it",
  );
}

function endsIn(request: SwitchTrailers): string[] {
  const ends = [request["Profile-Until"], ...avoidChangesOf(request).map(({ until }) => until)];
  return ends.filter((end): end is string => typeof end === "string");
}

interface Reviewed {
  readonly pull: PullRequest;
  readonly plan: ReviewedPlan;
}

async function requireAsReviewed(world: World, { branches }: Reviews, { pull, plan }: Reviewed): Promise<void> {
  const why = await findOutdated(world, await previewMerge(branches, pull), plan);
  if (why === undefined) return;
  throw new Failure(
    "plan-outdated",
    `What was reviewed in pull request ${pull.number} is not what would be merged: ${why}`,
    `Bring it up to date by \`litellm-profiles pr refresh ${pull.number}\`, and review it again`,
  );
}

/** As GitHub writes it, so that the history knows the number. */
function messageOf({ number, head, title }: PullRequest): string {
  return `Merge pull request #${number} from ${head}\n\n${title}\n`;
}

/** What is merged is safe; a branch that is left is replaced by the next switch. */
async function removeBranch({ branches }: Reviews, { head, head_commit }: PullRequest): Promise<void> {
  try {
    await branches.move(head, { from: head_commit, to: null });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}
