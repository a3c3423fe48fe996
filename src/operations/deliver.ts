import type { DeliveryResult } from "../domain/delivery-result.ts";
import { routingOf } from "../litellm/routing-of.ts";
import type { World } from "../ports/world.ts";
import { deliverText, proveFile } from "./deliver-text.ts";
import { findBrokenGlass, refuseOverridden } from "./find-override.ts";
import type { HeadState } from "./load-head.ts";
import { noteProof } from "./note-proof.ts";
import { pushChange } from "./push-change.ts";
import { requireDeliverable } from "./require-deliverable.ts";
import { isRendered, requireNamed } from "./require-named.ts";
import { requireOutput } from "./require-output.ts";
import { requireReviewed } from "./require-reviewed.ts";
import { settleLeftOver } from "./settle-left-over.ts";
import { takeBack } from "./take-back.ts";
import { takeTurn } from "./take-turn.ts";
import { tellProof } from "./tell-proof.ts";

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
    const tried = { state, proof, text, before: before?.text, glass, onlyOnce };
    const back = await takeBack(world, tried);
    const outcome = proof.outcome === "proven" ? "proven" : back.proof === null ? "unproven" : "reverted";
    const noted = await noteProof(world, { commit: head.commit, environment: environment.name, text, outcome, proof });
    const told = await tellProof(world, { state, proof, isBack: back.proof !== null });
    const { push, warnings } = await pushChange(world, { environment, ...head });
    return {
      version: 1,
      environment: environment.name,
      commit: head.commit,
      profile: environment.active,
      path: delivery.path,
      proof,
      way_back: back.proof,
      pull_request: told.pull_request,
      revert: told.revert,
      push,
      warnings: [...staleWarning(state), ...back.warnings, ...noted, ...told.warnings, ...warnings],
    };
  });
}

function staleWarning(state: HeadState): string[] {
  if (isRendered(state)) return [];
  return [
    `\`${state.environment.output}\` is not what the sources of this commit give: run \`litellm-profiles render\` and commit the result`,
  ];
}
