import { breakGlassOfCommit, type BreakGlass } from "../domain/break-glass.ts";
import { Failure } from "../domain/failure.ts";
import { must } from "../domain/must.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import type { ProposedChange, SwitchResult } from "../domain/switch-result.ts";
import type { Delivery } from "../ports/delivery.ts";
import type { World } from "../ports/world.ts";
import { breakGlassRemark, breakGlassWords } from "../report/break-glass-words.ts";
import { printPullRequestBody, printPullRequestTitle, printRequests } from "../report/pull-request-body.ts";
import { checkProxies } from "./check-proxies.ts";
import { chooseIn, requireTarget } from "./choose-target.ts";
import { tryDeliverText } from "./deliver-text.ts";
import { draftChange, type Draft } from "./draft-change.ts";
import { loadCommit, type HeadState } from "./load-head.ts";
import { lookAtBreakGlass, type BrokenGlass } from "./look-at-break-glass.ts";
import { noteProof } from "./note-proof.ts";
import { requireOwnCommits } from "./own-commits.ts";
import { toProposed } from "./publish-pull-request.ts";
import { requireBreakGlass } from "./require-break-glass.ts";
import { requireDeliverable } from "./require-deliverable.ts";
import type { Stopwatch } from "./stopwatch.ts";
import type { SwitchRequest } from "./switch-request.ts";
import { takeTurn } from "./take-turn.ts";
import { tellResult } from "./tell-result.ts";
import { undeliver } from "./undeliver.ts";

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
    return putInForce(world, { glass, base, draft, trailers, force, stopwatch });
  });
}

interface Breaking {
  readonly glass: BrokenGlass;
  readonly base: HeadState;
  readonly draft: Draft;
  readonly trailers: SwitchTrailers;
  readonly force: boolean;
  readonly stopwatch: Stopwatch;
}

async function putInForce(world: World, breaking: Breaking): Promise<SwitchResult> {
  const { base, draft, stopwatch } = breaking;
  const delivery = world.delivery(draft.environment);
  const { refusals, before } = await prepare(world, delivery, breaking);
  stopwatch.lap("check");
  const { commit, broken } = await commitOnBranch(world, breaking);
  const { environment, rendered } = draft;
  const deliverance = { environment, text: rendered.text, routing: rendered.routing, delivery };
  const proof = await tryDeliverText(world, deliverance, stopwatch);
  const isBad = proof.outcome === "unproven" && environment.deliver.whenUnproven === "revert" && refusals.length === 0;
  if (isBad && before !== undefined) {
    await undeliver(world, environment, before);
    await breaking.glass.branches.move(breaking.glass.branch, { from: commit, to: null });
    throw notProven(environment.name, draft.environment.active);
  }
  const outcome = proof.outcome === "proven" ? "proven" : "unproven";
  const noted = await noteProof(world, { commit, environment: environment.name, text: rendered.text, outcome, proof });
  stopwatch.lap("note");
  const pull = await publish(breaking, broken);
  stopwatch.lap("push");
  world.progress({ step: "proposed", number: pull.number });
  return tellResult(
    world,
    { state: base, draft: { ...draft, others: [] }, refusals, stopwatch },
    {
      outcome: proof.outcome === "unproven" ? "held" : "switched",
      commit,
      proof,
      wayBack: null,
      push: null,
      pullRequest: pull,
      warnings: [`\`${environment.name}\` is ${breakGlassWords({ ...broken, pull_request: pull.number })}`, ...noted],
    },
  );
}

async function prepare(world: World, delivery: Delivery, { base, draft, force }: Breaking) {
  const [refusals, current] = await Promise.all([
    checkProxies(world, draft.environment),
    delivery.current(),
    delivery.check(),
  ]);
  if (refusals[0] !== undefined && !force) throw refusals[0];
  const { output } = draft.environment;
  await requireDeliverable(world.store, { commit: base.head.commit, output, text: draft.rendered.text });
  return { refusals, before: current?.text };
}

/** The branch is moved from exactly what was seen; what it held before was in force, and is not any more. */
async function commitOnBranch(world: World, { glass, base, draft, trailers, stopwatch }: Breaking) {
  const { branch, branches, look } = glass;
  world.progress({ step: "proposing", branch });
  const tree = await branches.tree(base.head.commit, draft.edits);
  const message = `${titleOf({ draft, trailers })}\n\n${printRequests([trailers], draft.plan)}Profile-Tree: ${tree}\n`;
  const commit = await branches.commit({ tree, parent: base.head.commit, message });
  await branches.move(branch, { from: look.tip, to: commit });
  world.progress({ step: "committed", commit });
  stopwatch.lap("commit");
  return { commit, broken: must(breakGlassOfCommit(message), "What the commit says") };
}

async function publish({ glass, draft, trailers }: Breaking, broken: BreakGlass): Promise<ProposedChange> {
  const { branch, forge, look, pull } = glass;
  const body = printPullRequestBody({
    plan: draft.plan,
    requests: [trailers],
    remark: breakGlassRemark(broken),
    limit: forge.traits.bodyLimit,
    outputUrl: forge.traits.fileUrl(branch, draft.environment.output),
  });
  const wanted = { title: titleOf({ draft, trailers }), body, base: look.base.name };
  const isStanding = pull?.state === "open";
  const found = isStanding ? pull : await forge.open({ ...wanted, head: branch });
  const isSame = found.title === wanted.title && found.body.trim() === body.trim();
  const now = isSame ? found : await forge.update(found.number, wanted);
  return toProposed(now, branch, isStanding ? "updated" : "opened");
}

function titleOf({ draft, trailers }: Pick<Breaking, "draft" | "trailers">): string {
  return `break-glass: ${printPullRequestTitle(draft.plan, [trailers])}`;
}

function nothingToBreak({ environment }: HeadState, profile: string): Failure {
  return new Failure(
    "break-glass-refused",
    `Environment \`${environment.name}\` declares \`${profile}\` already`,
    "Run `litellm-profiles deliver` where it is not live",
  );
}

function notProven(environment: string, profile: string): Failure {
  return new Failure(
    "not-proven",
    `\`${profile}\` was not proven live in \`${environment}\`, and the config before was delivered again`,
    "Look at `litellm-profiles status`; with `when_unproven: hold` it would stay",
  );
}
