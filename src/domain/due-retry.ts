const shortestMilliseconds = 10 * 60_000;
const longestMilliseconds = 24 * 60 * 60_000;

/**
 * When a moment is due again whose change nobody proved, so that it was taken back: ten minutes after that, twice as long
 * each time, at most a day. Else whoever looks every minute would make two commits a minute.
 *
 * @param takenBack when, each time, at least once; UTC, ISO 8601.
 */
export function retryAt(takenBack: readonly string[]): Date {
  const last = Math.max(...takenBack.map((at) => Date.parse(at)));
  const wait = Math.min(shortestMilliseconds * 2 ** (takenBack.length - 1), longestMilliseconds);
  return new Date(last + wait);
}
