import { Failure } from "../domain/failure.ts";
import type { WantedTime } from "../domain/timing.ts";
import { durationHint, readDuration } from "../sources/duration.ts";
import { momentHint, printMoment, readMoment } from "../sources/moment.ts";

/** When a switch is wanted, as a program writes it. */
export interface WrittenTime {
  /** For how long, `30m`, `4h` or `7d`; then what was in force comes back. */
  readonly for?: string;
  /** Until when instead, `2026-12-01T08:00Z`, or with an offset. */
  readonly until?: string;
  /** From when on, likewise; absent, at once. */
  readonly at?: string;
}

/** A time of which it is not known yet when it is. */
export interface RelativeTime {
  /** Seconds, from the beginning on. */
  readonly for?: number;
  readonly until?: Date;
  readonly at?: Date;
}

/** Throws `time-refused` for a length or a moment that is none, and for two ends. */
export function readWantedTime({ for: length, until, at }: WrittenTime, now: Date): WantedTime {
  if (length !== undefined && until !== undefined) {
    throw new Failure("time-refused", "`for` and `until` both say when the switch ends", "Leave one of them out");
  }
  return timeFrom(
    {
      ...(length !== undefined && { for: secondsOf(length) }),
      ...(until !== undefined && { until: momentOf("until", until) }),
      ...(at !== undefined && { at: momentOf("at", at) }),
    },
    now,
  );
}

/** The moments that are meant, once it is known what time it is. */
export function timeFrom({ for: seconds, until, at }: RelativeTime, now: Date): WantedTime {
  const end = seconds === undefined ? until : new Date((at ?? now).getTime() + seconds * 1000);
  return {
    ...(at !== undefined && { at: printMoment(at) }),
    ...(end !== undefined && { until: printMoment(end) }),
  };
}

function secondsOf(written: string): number {
  const seconds = readDuration(written);
  if (seconds !== undefined) return seconds;
  throw new Failure("time-refused", `\`for\` is no length of time: \`${written}\``, durationHint);
}

function momentOf(key: "until" | "at", written: string): Date {
  const moment = readMoment(written);
  if (moment !== undefined) return moment;
  throw new Failure("time-refused", `\`${key}\` is no moment: \`${written}\``, momentHint(written));
}
