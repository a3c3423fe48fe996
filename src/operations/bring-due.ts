import { firstOf } from "../domain/due-change.ts";
import type { DueEnvironment, DueResult } from "../domain/due-result.ts";
import { Failure } from "../domain/failure.ts";
import type { World } from "../ports/world.ts";
import { printMoment } from "../sources/moment.ts";
import { carryOutDue } from "./carry-out-due.ts";
import { endBreakGlass } from "./end-break-glass.ts";
import { findBrokenGlass } from "./find-override.ts";
import { finishBreakGlass } from "./finish-break-glass.ts";
import { isLeftOver } from "./is-left-over.ts";
import { loadHead, type HeadState } from "./load-head.ts";
import { loadHeadProject } from "./load-head-project.ts";
import { isUnfinished, type BrokenGlass } from "./look-at-break-glass.ts";
import { lookDue } from "./look-due.ts";
import { tryTo } from "./try-to.ts";

export interface DueRequest {
  /** Absent, every one. */
  readonly environment?: string | undefined;
  /** Only says what it would do. */
  readonly dryRun?: boolean;
}

/**
 * Brings about what the time has come for: the old profile where something temporary is over, the new one where a switch
 * was scheduled. Commits, delivers and proves where an environment's switches are direct, asks by its pull request where
 * they are reviewed, and what was there before glass was broken. Done again it does nothing. What one environment refuses with is told in its place.
 */
export async function bringDue(world: World, { environment, dryRun = false }: DueRequest = {}): Promise<DueResult> {
  const at = printMoment(world.clock.now());
  const names = environment === undefined ? await everyEnvironment(world) : [environment];
  const environments: DueEnvironment[] = [];
  // One after the other: each commits onto the same branch.
  for (const name of names) environments.push(await bringDueIn(world, { name, at, dryRun }));
  return { version: 1, at, environments };
}

async function everyEnvironment({ store }: Pick<World, "store">): Promise<string[]> {
  return (await loadHeadProject(store)).environments.map(({ name }) => name);
}

interface Look {
  readonly name: string;
  readonly at: string;
  readonly dryRun: boolean;
}

async function bringDueIn(world: World, { name, at, dryRun }: Look): Promise<DueEnvironment> {
  const state = await loadHead(world.store, name);
  const { after, changes, resting } = await lookDue(world.store, state, at);
  const next = firstOf(after, (moment) => moment > at) ?? null;
  const seen = { ...nothing, environment: name, due: changes, resting, next };
  const glass = await orFailure(async () => lookAtGlass(world, state, at));
  if (glass.failure !== null) return { ...seen, failure: glass.failure };
  const all = withGlass(seen, glass.result, at);
  if (dryRun) return all;
  const settled = await settleGlass(world, all, glass.result);
  if (settled.failure !== null || changes.length === 0) return settled;
  return { ...settled, ...(await orFailure(async () => carryOutDue(world, name, at))) };
}

/** Ends what is over; finishes what was killed. */
async function settleGlass(world: World, seen: DueEnvironment, { isLeft, glass }: Glass): Promise<DueEnvironment> {
  const { environment, break_glass: broken } = seen;
  if (isLeft) {
    const { result, failure } = await orFailure(async () => endBreakGlass(world, environment, glass));
    return { ...seen, delivery: result, failure };
  }
  if (glass === undefined || !isUnfinished(glass)) return seen;
  const { result, failure } = await orFailure(async () => finishBreakGlass(world, environment));
  const number = result?.pull_request?.number;
  const told = broken !== null && number !== undefined ? { ...broken, pull_request: number } : broken;
  return { ...seen, break_glass: told, result, failure };
}

const nothing = { break_glass: null, delivery: null, result: null, failure: null };

/** Broken glass, and whether something is left of it that should not be. */
type Glass =
  | { readonly isLeft: false; readonly glass: BrokenGlass | undefined }
  | { readonly isLeft: true; readonly glass: BrokenGlass };

async function lookAtGlass(world: World, state: HeadState, now: string): Promise<Glass> {
  const glass = await findBrokenGlass(world, state);
  if (glass === undefined || !(await isLeftOver(world, state, glass, now))) return { isLeft: false, glass };
  return { isLeft: true, glass };
}

/** What somebody has closed before its end is due now. */
function withGlass(seen: DueEnvironment, { isLeft, glass }: Glass, now: string): DueEnvironment {
  const { broken, isOpen = false } = glass ?? {};
  if (broken === undefined || (!isLeft && !isOpen)) return seen;
  const { until, profile, before } = broken;
  const change = { at: isOpen ? until : now, kind: "ends", from: profile, to: before } as const;
  if (isLeft) return { ...seen, break_glass: broken, due: [change, ...seen.due] };
  const isNext = seen.next === null || until < seen.next.at;
  return { ...seen, break_glass: broken, next: isNext ? change : seen.next };
}

type Done<T> =
  | { readonly result: T; readonly failure: null }
  | { readonly result: null; readonly failure: NonNullable<DueEnvironment["failure"]> };

async function orFailure<T>(work: () => Promise<T>): Promise<Done<T>> {
  const done = await tryTo(work);
  if (!(done instanceof Failure)) return { result: done, failure: null };
  const { code, message, hint } = done;
  return { result: null, failure: { code, message, hint } };
}
