import type { BreakGlass } from "../domain/break-glass.ts";
import { Failure } from "../domain/failure.ts";
import type { DeliveredFile } from "../domain/proof.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import type { ProposedChange, SwitchResult } from "../domain/switch-result.ts";
import type { Delivery } from "../ports/delivery.ts";
import type { World } from "../ports/world.ts";
import { breakGlassRemark, breakGlassWords } from "../report/break-glass-words.ts";
import { printPullRequestBody, printPullRequestTitle } from "../report/pull-request-body.ts";
import { proveFile, tryDeliverText } from "./deliver-text.ts";
import type { Draft } from "./draft-change.ts";
import type { HeadState } from "./load-head.ts";
import type { BrokenGlass } from "./look-at-break-glass.ts";
import { noteProof } from "./note-proof.ts";
import { toProposed } from "./publish-pull-request.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { tellResult } from "./tell-result.ts";
import { tryTo } from "./try-to.ts";
import { undeliver } from "./undeliver.ts";

/** Broken glass whose commit is on its branch. */
export interface Breaking {
  readonly glass: BrokenGlass;
  readonly base: HeadState;
  readonly draft: Draft;
  readonly trailers: SwitchTrailers;
  readonly commit: string;
  /** What the commit says, without its pull request. */
  readonly broken: BreakGlass;
  /** Why proxies could not be asked beforehand. */
  readonly refusals: readonly Failure[];
  readonly stopwatch: Stopwatch;
}

/** Where a config goes. */
export interface Target {
  readonly delivery: Delivery;
  /** What goes back where it is not proven; undefined where nothing does. */
  readonly before: string | undefined;
  /** The file that holds the config already, from somebody who was killed. */
  readonly delivered?: DeliveredFile;
}

/**
 * Delivers and proves what was committed unreviewed, notes it, and opens its pull request. Throws `not-proven` where the
 * config before went back; its branch then names again what it named before.
 */
export async function putInForce(
  world: World,
  breaking: Breaking,
  { delivery, before, delivered }: Target,
): Promise<SwitchResult> {
  const { glass, draft, commit, refusals, stopwatch } = breaking;
  const { environment, rendered } = draft;
  const deliverance = { environment, text: rendered.text, routing: rendered.routing, delivery };
  const proof =
    delivered === undefined
      ? await tryDeliverText(world, deliverance, stopwatch)
      : await proveFile(world, environment, { file: delivered, routing: rendered.routing });
  const isBad = proof.outcome === "unproven" && environment.deliver.whenUnproven === "revert" && refusals.length === 0;
  if (isBad && before !== undefined) {
    await undeliver(world, environment, before);
    const { tip } = glass.look;
    await glass.branches.move(glass.branch, { from: commit, to: tip === commit ? null : tip });
    throw notProven(environment.name, environment.active);
  }
  const outcome = proof.outcome === "proven" ? "proven" : "unproven";
  const noted = await noteProof(world, { commit, environment: environment.name, text: rendered.text, outcome, proof });
  stopwatch.lap("note");
  const ending = { proof, outcome: proof.outcome === "unproven" ? "held" : "switched", warnings: noted } as const;
  return publishBreaking(world, breaking, ending);
}

/**
 * Opens the pull request of what is in force, or brings it up to date. What the forge refuses with is a warning: it is in
 * force, and the next run finishes it.
 */
export async function publishBreaking(
  world: World,
  breaking: Breaking,
  ending: Pick<SwitchResult, "outcome" | "proof" | "warnings">,
): Promise<SwitchResult> {
  const { base, draft, commit, refusals, stopwatch } = breaking;
  const published = await tryTo(async () => publish(breaking));
  const pullRequest = published instanceof Failure ? null : published;
  if (pullRequest !== null) world.progress({ step: "proposed", number: pullRequest.number });
  stopwatch.lap("push");
  const result = tellResult(
    world,
    { state: base, draft: { ...draft, others: [] }, refusals, stopwatch },
    {
      ...ending,
      commit,
      wayBack: null,
      push: null,
      pullRequest,
      warnings: [...stateWarnings(breaking, published), ...ending.warnings],
    },
  );
  return pullRequest === null ? { ...result, undo: null } : result;
}

function stateWarnings({ broken, draft }: Breaking, published: ProposedChange | Failure): string[] {
  const name = draft.environment.name;
  if (!(published instanceof Failure)) {
    return [`\`${name}\` is ${breakGlassWords({ ...broken, pull_request: published.number })}`];
  }
  const { message } = published;
  return [
    `\`${name}\` is ${breakGlassWords(broken)}`,
    `Its pull request is not up to date: ${message}. Run \`litellm-profiles due\`, which finishes it`,
  ];
}

async function publish({ glass, broken, draft, trailers }: Breaking): Promise<ProposedChange> {
  const { branch, forge, pull } = glass;
  const body = printPullRequestBody({
    plan: draft.plan,
    requests: [trailers],
    remark: breakGlassRemark(broken),
    limit: forge.traits.bodyLimit,
    outputUrl: forge.traits.fileUrl(branch, draft.environment.output),
  });
  const wanted = { title: breakGlassTitle(draft, trailers), body, base: glass.look.base.name };
  const isStanding = pull?.state === "open";
  const found = isStanding ? pull : await forge.open({ ...wanted, head: branch });
  const isSame = found.title === wanted.title && found.body.trim() === body.trim();
  const now = isSame ? found : await forge.update(found.number, wanted);
  return toProposed(now, branch, isStanding ? "updated" : "opened");
}

/** Of its commit, and of its pull request. */
export function breakGlassTitle({ plan }: Pick<Draft, "plan">, trailers: SwitchTrailers): string {
  return `break-glass: ${printPullRequestTitle(plan, [trailers])}`;
}

function notProven(environment: string, profile: string): Failure {
  return new Failure(
    "not-proven",
    `\`${profile}\` was not proven live in \`${environment}\`, and the config before was delivered again`,
    "Look at `litellm-profiles status`; with `when_unproven: hold` it would stay",
  );
}
