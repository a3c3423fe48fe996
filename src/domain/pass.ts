import type { DeliveryResult } from "./delivery-result.ts";
import type { DueEnvironment } from "./due-result.ts";

/**
 * What a pass finds out, in this order. `Fetched`: the remote was asked, and its branch leads on from here; `Valid`: the
 * commit has no error; `Delivered`: the proxies read its config; `Proven`: every worker has it in force; `Reported`: the
 * remote has the proof, and the pull request says so.
 */
export type ConditionType = "Fetched" | "Valid" | "Delivered" | "Proven" | "Reported";

/** What a pass found out. */
export interface Observation {
  readonly type: ConditionType;
  /** `unknown` where nobody could find out. */
  readonly status: "true" | "false" | "unknown";
  /** One word, stable; of a failure its code. */
  readonly reason: string;
  /** One sentence or two, without the last full stop. */
  readonly message: string;
}

export interface Condition extends Observation {
  /** When it came to have this status; UTC, ISO 8601 with milliseconds. */
  readonly since: string;
}

/**
 * `unchanged`: all was well already; `applied`: something was brought in force; `unproven`: it is not proven; `undone`:
 * nor will it be tried again; `refused`: the commit has an error; `held`: somebody else delivers there, or glass
 * is broken; `failed`: the world refused.
 */
export type PassOutcome = "unchanged" | "applied" | "unproven" | "undone" | "refused" | "held" | "failed";

/** One pass of an agent. The JSON form is a contract. */
export interface Pass {
  readonly version: 1;
  readonly environment: string;
  /** Name of the git remote that is followed. */
  readonly remote: string;
  /** The commit that it is about, in the agent's own clone; null where there is none. */
  readonly commit: string | null;
  readonly outcome: PassOutcome;
  /** One of each type, in their order. */
  readonly conditions: readonly Condition[];
  /** UTC, ISO 8601 with milliseconds. */
  readonly started_at: string;
  readonly ended_at: string;
}

/** A pass, and what it did. */
export interface PassResult extends Pass {
  /** What has come due, and what became of it; null where it was not looked for. */
  readonly due: DueEnvironment | null;
  /** Null where nothing had to be delivered or proven. */
  readonly delivery: DeliveryResult | null;
  readonly warnings: readonly string[];
}
