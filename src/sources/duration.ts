const secondsPerUnit = new Map([
  ["s", 1],
  ["m", 60],
  ["h", 3600],
]);

/** Seconds of a duration as the schema allows it: `5s`, `3m`, `1h`. */
export function durationSeconds(written: string): number {
  const [, amount, unit] = /^([0-9]+)([smh])$/.exec(written) ?? [];
  const seconds = secondsPerUnit.get(unit ?? "");
  if (seconds === undefined) throw new Error(`No duration: ${written}`);
  return Number(amount) * seconds;
}
