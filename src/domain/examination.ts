/** `unknown`: it cannot be seen from here, and is not guessed. */
export type CheckState = "ok" | "warning" | "error" | "unknown";

/** What one look at an environment found. */
export interface Check {
  /** Stable kebab-case name. */
  readonly check: string;
  readonly state: CheckState;
  /** What is so: one sentence, capital first, no full stop, values in backticks. */
  readonly message: string;
  /** What to do about it; null where nothing is to be done. */
  readonly fix: string | null;
}

/** Everything that keeps an environment from being switched, and proven. The JSON form is a contract. */
export interface Examination {
  readonly version: 1;
  readonly environment: string;
  readonly checks: readonly Check[];
}
