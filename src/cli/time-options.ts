import { InvalidArgumentError, Option, type Command } from "commander";
import type { WantedTime } from "../domain/timing.ts";
import { readDuration } from "../sources/duration.ts";
import { momentHint, printMoment, readMoment } from "../sources/moment.ts";

/** Options that say when a switch is wanted. */
export interface TimeOptions {
  /** Seconds. */
  readonly for?: number;
  readonly until?: Date;
  readonly at?: Date;
}

/** `--for`, `--until` and `--at`. */
export function addTime(command: Command): Command {
  return command
    .addOption(
      new Option("--for <time>", "only for so long, `30m`, `4h` or `7d`; then what was in force comes back")
        .argParser(readLength)
        .conflicts("until"),
    )
    .option(
      "--until <moment>",
      "only until then: `2026-12-01T08:00Z`, or with an offset, `2026-12-01T09:00+01:00`",
      readTime,
    )
    .option("--at <moment>", "not at once, but then", readTime);
}

/** The moments that are meant, once it is known what time it is. */
export function timeOf({ for: seconds, until, at }: TimeOptions, now: Date): WantedTime {
  const end = seconds === undefined ? until : new Date((at ?? now).getTime() + seconds * 1000);
  return {
    ...(at !== undefined && { at: printMoment(at) }),
    ...(end !== undefined && { until: printMoment(end) }),
  };
}

function readLength(text: string): number {
  const seconds = readDuration(text);
  if (seconds !== undefined) return seconds;
  throw new InvalidArgumentError("Write a number with `s`, `m`, `h` or `d`, like `4h`");
}

function readTime(text: string): Date {
  const moment = readMoment(text);
  if (moment !== undefined) return moment;
  throw new InvalidArgumentError(momentHint(text));
}
