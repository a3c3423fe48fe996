const secondsPerUnit = new Map([
  ["s", 1],
  ["m", 60],
  ["h", 3600],
  ["d", 86_400],
]);

/** Seconds of a duration as people write it: `5s`, `3m`, `4h`, `30d`; undefined where it is none. */
export function readDuration(written: string): number | undefined {
  const [, amount, unit] = /^([1-9][0-9]{0,4})([smhd])$/.exec(written) ?? [];
  const seconds = secondsPerUnit.get(unit ?? "");
  return seconds === undefined ? undefined : Number(amount) * seconds;
}

/** What to write instead of something that is none, or that is longer than can be written. */
export const durationHint = "Write a number from 1 to 99999 with `s`, `m`, `h` or `d`, like `4h`";

/** Seconds of a duration as the schema allows it. */
export function durationSeconds(written: string): number {
  const seconds = readDuration(written);
  if (seconds === undefined) throw new Error(`No duration: ${written}`);
  return seconds;
}
