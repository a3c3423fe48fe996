import { must } from "../domain/must.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import type { World } from "../ports/world.ts";
import { printMoment } from "../sources/moment.ts";
import { draftChange } from "./draft-change.ts";
import { findLastOutcome } from "./find-last-outcome.ts";
import { findLastProven } from "./find-last-proven.ts";
import { findBrokenGlass, isOver } from "./find-override.ts";
import { loadCommit, outputOf, type HeadState } from "./load-head.ts";
import { isUnfinished } from "./look-at-break-glass.ts";
import { requestsOf, requireOwnCommits } from "./own-commits.ts";
import { publishBreaking, putInForce } from "./put-in-force.ts";
import { startStopwatch } from "./stopwatch.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Finishes what was killed after the glass was broken: delivers its config where another one lies, proves it, and has its
 * pull request say what is in force; what is not proven goes by `when_unproven`. Null where nothing is missing. Throws what `breakGlass` throws.
 */
export async function finishBreakGlass(world: World, environment: string): Promise<SwitchResult | null> {
  const stopwatch = startStopwatch(world.clock);
  const turn = { environment, what: `finish break glass of \`${environment}\``, isReviewed: () => true };
  return takeTurn(world, turn, async (state) => {
    const glass = await findBrokenGlass(world, state);
    if (glass?.broken === undefined || !isUnfinished(glass) || isOver(glass, printMoment(world.clock.now())))
      return null;
    const { branch, broken, look } = glass;
    requireOwnCommits(branch, look);
    const [commit, trailers] = [look.commits[0], requestsOf(look, environment)[0]];
    const { commit: id, parents } = must(commit, "The commit of broken glass");
    const base = await loadCommit(
      world.store,
      { commit: must(parents[0], "Its parent"), branch: `refs/heads/${look.base.name}` },
      environment,
    );
    const { file } = base.environment;
    const after = await loadCommit(world.store, { commit: id, branch: base.head.branch }, environment);
    const draft = draftChange(base, new Map([[file, must(after.files.get(file), "The environment's file")]]));
    stopwatch.lap("load");
    const breaking = {
      glass,
      base,
      draft,
      trailers: must(trailers, "What it says"),
      commit: id,
      broken: { ...broken, pull_request: null },
      refusals: [],
      stopwatch,
    };
    const delivery = world.delivery(draft.environment);
    const lies = await delivery.current();
    if (lies === undefined) return publishBreaking(world, breaking, elsewhere);
    const isDelivered = lies.text === draft.rendered.text;
    return putInForce(
      world,
      breaking,
      isDelivered
        ? { delivery, before: await findGood(world, base, lies.text), delivered: lies.file }
        : { delivery, before: lies.text },
    );
  });
}

/** What was in force before: the reviewed config, or what was proven before that where it had been taken back itself. */
async function findGood({ store }: World, base: HeadState, text: string): Promise<string | undefined> {
  const reviewed = outputOf(base);
  const noted = reviewed === undefined ? undefined : await findLastOutcome(store, base, reviewed);
  if (noted?.outcome !== "reverted") return reviewed;
  return findLastProven(store, { environment: base.environment, text });
}

/** Where nothing was delivered, nothing is: somebody else reaches the proxies, and knows what they make of it. */
const elsewhere = {
  outcome: "held",
  proof: { outcome: "not asked" },
  warnings: ["Nothing was delivered from here, so it is not known whether it is in force"],
} as const;
