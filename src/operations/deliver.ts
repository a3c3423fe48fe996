import type { DeliveryResult } from "../domain/delivery-result.ts";
import { Failure } from "../domain/failure.ts";
import { routingOf } from "../litellm/routing-of.ts";
import type { Environment } from "../domain/project.ts";
import type { Proof } from "../domain/proof.ts";
import type { World } from "../ports/world.ts";
import { breakGlassWords } from "../report/break-glass-words.ts";
import { deliverText, proveFile } from "./deliver-text.ts";
import { findLastProven } from "./find-last-proven.ts";
import { findBrokenGlass, isGlassText, overrideOf } from "./find-override.ts";
import { outputOf, type HeadState } from "./load-head.ts";
import type { BrokenGlass } from "./look-at-break-glass.ts";
import { noteProof } from "./note-proof.ts";
import { pushChange } from "./push-change.ts";
import { requireDeliverable } from "./require-deliverable.ts";
import { isRendered, requireNamed } from "./require-named.ts";
import { requireReviewed } from "./require-reviewed.ts";
import { settleLeftOver } from "./settle-left-over.ts";
import { takeTurn } from "./take-turn.ts";
import { tellProof } from "./tell-proof.ts";
import { undeliver } from "./undeliver.ts";

export interface DeliverOptions {
  /** Goes on although the config is not the one that its pull request showed. */
  readonly unreviewed?: boolean;
  /** Goes on although something that nobody has reviewed is in force until later. */
  readonly endsOverride?: boolean;
  /**
   * For whoever brings each commit once, and stands alone. A file that holds this very config already is not delivered
   * anew; and what is not proven goes back by `when_unproven` wherever it came from.
   */
  readonly onlyOnce?: boolean;
}

/**
 * Delivers the config that the head holds, whoever committed it, proves it, and pushes the head: after a merge, a `git revert`, or a
 * switch that was killed. Where changes are reviewed first, the pull request that brought it is told; and what is not proven
 * goes by `when_unproven`: back to the config before, and in any case a pull request asks for its undoing. Elsewhere nothing
 * is put back unless it is asked for, as the head is what is wanted.
 */
export async function deliver(
  world: World,
  environmentName: string,
  { unreviewed = false, endsOverride = false, onlyOnce = false }: DeliverOptions = {},
): Promise<DeliveryResult> {
  const turn = { environment: environmentName, what: `deliver \`${environmentName}\`` };
  return takeTurn(world, turn, async (state) => {
    const { head, environment } = state;
    const delivery = world.delivery(environment);
    await settleLeftOver(world, state, delivery);
    const text = requireOutput(state);
    const glass = await findBrokenGlass(world, state);
    if (!endsOverride) refuseOverridden(world, state, glass);
    if (!unreviewed) await requireReviewed(world.store, state);
    const { output } = environment;
    const config = await requireDeliverable(world.store, { commit: head.commit, output, text });
    requireNamed(state, text);
    const before = await delivery.current();
    const routing = routingOf(config);
    const proof =
      onlyOnce && before?.text === text
        ? await proveFile(world, environment, { file: before.file, routing })
        : await deliverText(world, { environment, text, routing, delivery });
    const tried = { state, proof, text, before: before?.text, glass };
    const back = await goBack(world, tried, onlyOnce);
    const outcome = proof.outcome === "proven" ? "proven" : back === null ? "unproven" : "reverted";
    const noted = await noteProof(world, { commit: head.commit, environment: environment.name, text, outcome, proof });
    const told = await tellProof(world, { state, proof, isBack: back !== null });
    const { push, warnings } = await pushChange(world, { environment, ...head });
    return {
      version: 1,
      environment: environment.name,
      commit: head.commit,
      profile: environment.active,
      path: delivery.path,
      proof,
      way_back: back,
      pull_request: told.pull_request,
      revert: told.revert,
      push,
      warnings: [...staleWarning(state), ...glassWarning(tried), ...noted, ...told.warnings, ...warnings],
    };
  });
}

interface Tried {
  readonly state: HeadState;
  readonly proof: Proof;
  readonly text: string;
  /** What was delivered before; undefined where nothing was. */
  readonly before: string | undefined;
  /** Undefined where nobody may break any. */
  readonly glass: BrokenGlass | undefined;
}

async function goBack(world: World, tried: Tried, onlyOnce: boolean): Promise<Proof | null> {
  if (isExpired(tried)) return null;
  return onlyOnce ? goBackOnce(world, tried) : goBackWhereReviewed(world, tried);
}

/** Whether what lay there before was put in force by break glass. */
function isExpired({ glass, text, before }: Tried): boolean {
  return glass !== undefined && before !== undefined && before !== text && isGlassText(glass, before);
}

/** Null where nothing goes back. The same text again would be no way back. */
async function goBackWhereReviewed(world: World, { state, proof, text, before }: Tried): Promise<Proof | null> {
  const { environment } = state;
  if (environment.switchMode !== "pull_request" || !goesBack(environment, proof)) return null;
  if (before === undefined || before === text) return null;
  return undeliver(world, environment, before);
}

/**
 * Null where nothing goes back. That it is not proven is noted first: killed in between, nobody delivers it again. What
 * lay there before may be this very text, from somebody who was killed: then the newest proof in git says what was good.
 */
async function goBackOnce(world: World, { state, proof, text, before }: Tried): Promise<Proof | null> {
  const { environment, head } = state;
  if (!goesBack(environment, proof)) return null;
  const good = before === text ? await findLastProven(world.store, { environment, text }) : before;
  if (good === undefined) return null;
  await noteProof(world, { commit: head.commit, environment: environment.name, text, outcome: "unproven", proof });
  return undeliver(world, environment, good);
}

function goesBack({ deliver: how }: Environment, { outcome }: Proof): boolean {
  return how.whenUnproven === "revert" && outcome === "unproven";
}

function glassWarning(tried: Tried): string[] {
  if (!isExpired(tried) || !goesBack(tried.state.environment, tried.proof)) return [];
  return [
    "Nothing went back, as what was in force before was put there by break glass, and is over: look at `litellm-profiles status`",
  ];
}

/** Throws `overridden`: a merge of something else must not end it in silence. */
function refuseOverridden(world: World, state: HeadState, glass: BrokenGlass | undefined): void {
  const override = overrideOf(world, glass);
  if (override === undefined) return;
  throw new Failure(
    "overridden",
    `Environment \`${state.environment.name}\` is ${breakGlassWords(override)}`,
    "Merge or close that pull request first; `litellm-profiles due` brings back what was there before",
  );
}

/** Throws `not-deliverable` where the head holds no rendered config. */
export function requireOutput(state: HeadState): string {
  const text = outputOf(state);
  if (text !== undefined) return text;
  throw new Failure(
    "not-deliverable",
    `Commit \`${state.head.commit.slice(0, 12)}\` holds no \`${state.environment.output}\``,
    "Run `litellm-profiles render` and commit the result",
  );
}

function staleWarning(state: HeadState): string[] {
  if (isRendered(state)) return [];
  return [
    `\`${state.environment.output}\` is not what the sources of this commit give: run \`litellm-profiles render\` and commit the result`,
  ];
}
