import type { DeliveryResult } from "../domain/delivery-result.ts";
import { Failure } from "../domain/failure.ts";
import type { Condition, Observation } from "../domain/pass.ts";
import type { PushResult } from "../domain/push-result.ts";
import { requireOutput } from "../operations/require-output.ts";
import { findBrought } from "../operations/find-brought.ts";
import { findLastOutcome } from "../operations/find-last-outcome.ts";
import type { HeadState } from "../operations/load-head.ts";
import { pushChange } from "../operations/push-change.ts";
import { requireBroughtPull } from "../operations/require-brought-pull.ts";
import { tellProofInTurn } from "../operations/tell-proof.ts";
import { tryTo } from "../operations/try-to.ts";
import { verify } from "../operations/verify.ts";
import type { RemoteTip } from "../ports/remote.ts";
import type { World } from "../ports/world.ts";
import { denied, observed, refusedBy, short } from "./observe.ts";
import { findWithheld } from "./withhold-pushes.ts";

/** What may have to be told, and to whom. */
export interface Untold {
  readonly state: HeadState;
  /** What was delivered in this pass, and told by that. */
  readonly delivery: DeliveryResult | null;
  /** Where the remote stood at its beginning; undefined where it could not be asked. */
  readonly tip: RemoteTip | undefined;
  /** Whether commits or notes came here since, as of what was due. */
  readonly hasMoved: boolean;
  /** The same condition after the pass before. */
  readonly before: Condition | undefined;
}

export interface Told {
  readonly reported: Observation;
  readonly warnings: readonly string[];
}

/**
 * Sees to it that the remote has what is here, commits and proof notes, and that the pull request says what became of its
 * commit. A delivery does both by itself; what it could not, or somebody was killed before, is made up for.
 */
export async function reportProof(world: World, untold: Untold): Promise<Told> {
  const { state, delivery, before } = untold;
  const debt = delivery === null && before?.reason === "not-told" ? before.message : undefined;
  const told = debt === undefined ? delivery : await tryTo(() => tellAgain(world, state));
  const sent = await share(world, untold);
  if (told instanceof Failure) return { reported: notTold(told.message), warnings: sent.warnings };
  if (told === null) return debt === undefined ? sent : { reported: notTold(debt), warnings: sent.warnings };
  const pull = await findUntoldPull(world, state, told);
  if (pull === undefined) return sent;
  return {
    reported: notTold(`Pull request ${pull} does not say what became of its commit yet`),
    warnings: [...new Set([...told.warnings, ...sent.warnings])],
  };
}

function notTold(message: string): Observation {
  return denied("Reported", "not-told", message);
}

async function share(world: World, { state, delivery, tip, hasMoved }: Untold): Promise<Told> {
  if (delivery !== null) return { reported: await judgePush(world, state, delivery.push), warnings: delivery.warnings };
  if (tip === undefined) return { reported: notAsked, warnings: [] };
  const why = findWithheld(tip, world.remote(state.environment)?.name ?? "");
  if (why !== undefined)
    return { reported: denied("Reported", "not-pushed", `Nothing is pushed, as ${why}`), warnings: [] };
  if (isShared(tip) && !hasMoved) return { reported: shared(world, state), warnings: [] };
  const { push, warnings } = await pushChange(world, { ...state, ...state.head });
  return { reported: await judgePush(world, state, push), warnings };
}

const notAsked: Observation = {
  type: "Reported",
  status: "unknown",
  reason: "not-asked",
  message: "The remote could not be asked",
};

/** What has arrived, the remote itself says. */
async function judgePush(world: World, state: HeadState, push: PushResult | null): Promise<Observation> {
  if (push?.pushed === false) return denied("Reported", "not-pushed", `Not pushed to \`${push.remote}\`: ${push.why}`);
  const remote = world.remote(state.environment);
  const tip = await tryTo(async () => remote?.look(state.head));
  if (tip instanceof Failure) return refusedBy("Reported", tip);
  if (tip !== undefined && isShared(tip)) return shared(world, state);
  return denied("Reported", "not-pushed", `\`${remote?.name}\` has not got all proof notes that are here`);
}

function isShared({ stands, isUnshared }: RemoteTip): boolean {
  return !isUnshared && (stands === "same" || stands === "ahead");
}

function shared(world: World, { environment, head }: HeadState): Observation {
  const remote = world.remote(environment)?.name;
  return observed("Reported", "shared", `\`${remote}\` has ${short(head.commit)} and the proof notes`);
}

/** What was said of a proof, and where. */
type Said = Pick<DeliveryResult, "proof" | "pull_request" | "warnings">;

/**
 * Null where nothing is known of the head's config to tell: another one lies there, and it is not noted that the head's
 * went back.
 */
async function tellAgain(world: World, state: HeadState): Promise<Said | null> {
  const { environment } = state;
  const text = requireOutput(state);
  const current = await world.delivery(environment).current();
  if (current?.text === text) return verify(world, environment.name, { tell: true });
  const last = await findLastOutcome(world.store, state, text);
  if (last?.outcome !== "reverted") return null;
  const proof = { outcome: "unproven", workers: 0, milliseconds: 0, doubts: [] } as const;
  return { proof, ...(await tellProofInTurn(world, environment.name, { proof, isBack: true })) };
}

/** The pull request that brought the head's config, where nobody could tell it the proof. */
async function findUntoldPull(
  world: World,
  state: HeadState,
  { proof, pull_request }: Said,
): Promise<number | undefined> {
  if (state.environment.switchMode !== "pull_request" || pull_request !== null) return undefined;
  if (proof.outcome === "not configured" || proof.outcome === "not asked") return undefined;
  const brought = await findBrought(world.store, state);
  if (brought === undefined || brought.claims.length === 0) return undefined;
  const told = await tryTo(async () => requireBroughtPull((await world.reviews(state.project)).forge, brought));
  if (!(told instanceof Failure)) return told ?? undefined;
  return told.code === "unknown-pull-request" ? undefined : brought.claims[0]?.number;
}
