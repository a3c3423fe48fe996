import { printBranchName } from "../domain/branch-name.ts";
import type { PullRequest } from "../domain/pull-request.ts";
import { parseMarker } from "../domain/reviewed-plan.ts";
import type { World } from "../ports/world.ts";
import { openReviews } from "./open-reviews.ts";
import { requireOwnCommits } from "./own-commits.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Closes a pull request without merging it. The branch of one that this tool opened goes too, unless it holds a
 * person's commit: then `foreign-commit` is thrown, and nothing has changed.
 */
export async function closePullRequest(world: World, number: number): Promise<PullRequest> {
  const { branches, forge } = await openReviews(world);
  const pull = await forge.get(number);
  const plan = parseMarker(pull.body);
  const isOurs = pull.state === "open" && plan !== undefined && printBranchName(plan.environment) === pull.head;
  if (!isOurs) return forge.update(number, { state: "closed" });
  const turn = { environment: plan.environment, what: `close pull request ${number}`, isReviewed: () => true };
  return takeTurn(world, turn, async () => {
    const look = await branches.look(pull.head);
    requireOwnCommits(pull.head, look);
    const closed = await forge.update(number, { state: "closed" });
    await branches.move(pull.head, { from: look.tip, to: null });
    return closed;
  });
}
