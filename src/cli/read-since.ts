import { InvalidArgumentError } from "commander";
import { readDuration } from "../sources/duration.ts";
import { momentHint, readMoment } from "../sources/moment.ts";

/** What `--since` means once it is known what time it is. */
export type Since = (now: Date) => Date;

/** A duration back from now, a moment with its zone, or a day, which begins where UTC says. */
export function readSince(text: string): Since {
  const seconds = readDuration(text);
  if (seconds !== undefined) return (now) => new Date(now.getTime() - seconds * 1000);
  const moment = readMoment(text) ?? readMoment(`${text}T00:00Z`);
  if (moment !== undefined) return () => moment;
  throw new InvalidArgumentError(
    `${momentHint(text)}. A day, \`2026-12-01\`, and a time back from now, \`30d\`, do too`,
  );
}
