import type { BreakGlass } from "../domain/break-glass.ts";
import { Failure } from "../domain/failure.ts";
import { only } from "../domain/only.ts";
import type { PullRequest } from "../domain/pull-request.ts";
import type { DeliveredConfig } from "../ports/delivery.ts";
import type { World } from "../ports/world.ts";
import { environmentOption } from "../report/environment-option.ts";
import { momentWords } from "../report/moment-words.ts";
import { printMoment } from "../sources/moment.ts";
import { findBrokenGlass, overrideOf } from "./find-override.ts";
import { isLeftOver } from "./is-left-over.ts";
import { isPutByGlass } from "./is-put-by-glass.ts";
import type { HeadState } from "./load-head.ts";

/** What broken glass has in force in an environment. */
export interface SeenOverride {
  /** What is delivered before anybody has reviewed it, also where its time is over; null where nothing is. */
  readonly override: BreakGlass | null;
  /** Likewise, while its time is not over. */
  readonly standing: BreakGlass | null;
  readonly warnings: readonly string[];
}

/** A forge that cannot be asked keeps nobody from seeing the rest. */
export async function lookAtOverride(
  world: World,
  state: HeadState,
  delivered: DeliveredConfig | undefined,
): Promise<SeenOverride> {
  try {
    return await lookAtGlass(world, state, delivered);
  } catch (error) {
    const { message } = only(Failure, error);
    return {
      override: null,
      standing: null,
      warnings: [`Whether the environment is overridden is not known: ${message}`],
    };
  }
}

/** One whose time is over is in force until somebody brings back what was there before. */
async function lookAtGlass(
  world: World,
  state: HeadState,
  delivered: DeliveredConfig | undefined,
): Promise<SeenOverride> {
  const glass = await findBrokenGlass(world, state);
  const standing = overrideOf(world, glass) ?? null;
  const now = printMoment(world.clock.now());
  if (glass?.broken === undefined || standing !== null || !(await isLeftOver(world, state, glass, now))) {
    return { override: standing, standing, warnings: [] };
  }
  const { broken, pull } = glass;
  const isInForce =
    delivered !== undefined && (await isPutByGlass(world.store, { ...state, glass, text: delivered.text }));
  const warnings = [`${leftOver(state, { broken, pull }, now)}: ${bringBack(state, broken)}`];
  return { override: isInForce ? broken : null, standing, warnings };
}

interface Ended {
  readonly broken: BreakGlass;
  readonly pull: PullRequest | undefined;
}

function leftOver({ environment: { name } }: HeadState, { broken, pull }: Ended, now: string): string {
  const { until, pull_request: number } = broken;
  if (until <= now) return `The time of what overrides \`${name}\` is over since ${momentWords(until)}`;
  return pull?.state === "open"
    ? `The branch of pull request ${number}, of what overrides \`${name}\`, is gone`
    : `Pull request ${number} of what overrides \`${name}\` is closed`;
}

function bringBack({ environment: { name } }: HeadState, { before }: BreakGlass): string {
  return `run \`litellm-profiles due${environmentOption(name)}\`, which brings \`${before}\` back`;
}
