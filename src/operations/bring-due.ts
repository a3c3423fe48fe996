import { firstOf } from "../domain/due-change.ts";
import type { DueEnvironment, DueResult } from "../domain/due-result.ts";
import { Failure } from "../domain/failure.ts";
import { only } from "../domain/only.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import type { World } from "../ports/world.ts";
import { printMoment } from "../sources/moment.ts";
import { carryOutDue } from "./carry-out-due.ts";
import { loadHead } from "./load-head.ts";
import { loadHeadProject } from "./load-head-project.ts";
import { lookDue } from "./look-due.ts";

export interface DueRequest {
  /** Absent, every one. */
  readonly environment?: string | undefined;
  /** Only says what it would do. */
  readonly dryRun?: boolean;
}

/**
 * Brings about what the time has come for: the old profile where something temporary is over, the new one where a switch
 * was scheduled. Commits, delivers and proves where an environment's switches are direct, asks by its pull request where
 * they are reviewed. Done again it does nothing. What one environment refuses with is told in its place.
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
  const { after, changes } = await lookDue(world.store, state, at);
  const next = firstOf(after, (moment) => moment > at) ?? null;
  const seen = { environment: name, due: changes, next, result: null, failure: null };
  if (dryRun || changes.length === 0) return seen;
  const done = await resultOrFailure(() => carryOutDue(world, name, at));
  return { ...seen, ...done };
}

type Done = Pick<DueEnvironment, "result" | "failure">;

async function resultOrFailure(work: () => Promise<SwitchResult | null>): Promise<Done> {
  try {
    return { result: await work(), failure: null };
  } catch (error) {
    const { code, message, hint } = only(Failure, error);
    return { result: null, failure: { code, message, hint } };
  }
}
