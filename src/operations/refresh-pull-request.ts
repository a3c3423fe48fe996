import { printBranchName } from "../domain/branch-name.ts";
import { Failure } from "../domain/failure.ts";
import { parseMarker } from "../domain/reviewed-plan.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import type { World } from "../ports/world.ts";
import { openReviews } from "./open-reviews.ts";
import { proposeChange } from "./propose-change.ts";
import { startStopwatch } from "./stopwatch.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Brings a standing pull request up to date with its base: its plan, and its commit where that conflicts; closes it
 * where everything that it asks for is in force. Throws `unknown-pull-request` for one that this tool did not open, or
 * that has ended, and what `proposeChange` throws.
 */
export async function refreshPullRequest(world: World, number: number): Promise<SwitchResult> {
  const stopwatch = startStopwatch(world.clock);
  const { forge } = await openReviews(world);
  const pull = await forge.get(number);
  const environment = parseMarker(pull.body)?.environment;
  if (environment === undefined || pull.state !== "open" || pull.head !== printBranchName(environment)) {
    throw new Failure(
      "unknown-pull-request",
      `Pull request ${number} is none that litellm-profiles has open`,
      "`litellm-profiles pr list` lists those",
    );
  }
  const turn = { environment, what: `refresh pull request ${number}`, isReviewed: () => true };
  return takeTurn(world, turn, async (state) =>
    proposeChange(world, { state, stopwatch, ask: (standing) => standing }),
  );
}
