import { InvalidArgumentError, Option, type Command } from "commander";
import type { RelativeTime } from "../operations/read-wanted-time.ts";
import { durationHint, readDuration } from "../sources/duration.ts";
import { momentHint, readMoment } from "../sources/moment.ts";

/** Options that say when a switch is wanted. */
export type TimeOptions = RelativeTime;

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

/** Seconds. */
export function readLength(text: string): number {
  const seconds = readDuration(text);
  if (seconds !== undefined) return seconds;
  throw new InvalidArgumentError(durationHint);
}

function readTime(text: string): Date {
  const moment = readMoment(text);
  if (moment !== undefined) return moment;
  throw new InvalidArgumentError(momentHint(text));
}
