/** How long until the next pass. */
export interface Wait {
  readonly everyMilliseconds: number;
  /** How many passes failed one after the other until now. */
  readonly failures: number;
  /** From 0 to 1: many agents shall not ask at once. */
  readonly random: number;
}

const longestMilliseconds = 10 * 60_000;
const mostDoublings = 10;

/** Milliseconds: a tenth more or less than wanted, and after failures twice as long each time, up to ten minutes. */
export function nextWait({ everyMilliseconds, failures, random }: Wait): number {
  const longer = everyMilliseconds * 2 ** Math.min(failures, mostDoublings);
  const base = Math.max(everyMilliseconds, Math.min(longer, longestMilliseconds));
  return Math.round(base * (0.9 + 0.2 * random));
}
