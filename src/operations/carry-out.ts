import type { Failure } from "../domain/failure.ts";
import type { Proof } from "../domain/proof.ts";
import type { SwitchOutcome, SwitchResult, WayBack } from "../domain/switch-result.ts";
import type { Delivery } from "../ports/delivery.ts";
import type { World } from "../ports/world.ts";
import { checkProxies } from "./check-proxies.ts";
import { checkRemote } from "./check-remote.ts";
import { checkVariables } from "./check-variables.ts";
import { proveFile, tryDeliverText } from "./deliver-text.ts";
import type { Draft } from "./draft-change.ts";
import { goBack } from "./go-back.ts";
import type { HeadState } from "./load-head.ts";
import { noteProof } from "./note-proof.ts";
import { notProbed, probeGroups } from "./probe-groups.ts";
import { pushChange, type Pushed } from "./push-change.ts";
import { requireDeliverable } from "./require-deliverable.ts";
import { settleLeftOver } from "./settle-left-over.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { tellResult } from "./tell-result.ts";

/** A change to carry out: where it starts, what it comes to, and how. */
export interface Work {
  readonly state: HeadState;
  /** Drafts the change; throws where it cannot be. */
  readonly draft: () => Draft;
  readonly message: (draft: Draft) => string;
  /** Has the groups that aliases are to lead to answer beforehand. */
  readonly probe?: boolean;
  /** Goes on although a proxy does not answer or does not run the module; then nothing is put back either. */
  readonly force: boolean;
  readonly stopwatch: Stopwatch;
}

/**
 * Carries a change out while the environment's lock is held: check, commit, deliver, prove, note, push. Until the commit
 * nothing has changed on any failure; afterwards the result says how it went.
 */
export async function carryOut(world: World, work: Work): Promise<SwitchResult> {
  const change: Change = { ...work, ...(await prepare(world, work)) };
  const { draft } = change;
  if (draft.edits.size === 0) return proveAnew(world, change);
  const commit = await commitDraft(world, change);
  const proof = await tryDeliverText(world, deliveranceOf(change), work.stopwatch);
  return finish(world, change, { commit, proof });
}

interface Change extends Omit<Work, "draft"> {
  readonly draft: Draft;
  /** Why proxies could not be asked; only with `force` is there any. */
  readonly refusals: readonly Failure[];
  /** What could not be looked at beforehand. */
  readonly warnings: readonly string[];
  readonly deliveredBefore: string | undefined;
  /** Checked already. */
  readonly delivery: Delivery;
}

/** What does not depend on each other happens at once: the proxies answer while the draft is made. */
async function prepare(world: World, { state, draft, probe = false, force, stopwatch }: Work) {
  const delivery = world.delivery(state.environment);
  const pending = Promise.all([
    checkProxies(world, state.environment),
    checkRemote(world, state),
    delivery.current(),
    delivery.check(),
    settleLeftOver(world, state, delivery),
  ]);
  pending.catch(() => undefined);
  const drafted = draft();
  world.progress({ step: "planned", plan: drafted.plan });
  stopwatch.lap("load");
  const [refusals, notToPush, current] = await pending;
  const lacking = await checkVariables(world, drafted, current?.text);
  const first = refusals[0] ?? notToPush ?? lacking[0];
  if (first !== undefined && !force) throw first;
  const { output } = drafted.environment;
  await requireDeliverable(world.store, { commit: state.head.commit, output, text: drafted.rendered.text });
  const target = await sameOrChecked(delivery, world.delivery(drafted.environment));
  const { silent, warnings } = probe ? await probeGroups(world, state, drafted) : notProbed;
  if (silent[0] !== undefined && !force) throw silent[0];
  stopwatch.lap("check");
  return {
    draft: drafted,
    refusals: [...refusals, ...lacking, ...silent],
    warnings,
    deliveredBefore: current?.text,
    delivery: target,
  };
}

/** A change may name another file to deliver to. */
async function sameOrChecked(checked: Delivery, wanted: Delivery): Promise<Delivery> {
  if (wanted.path === checked.path) return checked;
  await wanted.check();
  return wanted;
}

async function commitDraft(world: World, { state, draft, message, stopwatch }: Change): Promise<string> {
  const files = draft.edits;
  const commit = await world.store.commit({ parent: state.head.commit, files, message: message(draft) });
  world.progress({ step: "committed", commit });
  stopwatch.lap("commit");
  return commit;
}

function deliveranceOf({ draft, delivery }: Change) {
  const { environment, rendered } = draft;
  return { environment, text: rendered.text, routing: rendered.routing, delivery };
}

/** The head declares it already: what is missing of delivery and proof is made up for. */
async function proveAnew(world: World, change: Change): Promise<SwitchResult> {
  const { draft, state, stopwatch, delivery } = change;
  const current = await delivery.current();
  const proof =
    current?.text === draft.rendered.text
      ? await proveFile(world, draft.environment, { file: current.file, routing: draft.rendered.routing })
      : await tryDeliverText(world, deliveranceOf(change), stopwatch);
  stopwatch.lap("prove");
  const { commit } = state.head;
  const noted = await note(world, change, { commit, proof });
  const { push, warnings } = await pushLast(world, change, commit);
  return tellResult(world, change, {
    outcome: proof.outcome === "unproven" ? "held" : "already active",
    commit: null,
    proof,
    wayBack: null,
    push,
    warnings: [...change.warnings, ...noted, ...warnings],
  });
}

interface Committed {
  readonly commit: string;
  readonly proof: Proof;
}

async function finish(world: World, change: Change, { commit, proof }: Committed): Promise<SwitchResult> {
  const reverts = change.draft.environment.deliver.whenUnproven === "revert" && change.refusals.length === 0;
  const { state, draft, deliveredBefore } = change;
  const back =
    proof.outcome === "unproven" && reverts
      ? await goBack(world, { before: state, draft, commit, deliveredBefore })
      : undefined;
  const noted = await note(world, change, { commit, proof }, back !== undefined);
  const { push, warnings } = await pushLast(world, change, back === undefined ? commit : back.commit);
  return tellResult(world, change, {
    outcome: outcomeOf(proof, back),
    commit,
    proof,
    wayBack: back === undefined ? null : { commit: back.commit, proof: back.proof },
    push,
    warnings: [...change.warnings, ...(back?.warnings ?? []), ...noted, ...warnings],
  });
}

function outcomeOf(proof: Proof, back: WayBack | undefined): SwitchOutcome {
  if (back !== undefined) return "reverted";
  return proof.outcome === "unproven" ? "held" : "switched";
}

async function note(world: World, change: Change, { commit, proof }: Committed, reverted = false): Promise<string[]> {
  const proven = proof.outcome === "proven" ? "proven" : "unproven";
  const warnings = await noteProof(world, {
    commit,
    environment: change.draft.environment.name,
    text: change.draft.rendered.text,
    outcome: reverted ? "reverted" : proven,
    proof,
  });
  change.stopwatch.lap("note");
  return warnings;
}

/** Null: the head is a commit that must not spread. */
async function pushLast(world: World, { draft, state, stopwatch }: Change, commit: string | null): Promise<Pushed> {
  const pushed = await pushChange(world, { environment: draft.environment, branch: state.head.branch, commit });
  stopwatch.lap("push");
  return pushed;
}
