import { isDeepStrictEqual } from "node:util";
import type { Plan } from "../domain/plan.ts";
import type { Scheduled, Until } from "../domain/timing.ts";
import { momentWords } from "./moment-words.ts";

/** `until 2026-12-01 08:00Z, then premium` */
export function untilWords({ at, profile }: Until): string {
  return `until ${momentWords(at)}, then ${profile}`;
}

/** `cheap from 2026-12-01 08:00Z`, with its end where it has one. */
export function scheduledWords({ at, profile, until }: Scheduled): string {
  return `${profile} from ${momentWords(at)}${until === undefined ? "" : ` until ${momentWords(until)}`}`;
}

/**
 * What a change of an environment's time is called; undefined where the time stays, or goes without saying: what was
 * temporary ends with a switch to another profile.
 */
export function timingTitle(
  { environment, from, to }: Pick<Plan, "environment" | "from" | "to">,
  { until, scheduled }: Pick<Plan, "until" | "scheduled">,
): string | undefined {
  const isLater = !isDeepStrictEqual(scheduled.before, scheduled.after);
  if (isLater && scheduled.after !== null) return `Switch ${environment} to ${scheduledWords(scheduled.after)}`;
  if (from !== to)
    return until.after === null
      ? undefined
      : `Switch ${environment} from ${from ?? "nothing"} to ${to} ${untilWords(until.after)}`;
  if (!isDeepStrictEqual(until.before, until.after)) {
    return `Keep ${to} in ${environment}${until.after === null ? "" : ` ${untilWords(until.after)}`}`;
  }
  return isLater ? `Take back what is scheduled in ${environment}` : undefined;
}
