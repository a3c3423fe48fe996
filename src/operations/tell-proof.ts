import { Failure } from "../domain/failure.ts";
import type { Proof } from "../domain/proof.ts";
import type { ProposedChange } from "../domain/switch-result.ts";
import type { Forge } from "../ports/forge.ts";
import type { World } from "../ports/world.ts";
import { proofMarkdown, proofSentence, type ProvedCommit } from "../report/proof-markdown.ts";
import { findBrought, type BroughtCommit } from "./find-brought.ts";
import type { HeadState } from "./load-head.ts";
import { requireBroughtPull } from "./require-brought-pull.ts";
import { settleRevert } from "./settle-revert.ts";
import { takeTurn } from "./take-turn.ts";

/** What the proxies made of the head's config. */
export interface ProvedHead {
  readonly state: HeadState;
  readonly proof: Proof;
  /** Whether the config before went back. */
  readonly isBack: boolean;
}

/** Who was told of a proof. */
export interface ToldProof {
  /** Number of the pull request that brought the commit, and says now what became of it; null where none does. */
  readonly pull_request: number | null;
  /** The pull request that asks for its undoing, or was withdrawn as the proof came after all; null where there is none. */
  readonly revert: ProposedChange | null;
  readonly warnings: readonly string[];
}

/** Nobody was told. */
export const nobody: ToldProof = { pull_request: null, revert: null, warnings: [] };

/**
 * Says in the pull request that brought a commit, and by a status of it, whether it was proven live. Where it was not, the
 * environment's standing pull request asks for its undoing, with what was seen; where it was after all, that is withdrawn.
 * Only where changes are reviewed first; what the forge refuses is a warning. The environment's lock is held.
 */
export async function tellProof(world: World, { state, proof, isBack }: ProvedHead): Promise<ToldProof> {
  const { environment, project } = state;
  if (proof.outcome === "not configured" || proof.outcome === "not asked") return nobody;
  if (environment.switchMode !== "pull_request") return nobody;
  const brought = await findBrought(world.store, state);
  if (brought === undefined) return nobody;
  const proved = { environment: environment.name, commit: brought.commit, proof, isBack };
  const settled = await orWarn(async () => settleRevert(world, { state, brought, proved }));
  const told = await orWarn(async () => tellBrought((await world.reviews(project)).forge, brought, proved));
  return {
    pull_request: told.value,
    revert: settled.value,
    warnings: [...new Set([...settled.warnings, ...told.warnings])],
  };
}

/** As `tellProof`, of the head as it is once the environment's lock is held. */
export async function tellProofInTurn(
  world: World,
  environment: string,
  proved: Omit<ProvedHead, "state">,
): Promise<ToldProof> {
  const turn = { environment, what: "tell a proof", isReviewed: () => true };
  return takeTurn(world, turn, async (state) => tellProof(world, { state, ...proved }));
}

async function tellBrought(forge: Forge, brought: BroughtCommit, proved: ProvedCommit): Promise<number | null> {
  const pullRequest = await requireBroughtPull(forge, brought);
  if (pullRequest === null) return null;
  const { environment, commit, proof } = proved;
  const isNews = await forge.comment(pullRequest, { kind: `proof-${environment}`, body: proofMarkdown(proved) });
  // GitHub takes a thousand statuses of a commit, and whoever looks every few minutes sees the same again.
  if (!isNews) return pullRequest;
  await forge.report(pullRequest, {
    commit,
    context: `litellm-profiles/${environment}`,
    state: proof.outcome === "proven" ? "success" : "failure",
    description: proofSentence(proved),
  });
  return pullRequest;
}

/** What is delivered stays so, whatever a forge says. */
async function orWarn<T>(work: () => Promise<T>): Promise<{ readonly value: T | null; readonly warnings: string[] }> {
  try {
    return { value: await work(), warnings: [] };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { value: null, warnings: [`${error.message}. ${error.hint}`] };
  }
}
