import type { Clock } from "../../src/ports/clock.ts";

/** A clock that stands still but for sleeping. */
export function manualClock(start = "2026-01-02T12:00:00.000Z"): Clock {
  let milliseconds = 0;
  return {
    now: () => new Date(Date.parse(start) + milliseconds),
    elapsed: () => milliseconds,
    async sleep(duration) {
      milliseconds += duration;
    },
  };
}
