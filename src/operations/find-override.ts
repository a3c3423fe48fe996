import { createHash } from "node:crypto";
import type { BreakGlass } from "../domain/break-glass.ts";
import type { World } from "../ports/world.ts";
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

/** Whether a config is what broken glass put in force. */
export function isGlassText({ broken }: Pick<BrokenGlass, "broken">, text: string): boolean {
  return createHash("sha256").update(text).digest("hex") === broken?.output_sha256;
}

/** Whether the profile of before is to come back. */
export function isOver({ broken, isOpen }: Pick<BrokenGlass, "broken" | "isOpen">, now: string): boolean {
  return broken !== undefined && (!isOpen || broken.until <= now);
}
