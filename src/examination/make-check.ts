import type { Check, CheckState } from "../domain/examination.ts";

/** A check's answer; without a fix nothing is to be done. */
export function makeCheck(check: string, state: CheckState, message: string, fix: string | null = null): Check {
  return { check, state, message, fix };
}

/** `1 worker`, `2 workers`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
