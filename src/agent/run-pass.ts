import type { DueEnvironment } from "../domain/due-result.ts";
import { Failure } from "../domain/failure.ts";
import type { Condition, Observation, PassResult } from "../domain/pass.ts";
import { bringDue } from "../operations/bring-due.ts";
import { joinSentences } from "../operations/join-sentences.ts";
import { loadHead } from "../operations/load-head.ts";
import { tryTo } from "../operations/try-to.ts";
import type { Remote } from "../ports/remote.ts";
import type { World } from "../ports/world.ts";
import { bringInForce, type InForce } from "./bring-in-force.ts";
import type { JudgeCommit } from "./judge-commit.ts";
import { lookAtRemote, type Look } from "./look-at-remote.ts";
import { denied, observed, refusedBy, short } from "./observe.ts";
import { outcomeOf } from "./outcome-of.ts";
import { reportProof } from "./report-proof.ts";
import { settleConditions } from "./settle-conditions.ts";
import type { TargetHold } from "./target-hold.ts";
import { findWithheld, withholdPushes } from "./withhold-pushes.ts";

/** What a pass needs beside the world, whose every environment has the followed remote for its own. */
export interface PassParts {
  readonly environment: string;
  readonly remote: Remote;
  readonly judge: JudgeCommit;
  readonly hold: TargetHold;
  /** The conditions after the pass before. */
  readonly before: readonly Condition[];
}

/**
 * One pass: asks the remote, refuses a commit that has an error, goes on to one that has none, brings about what is due,
 * delivers and proves what is missing, and reports it. A remote out of reach, and a commit that is refused, keep nobody
 * from seeing to what is here already. Done again it does nothing.
 */
export async function runPass(world: World, parts: PassParts): Promise<PassResult> {
  const { environment, remote, before } = parts;
  const started_at = world.clock.now().toISOString();
  const look = await lookAtRemote(world, remote);
  const clone = await goOn(world, parts, look);
  const why = findWithheld(look.tip, remote.name);
  const own = why === undefined ? world : withholdPushes(world, remote, why);
  const done = clone.isFit ? await seeToHead(own, parts, look) : nothing;
  const seen = [...clone.seen, ...done.seen];
  const ended_at = world.clock.now().toISOString();
  return {
    version: 1,
    environment,
    remote: remote.name,
    commit: await headOf(world),
    outcome: isDueUndone(done.due) ? "failed" : outcomeOf(seen, done.delivery !== null || hasActed(done.due)),
    conditions: settleConditions(before, seen, ended_at),
    started_at,
    ended_at,
    due: done.due,
    delivery: done.delivery,
    warnings: [...new Set(done.warnings)],
  };
}

/** `Fetched` and `Valid`, and whether what the clone's head names may be put in force. */
interface Clone {
  readonly seen: readonly Observation[];
  readonly isFit: boolean;
}

async function goOn(world: World, parts: PassParts, { head, tip, fetched }: Look): Promise<Clone> {
  if (head === undefined) return { seen: [fetched], isFit: false };
  const isNew = tip?.stands === "ahead";
  const next = { ...head, commit: isNew ? tip.commit : head.commit };
  const refusal = await parts.judge(next);
  const moved = isNew && refusal === undefined ? await follow(world, parts, next.commit) : undefined;
  const valid = refusal === undefined ? approved(next.commit) : refused(next.commit, refusal);
  const isThere = refusal === undefined && moved === undefined;
  return {
    seen: [moved === undefined ? fetched : refusedBy("Fetched", moved), valid],
    // Where it could not be followed, what is checked out is the commit before.
    isFit: isThere || (isNew && (await parts.judge(head)) === undefined),
  };
}

/** Why it could not be followed; undefined where it was. */
async function follow(world: World, { environment, remote }: PassParts, commit: string): Promise<Failure | undefined> {
  const lock = world.lock({ name: environment });
  const moved = await tryTo(() => lock.hold(`follow \`${remote.name}\``, () => remote.follow(commit)));
  return moved instanceof Failure ? moved : undefined;
}

function approved(commit: string): Observation {
  return observed("Valid", "no-errors", `Commit ${short(commit)} has no error`);
}

function refused(commit: string, { code, message, hint }: Failure): Observation {
  return denied("Valid", code, `Commit ${short(commit)} is refused: ${message}. ${hint}`);
}

/** What was done for the clone's head: `Delivered`, `Proven` and `Reported`. */
interface Done extends Pick<PassResult, "due" | "delivery" | "warnings"> {
  readonly seen: readonly Observation[];
}

const nothing: Done = { seen: [], due: null, delivery: null, warnings: [] };

async function seeToHead(world: World, parts: PassParts, look: Look): Promise<Done> {
  const done = await tryTo(() => holdAndSeeTo(world, parts, look));
  return done instanceof Failure ? { ...nothing, seen: [refusedBy("Delivered", done)] } : done;
}

async function holdAndSeeTo(world: World, { environment, before, hold }: PassParts, { tip }: Look): Promise<Done> {
  await hold.ensure((await loadHead(world.store, environment)).environment);
  const { environments } = await bringDue(world, { environment });
  const [due = null] = environments;
  const state = await loadHead(world.store, environment);
  const inForce = await tryTo(() => bringInForce(world, state));
  const { seen, delivery }: InForce =
    inForce instanceof Failure ? { seen: [refusedBy("Delivered", inForce)], delivery: null } : inForce;
  const last = before.find(({ type }) => type === "Reported");
  const told = { state, delivery, tip, hasMoved: hasActed(due), before: last };
  const { reported, warnings } = await reportProof(world, told);
  return { seen: [...seen, reported], due, delivery, warnings: [...warningsOf(due), ...warnings] };
}

function warningsOf(due: DueEnvironment | null): string[] {
  const { failure = null, result, delivery } = due ?? {};
  const refusal = failure === null ? [] : [`What is due is not done: ${joinSentences(failure.message, failure.hint)}`];
  const undone = result?.outcome === "reverted" ? [dueUndone] : [];
  return [...refusal, ...undone, ...(result?.warnings ?? []), ...(delivery?.warnings ?? [])];
}

const dueUndone =
  "What is due was not proven in time, and what was there before is back; it is tried again after a while";

/** The conditions are of what is in force instead. */
function isDueUndone(due: DueEnvironment | null): boolean {
  return due !== null && (due.failure !== null || due.result?.outcome === "reverted");
}

function hasActed(due: DueEnvironment | null): boolean {
  return due !== null && (due.result !== null || due.delivery !== null);
}

async function headOf({ store }: Pick<World, "store">): Promise<string | null> {
  const head = await tryTo(() => store.head());
  return head instanceof Failure ? null : head.commit;
}
