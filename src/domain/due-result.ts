import type { BreakGlass } from "./break-glass.ts";
import type { DeliveryResult } from "./delivery-result.ts";
import type { DueChange } from "./due-change.ts";
import type { FailureCode } from "./failure.ts";
import type { SwitchResult } from "./switch-result.ts";

/** What was due in one environment, and what was done about it. */
export interface DueEnvironment {
  readonly environment: string;
  /** In the order in which it came due; empty where nothing has. */
  readonly due: readonly DueChange[];
  /** What came due, was not proven and taken back for that, each with the moment when it is tried again. */
  readonly resting: readonly DueChange[];
  /** What comes next; null where nothing does. */
  readonly next: DueChange | null;
  /** What is in force before anybody has reviewed it, or was until now; null where nothing is. */
  readonly break_glass: BreakGlass | null;
  /** How what was in force before the glass was broken came back; null where it did not. */
  readonly delivery: DeliveryResult | null;
  /** Null where nothing had to be done, or nothing was to be. */
  readonly result: SwitchResult | null;
  /** Why it could not be done; null where it could. */
  readonly failure: { readonly code: FailureCode; readonly message: string; readonly hint: string } | null;
}

/** What came due in some environments. The JSON form is a contract. */
export interface DueResult {
  readonly version: 1;
  /** The moment that everything was compared with: UTC, ISO 8601 without fractions. */
  readonly at: string;
  readonly environments: readonly DueEnvironment[];
}
