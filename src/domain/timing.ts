/** When what is in force ends, and what comes back then. */
export interface Until {
  /** UTC, ISO 8601 without fractions. */
  readonly at: string;
  /** The profile that is active afterwards. */
  readonly profile: string;
}

/** A switch that waits for its moment. */
export interface Scheduled {
  /** UTC, ISO 8601 without fractions. */
  readonly at: string;
  readonly profile: string;
  /** When it ends again, likewise; absent, not by itself. */
  readonly until?: string;
}

/** Who wanted a moment, as git knows. */
export interface Asked {
  /** `name <address>`: whom the trailers name, else the commit's author. */
  readonly by: string;
  /** Null where the trailers say none. */
  readonly reason: string | null;
  readonly commit: string;
}

export interface AskedUntil extends Until, Asked {}

export interface AskedScheduled extends Scheduled, Asked {}

/** The moments to come of an environment. */
export interface Timing {
  readonly until?: Until;
  readonly scheduled?: Scheduled;
}

/** When a switch is wanted; each moment UTC, ISO 8601 without fractions. */
export interface WantedTime {
  /** When it begins; absent, at once. */
  readonly at?: string;
  /** When it ends; absent, not by itself. */
  readonly until?: string;
}

/** What is in force, and until when. */
export interface Timed extends Timing {
  readonly active: string;
}

/**
 * What a switch of the whole environment makes of its time. At once: it ends what was temporary, or is temporary itself,
 * and then the profile comes back that was in force before anything temporary was. Later: nothing changes now.
 */
export function switchTimed(before: Timed, profile: string, { at, until }: WantedTime): Timed {
  if (at !== undefined) return { ...before, scheduled: { at, profile, ...(until !== undefined && { until }) } };
  const { until: ended, ...rest } = before;
  const home = ended?.profile ?? before.active;
  const isTemporary = until !== undefined && profile !== home;
  return { ...rest, active: profile, ...(isTemporary && { until: { at: until, profile: home } }) };
}
