import type { DeliveryResult } from "../domain/delivery-result.ts";
import { Failure } from "../domain/failure.ts";
import { routingOf } from "../litellm/routing-of.ts";
import { renderEnvironment } from "../render/render-environment.ts";
import type { Environment } from "../domain/project.ts";
import type { Proof } from "../domain/proof.ts";
import type { World } from "../ports/world.ts";
import { breakGlassWords } from "../report/break-glass-words.ts";
import { deliverText } from "./deliver-text.ts";
import { findOverride } from "./find-override.ts";
import { outputOf, type HeadState } from "./load-head.ts";
import { noteProof } from "./note-proof.ts";
import { pushChange } from "./push-change.ts";
import { requireDeliverable } from "./require-deliverable.ts";
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
}

/**
 * Delivers the config that the head holds, whoever committed it, proves it, and pushes the head: after a merge, a `git revert`, or a
 * switch that was killed. Where changes are reviewed first, the pull request that brought it is told; and what is not proven
 * goes by `when_unproven`: back to the config before, and in any case a pull request asks for its undoing. Elsewhere nothing
 * is put back, as the head is what is wanted.
 */
export async function deliver(
  world: World,
  environmentName: string,
  { unreviewed = false, endsOverride = false }: DeliverOptions = {},
): Promise<DeliveryResult> {
  const turn = { environment: environmentName, what: `deliver \`${environmentName}\`` };
  return takeTurn(world, turn, async (state) => {
    const { head, environment } = state;
    const delivery = world.delivery(environment);
    await settleLeftOver(world, state, delivery);
    const text = requireOutput(state);
    if (!endsOverride) await refuseOverridden(world, state);
    if (!unreviewed) await requireReviewed(world.store, state);
    const { output } = environment;
    const config = await requireDeliverable(world.store, { commit: head.commit, output, text });
    const before = await delivery.current();
    const proof = await deliverText(world, { environment, text, routing: routingOf(config), delivery });
    const back = await goBackWhereReviewed(world, { environment, proof, text, before: before?.text });
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
      warnings: [...staleWarning(state, text), ...noted, ...told.warnings, ...warnings],
    };
  });
}

interface Tried {
  readonly environment: Environment;
  readonly proof: Proof;
  readonly text: string;
  /** What was delivered before; undefined where nothing was. */
  readonly before: string | undefined;
}

/** Null where nothing goes back. The same text again would be no way back. */
async function goBackWhereReviewed(world: World, { environment, proof, text, before }: Tried): Promise<Proof | null> {
  const { switchMode, deliver: how } = environment;
  const isWanted = switchMode === "pull_request" && how.whenUnproven === "revert";
  if (!isWanted || proof.outcome !== "unproven" || before === undefined || before === text) return null;
  return undeliver(world, environment, before);
}

/** Throws `overridden`: a merge of something else must not end it in silence. */
async function refuseOverridden(world: World, state: HeadState): Promise<void> {
  const override = await findOverride(world, state);
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

function staleWarning({ project, environment }: HeadState, text: string): string[] {
  if (renderEnvironment(project, environment).rendered?.text === text) return [];
  return [
    `\`${environment.output}\` is not what the sources of this commit give: run \`litellm-profiles render\` and commit the result`,
  ];
}
