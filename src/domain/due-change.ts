import { switchTimed, type Timed } from "./timing.ts";

/** A moment at which another profile comes. */
export interface ProfileDue {
  /** UTC, ISO 8601 without fractions. */
  readonly at: string;
  /** `ends`: what was temporary is over; `begins`: a scheduled switch is due. */
  readonly kind: "ends" | "begins";
  readonly from: string;
  readonly to: string;
}

/** A moment from which a provider is asked again. */
export interface AvoidanceDue {
  /** UTC, ISO 8601 without fractions. */
  readonly at: string;
  readonly kind: "asks";
  readonly provider: string;
}

/** A moment of an environment, and what it changes. */
export type DueChange = ProfileDue | AvoidanceDue;

/** All of an environment that has a time. */
export interface Moments extends Timed {
  /** By provider that is avoided, its end and what else is known of it. */
  readonly avoid: ReadonlyMap<string, { readonly until: string }>;
}

/** What an environment comes to when its moments pass. */
export interface CameDue {
  readonly after: Moments;
  /** In the order in which they happen. */
  readonly changes: readonly DueChange[];
}

/** Lets those moments of an environment pass that are due, in their order; the others stay. */
export function comeDue(before: Moments, isDue: (at: string) => boolean): CameDue {
  const changes: DueChange[] = [];
  let after = before;
  for (let next = firstOf(after, isDue); next !== undefined; next = firstOf(after, isDue)) {
    changes.push(next);
    after = pass(after, next);
  }
  return { after, changes };
}

/** The first change of an environment at a moment of some kind; of several at once what ends goes before what begins. */
export function firstOf(
  { active, until, scheduled, avoid }: Moments,
  isWanted: (at: string) => boolean,
): DueChange | undefined {
  const changes: DueChange[] = [];
  if (until !== undefined) changes.push({ at: until.at, kind: "ends", from: active, to: until.profile });
  for (const [provider, { until: at }] of avoid) changes.push({ at, kind: "asks", provider });
  if (scheduled !== undefined) changes.push({ at: scheduled.at, kind: "begins", from: active, to: scheduled.profile });
  return changes.filter(({ at }) => isWanted(at)).toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))[0];
}

function pass({ avoid, ...before }: Moments, change: DueChange): Moments {
  if (change.kind !== "asks") return { ...passProfile(before, change), avoid };
  return { ...before, avoid: new Map([...avoid].filter(([provider]) => provider !== change.provider)) };
}

function passProfile({ scheduled, ...before }: Timed, { kind, to }: ProfileDue): Timed {
  if (kind === "begins")
    return switchTimed(before, to, scheduled?.until === undefined ? {} : { until: scheduled.until });
  return { active: to, ...(scheduled !== undefined && { scheduled }) };
}
