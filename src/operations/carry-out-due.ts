import { avoidChanges, avoidChangesOf, printAvoidChanges } from "../domain/avoid-change.ts";
import type { CameDue, DueChange } from "../domain/due-change.ts";
import { addDueRequest, printMoments } from "../domain/due-request.ts";
import { must } from "../domain/must.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import { printSwitchMessage } from "../domain/switch-message.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import type { World } from "../ports/world.ts";
import { avoidTitle } from "../report/avoid-words.ts";
import { momentWords } from "../report/moment-words.ts";
import { carryOut } from "./carry-out.ts";
import { draftChange } from "./draft-change.ts";
import { letPass } from "./let-pass.ts";
import type { HeadState } from "./load-head.ts";
import { lookDue } from "./look-due.ts";
import { startStopwatch, type Stopwatch } from "./stopwatch.ts";
import { isReviewed } from "./switch-request.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Has one environment do what is due at a moment, by a commit or by its pull request; null where somebody else has done
 * it meanwhile. Throws what `switchProfile` throws.
 */
export async function carryOutDue(world: World, environment: string, now: string): Promise<SwitchResult | null> {
  const stopwatch = startStopwatch(world.clock);
  const turn = { environment, what: `bring what is due in \`${environment}\``, isReviewed: isReviewed({}) };
  return takeTurn(world, turn, async (state) => {
    if (turn.isReviewed(state)) return propose(world, state, { now, stopwatch });
    const due = await lookDue(world.store, state, now);
    if (due.changes.length === 0) return null;
    const { file } = state.environment;
    const text = letPass(
      must(state.files.get(file), "The environment's file"),
      due.changes.map(({ at }) => at),
    );
    const trailers = trailersOf(world, state, due);
    return carryOut(world, {
      state,
      draft: () => draftChange(state, new Map([[file, text]])),
      message: () => printSwitchMessage(trailers, headingOf(trailers)),
      force: false,
      stopwatch,
    });
  });
}

interface Asked {
  readonly now: string;
  readonly stopwatch: Stopwatch;
}

/** What is due may differ on the branch that the pull request goes into. */
async function propose(world: World, state: HeadState, { now, stopwatch }: Asked): Promise<SwitchResult> {
  const { proposeChange } = await import("./propose-change.ts");
  return proposeChange(world, {
    state,
    stopwatch,
    async ask(standing, base) {
      const due = await lookDue(world.store, base, now);
      if (due.changes.length === 0) return standing;
      return addDueRequest(standing, trailersOf(world, base, due));
    },
  });
}

function trailersOf(
  { actor }: Pick<World, "actor">,
  { environment }: Pick<HeadState, "environment">,
  { changes, after }: CameDue,
): SwitchTrailers {
  const avoided = avoidChanges(environment, after);
  return {
    "Profile-Environment": environment.name,
    "Profile-From": environment.active,
    "Profile-To": after.active,
    ...(avoided.length > 0 && { "Profile-Avoid": printAvoidChanges(avoided) }),
    "Profile-Due": printMoments(changes),
    "Profile-Reason": changes.map(reasonOf).join("; "),
    "Profile-By": `${actor.name} <${actor.email}>`,
  };
}

function reasonOf(change: DueChange): string {
  const when = momentWords(change.at);
  if (change.kind === "asks") return `${change.provider} was to be avoided until ${when}`;
  return change.kind === "ends" ? `${change.from} was to end at ${when}` : `${change.to} was scheduled for ${when}`;
}

function headingOf(trailers: SwitchTrailers): string | undefined {
  const { "Profile-Environment": environment, "Profile-From": from, "Profile-To": to } = trailers;
  if (from !== to) return undefined;
  const avoided = avoidChangesOf(trailers);
  return avoidTitle(avoided, environment) ?? `Let the time of ${environment} pass, which stays on ${to}`;
}
