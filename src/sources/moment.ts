const shape = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|([+-])(\d{2}):(\d{2}))$/;
const withoutZone = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/;

/**
 * A moment as people write it: `2026-12-01T08:00Z`, or with an offset, `2026-12-01T09:00+01:00`; seconds may be there.
 * Undefined for all else, a time without a zone and a day that no month has among it.
 */
export function readMoment(written: string): Date | undefined {
  const [, date, time, seconds = ":00", , sign, hours = "00", minutes = "00"] = shape.exec(written) ?? [];
  if (date === undefined || Number(hours) > 14 || Number(minutes) > 59) return undefined;
  const clock = new Date(`${date}T${time}${seconds}Z`);
  // The 30th of February would pass for the 2nd of March.
  if (Number.isNaN(clock.getTime()) || !clock.toISOString().startsWith(`${date}T${time}`)) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(clock.getTime() - (sign === "-" ? -offset : offset));
}

/** What to write instead of something that is no moment. */
export function momentHint(written: string): string {
  const [, date, time = "00:00"] = withoutZone.exec(written) ?? [];
  if (date === undefined || readMoment(`${date}T${time}Z`) === undefined) {
    return "Write it like `2026-12-01T08:00Z`, or with an offset from UTC like `2026-12-01T09:00+01:00`";
  }
  return `Say the time zone: \`${date}T${time}Z\` is UTC, \`${date}T${time}+01:00\` has an offset`;
}

/** UTC without fractions, as it is written into a file: `2026-12-01T08:00:00Z`. */
export function printMoment(moment: Date): string {
  return moment.toISOString().replace(/\.\d{3}Z$/, "Z");
}
