import type { BreakGlass } from "../domain/break-glass.ts";
import { Failure } from "../domain/failure.ts";
import type { World } from "../ports/world.ts";
import { breakGlassWords } from "../report/break-glass-words.ts";
import { printMoment } from "../sources/moment.ts";
import type { HeadState } from "./load-head.ts";
import { lookAtBreakGlass, type BrokenGlass } from "./look-at-break-glass.ts";

/** Looks for broken glass, where somebody may break any: a forge is asked only then. */
export async function findBrokenGlass(
  world: Pick<World, "reviews">,
  { project, environment }: Pick<HeadState, "project" | "environment">,
): Promise<BrokenGlass | undefined> {
  if (project.breakGlass === undefined || environment.switchMode !== "pull_request") return undefined;
  return lookAtBreakGlass(await world.reviews(project), environment.name);
}

/** What is in force in an environment before anybody has reviewed it; undefined where nothing is. */
export function overrideOf(
  { clock }: Pick<World, "clock">,
  glass: Pick<BrokenGlass, "broken" | "isOpen"> | undefined,
): BreakGlass | undefined {
  return glass !== undefined && !isOver(glass, printMoment(clock.now())) ? glass.broken : undefined;
}

/** Throws `overridden`: a merge of something else must not end it in silence. */
export function refuseOverridden(
  world: Pick<World, "clock">,
  { environment }: Pick<HeadState, "environment">,
  glass: Pick<BrokenGlass, "broken" | "isOpen"> | undefined,
): void {
  const override = overrideOf(world, glass);
  if (override === undefined) return;
  throw new Failure(
    "overridden",
    `Environment \`${environment.name}\` is ${breakGlassWords(override)}`,
    "Merge or close that pull request first; `litellm-profiles due` brings back what was there before",
  );
}

/** Whether the profile of before is to come back. */
export function isOver({ broken, isOpen }: Pick<BrokenGlass, "broken" | "isOpen">, now: string): boolean {
  return broken !== undefined && (!isOpen || broken.until <= now);
}
