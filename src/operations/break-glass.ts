import { breakGlassOfCommit } from "../domain/break-glass.ts";
import { Failure } from "../domain/failure.ts";
import { must } from "../domain/must.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import type { World } from "../ports/world.ts";
import { printRequests } from "../report/pull-request-body.ts";
import { checkProxies } from "./check-proxies.ts";
import { chooseIn, requireTarget } from "./choose-target.ts";
import { draftChange, type Draft } from "./draft-change.ts";
import { loadCommit, type HeadState } from "./load-head.ts";
import { lookAtBreakGlass } from "./look-at-break-glass.ts";
import { requireOwnCommits } from "./own-commits.ts";
import { breakGlassTitle, putInForce, type Breaking } from "./put-in-force.ts";
import { requireBreakGlass } from "./require-break-glass.ts";
import { requireDeliverable } from "./require-deliverable.ts";
import type { Stopwatch } from "./stopwatch.ts";
import type { SwitchRequest } from "./switch-request.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Puts a profile in force before anybody has reviewed it, where switches are reviewed first: a commit on a branch of its
 * own, delivered and proven at once, and a pull request of the same change. Merging keeps it; closing or the end brings
 * back what was there, by `bringDue`. Throws `break-glass-refused`, `not-proven` where the config before went back, and
 * what `switchProfile` throws; nothing has changed then.
 */
export async function breakGlass(world: World, request: SwitchRequest, stopwatch: Stopwatch): Promise<SwitchResult> {
  const { environment, profile, force = false } = request;
  const turn = { environment, what: `break the glass of \`${environment}\``, isReviewed: () => true };
  return takeTurn(world, turn, async (state) => {
    const { reason, until } = requireBreakGlass(world.actor, state, request);
    const glass = await lookAtBreakGlass(await world.reviews(state.project), environment);
    requireOwnCommits(glass.branch, glass.look);
    const { commit: tip, name } = glass.look.base;
    const base = await loadCommit(world.store, { commit: tip, branch: `refs/heads/${name}` }, environment);
    requireTarget(base, { profile });
    const { file } = base.environment;
    const text = must(base.files.get(file), "The environment's file");
    const draft = draftChange(base, new Map([[file, chooseIn(text, { profile })]]));
    world.progress({ step: "planned", plan: draft.plan });
    stopwatch.lap("load");
    if (draft.edits.size === 0) throw nothingToBreak(base, profile);
    const trailers: SwitchTrailers = {
      "Profile-Environment": environment,
      "Profile-From": base.environment.active,
      "Profile-To": profile,
      "Profile-Until": until,
      "Profile-Reason": reason,
      "Profile-By": `${world.actor.name} <${world.actor.email}>`,
    };
    const { target, refusals } = await prepare(world, { base, draft, force });
    stopwatch.lap("check");
    const message = `${breakGlassTitle(draft, trailers)}\n\n${printRequests([trailers], draft.plan)}`;
    const commit = await commitOnBranch(world, { glass, base, draft, message });
    stopwatch.lap("commit");
    const broken = must(breakGlassOfCommit(message), "What the commit says");
    return putInForce(world, { glass, base, draft, trailers, commit, broken, refusals, stopwatch }, target);
  });
}

interface Prepared {
  readonly base: HeadState;
  readonly draft: Draft;
  readonly force: boolean;
}

async function prepare(world: World, { base, draft, force }: Prepared) {
  const delivery = world.delivery(draft.environment);
  const [refusals, current] = await Promise.all([
    checkProxies(world, draft.environment),
    delivery.current(),
    delivery.check(),
  ]);
  if (refusals[0] !== undefined && !force) throw refusals[0];
  const { output } = draft.environment;
  await requireDeliverable(world.store, { commit: base.head.commit, output, text: draft.rendered.text });
  return { refusals, target: { delivery, before: current?.text } };
}

interface Committing extends Pick<Breaking, "glass" | "base" | "draft"> {
  readonly message: string;
}

/** The branch is moved from exactly what was seen; what it held before was in force, and is not any more. */
async function commitOnBranch(world: World, { glass, base, draft, message }: Committing): Promise<string> {
  const { branch, branches, look } = glass;
  world.progress({ step: "proposing", branch });
  const parent = base.head.commit;
  const tree = await branches.tree(parent, draft.edits);
  const commit = await branches.commit({ tree, parent, message: `${message}Profile-Tree: ${tree}\n` });
  await branches.move(branch, { from: look.tip, to: commit });
  world.progress({ step: "committed", commit });
  return commit;
}

function nothingToBreak({ environment }: HeadState, profile: string): Failure {
  return new Failure(
    "break-glass-refused",
    `Environment \`${environment.name}\` declares \`${profile}\` already`,
    "Run `litellm-profiles deliver` where it is not live",
  );
}
