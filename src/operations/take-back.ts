import { Failure } from "../domain/failure.ts";
import type { Proof } from "../domain/proof.ts";
import type { World } from "../ports/world.ts";
import { findLastOutcome } from "./find-last-outcome.ts";
import { findLastProven } from "./find-last-proven.ts";
import { isPutByGlass } from "./is-put-by-glass.ts";
import { joinSentences } from "./join-sentences.ts";
import type { HeadState } from "./load-head.ts";
import type { BrokenGlass } from "./look-at-break-glass.ts";
import { noteProof } from "./note-proof.ts";
import { tryTo } from "./try-to.ts";
import { undeliver } from "./undeliver.ts";

/** A delivery, and what its proof says. */
export interface Tried {
  readonly state: HeadState;
  readonly proof: Proof;
  readonly text: string;
  /** What was delivered before; undefined where nothing was. */
  readonly before: string | undefined;
  /** Undefined where nobody may break any. */
  readonly glass: BrokenGlass | undefined;
  /** By whoever brings each commit once, and stands alone. */
  readonly onlyOnce: boolean;
}

/** How a config that was not proven was taken back. */
export interface TakenBack {
  /** Null where nothing went back. */
  readonly proof: Proof | null;
  readonly warnings: readonly string[];
}

const stayed: TakenBack = { proof: null, warnings: [] };

/**
 * Takes back what is not proven, by `when_unproven`, where somebody brings each commit once, or where changes are
 * reviewed. What was proven since it was brought stays: that it is not now has another cause.
 */
export async function takeBack(world: World, tried: Tried): Promise<TakenBack> {
  const { onlyOnce } = tried;
  const { head, environment } = tried.state;
  const isMeant = onlyOnce || environment.switchMode === "pull_request";
  if (!isMeant || tried.proof.outcome !== "unproven" || environment.deliver.whenUnproven !== "revert") return stayed;
  if ((await findLastOutcome(world.store, tried.state, tried.text))?.wasProven === true) return stayed;
  const good = await findWayBack(world, tried);
  if (good === undefined) return { ...stayed, warnings: nowhereWarning(tried) };
  if (onlyOnce) {
    // Noted first: killed in between, nobody delivers it again.
    const { text, proof } = tried;
    await noteProof(world, { commit: head.commit, environment: environment.name, text, outcome: "unproven", proof });
  }
  const back = await tryTo(() => undeliver(world, environment, good));
  return back instanceof Failure ? { ...stayed, warnings: [failedWarning(back)] } : { proof: back, warnings: [] };
}

/**
 * What lay there before. Where that was put there by break glass, or is this very text, from somebody who was killed, the
 * newest proof in git says what was good. Undefined where nothing is known.
 */
async function findWayBack(
  { store }: World,
  { state: { environment }, text, before, glass, onlyOnce }: Tried,
): Promise<string | undefined> {
  if (before === undefined) return undefined;
  if (before === text) return onlyOnce ? findLastProven(store, { environment, text }) : undefined;
  const isOfGlass = glass !== undefined && (await isPutByGlass(store, { environment, glass, text: before }));
  return isOfGlass ? findLastProven(store, { environment, text }) : before;
}

function nowhereWarning({ text, before }: Tried): string[] {
  if (before === undefined || before === text) return [];
  return [
    "Nothing went back: what was in force before was put there by break glass, and no config is known that was proven before that",
  ];
}

function failedWarning({ message, hint }: Failure): string {
  return `The config before could not be put back: ${joinSentences(message, hint)}`;
}
