/** How long until the next pass. */
export interface Wait {
  readonly everyMilliseconds: number;
  /** How many passes failed one after the other until now. */
  readonly failures: number;
  /** From 0 to 1: many agents shall not ask at once. */
  readonly random: number;
  /** Until the next moment at which something is known to come due. */
  readonly untilNextMilliseconds?: number | undefined;
}

const longestMilliseconds = 10 * 60_000;
/** A moment that is only just to come, or has come meanwhile, has nobody go round and round. */
const shortestMilliseconds = 1000;
const mostDoublings = 10;

/** Milliseconds: a tenth more or less than wanted, and after failures twice as long each time, up to ten minutes; never past the next known moment. */
export function nextWait({ everyMilliseconds, failures, random, untilNextMilliseconds = Infinity }: Wait): number {
  const longer = everyMilliseconds * 2 ** Math.min(failures, mostDoublings);
  const base = Math.max(everyMilliseconds, Math.min(longer, longestMilliseconds));
  const wait = Math.round(base * (0.9 + 0.2 * random));
  return Math.min(wait, Math.max(untilNextMilliseconds, shortestMilliseconds));
}
