import type { SwitchTiming } from "../domain/switch-result.ts";
import type { Clock } from "../ports/clock.ts";

type Phase = Exclude<keyof SwitchTiming, "total">;

/** Measures the phases of a switch. */
export interface Stopwatch {
  /** Ends a phase: what has passed since the end of the one before belongs to it. */
  lap(phase: Phase): void;
  read(): SwitchTiming;
}

export function startStopwatch(clock: Clock): Stopwatch {
  const start = clock.elapsed();
  let last = start;
  const laps: Record<Phase, number> = { load: 0, check: 0, commit: 0, deliver: 0, prove: 0, note: 0, push: 0 };
  return {
    lap(phase) {
      const now = clock.elapsed();
      laps[phase] += now - last;
      last = now;
    },
    read() {
      const { load, check, commit, deliver, prove, note, push } = laps;
      return {
        load: tenths(load),
        check: tenths(check),
        commit: tenths(commit),
        deliver: tenths(deliver),
        prove: tenths(prove),
        note: tenths(note),
        push: tenths(push),
        total: tenths(clock.elapsed() - start),
      };
    },
  };
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
