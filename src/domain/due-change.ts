import { switchTimed, type Timed } from "./timing.ts";

/** A moment of an environment, and what it changes. */
export interface DueChange {
  /** UTC, ISO 8601 without fractions. */
  readonly at: string;
  /** `ends`: what was temporary is over; `begins`: a scheduled switch is due. */
  readonly kind: "ends" | "begins";
  readonly from: string;
  readonly to: string;
}

/** What an environment comes to when its moments pass. */
export interface CameDue {
  readonly after: Timed;
  /** In the order in which they happen. */
  readonly changes: readonly DueChange[];
}

/** Lets those moments of an environment pass that are due, in their order; the others stay. */
export function comeDue(before: Timed, isDue: (at: string) => boolean): CameDue {
  const changes: DueChange[] = [];
  let after = before;
  for (let next = firstOf(after, isDue); next !== undefined; next = firstOf(after, isDue)) {
    changes.push(next);
    after = pass(after, next);
  }
  return { after, changes };
}

/** The first change of an environment at a moment of some kind; of two at once what ends goes before what begins. */
export function firstOf({ active, until, scheduled }: Timed, isWanted: (at: string) => boolean): DueChange | undefined {
  const changes: DueChange[] = [];
  if (until !== undefined) changes.push({ at: until.at, kind: "ends", from: active, to: until.profile });
  if (scheduled !== undefined) changes.push({ at: scheduled.at, kind: "begins", from: active, to: scheduled.profile });
  return changes.filter(({ at }) => isWanted(at)).toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))[0];
}

function pass({ scheduled, ...before }: Timed, { kind, to }: DueChange): Timed {
  if (kind === "begins")
    return switchTimed(before, to, scheduled?.until === undefined ? {} : { until: scheduled.until });
  return { active: to, ...(scheduled !== undefined && { scheduled }) };
}
