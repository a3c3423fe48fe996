import type { Scheduled, Until } from "./timing.ts";

/** A deployment as a plan shows it. */
export interface PlannedDeployment {
  /** Null where an entry written by hand has none. */
  readonly id: string | null;
  readonly model: string;
  /** Share of the group's load; null where none is written. */
  readonly weight: number | null;
}

/** The group that answers a task, and what stands behind it. */
export interface PlannedGroup {
  readonly group: string;
  /** As the rendered config has them, those written by hand in the template among them. */
  readonly deployments: readonly PlannedDeployment[];
}

/** USD per million tokens: the weighted mean of a group. Null is unknown, never 0. */
export interface PriceChange {
  readonly before: number | null;
  readonly after: number | null;
  /** Null where either price is unknown, or the price before is 0. */
  readonly change_percent: number | null;
}

/** Tokens that the smallest deployment of the group takes in. Null is unknown. */
export interface ContextChange {
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * A capability that is missing after where it was not before: one that the task requires, or one that every deployment
 * had and whose loss a caller can notice.
 */
export interface LostCapability {
  readonly capability: string;
  /** Where it is lost: `group classification_balanced`, `fallback classification_ultra_fast`. */
  readonly where: string;
}

export interface TaskPlan {
  readonly task: string;
  /** Null where nothing answered the task before: it is new, or was disabled. */
  readonly before: PlannedGroup | null;
  /** Null where the profile disables the task. */
  readonly after: PlannedGroup | null;
  /** Why callers get 400 for it afterwards; null where they are answered. */
  readonly disabled: string | null;
  readonly input_usd_per_million: PriceChange;
  readonly output_usd_per_million: PriceChange;
  readonly context: ContextChange;
  readonly capabilities_lost: readonly LostCapability[];
}

/** A task that another profile answers, whichever is active. */
export interface PlannedOverride {
  readonly task: string;
  readonly profile: string;
}

/** A provider that is down, as somebody said. */
export interface PlannedAvoidance {
  readonly provider: string;
  /** When to look again; UTC, ISO 8601. */
  readonly until: string;
  readonly reason: string;
}

/** When what is in force ends; null where it does not. */
export interface UntilChange {
  readonly before: Until | null;
  readonly after: Until | null;
}

/** The switch that waits for its moment; null where none does. */
export interface ScheduledChange {
  readonly before: Scheduled | null;
  readonly after: Scheduled | null;
}

/** What a change would do, as a value. Every face shows this same value; the JSON form is a contract. */
export interface Plan {
  readonly version: 1;
  readonly environment: string;
  /** The profile in force; null where nothing was rendered before. */
  readonly from: string | null;
  readonly to: string;
  /** In force afterwards, in the order of the environment's file. */
  readonly overrides: readonly PlannedOverride[];
  /** Providers that nothing is asked of while anything else can answer. */
  readonly avoided: readonly PlannedAvoidance[];
  readonly until: UntilChange;
  readonly scheduled: ScheduledChange;
  readonly fingerprint: PlanFingerprint;
  readonly tasks: readonly TaskPlan[];
  /** What rides along since the last render, in words: other aliases, deployments added or removed, settings. */
  readonly also_changes: readonly string[];
  /** Paths of settings that take effect only with a restart; empty means live. */
  readonly restart: readonly string[];
  readonly warnings: readonly string[];
}

/** What a plan was made from. What is applied is compared with it, always. */
export interface PlanFingerprint {
  /** Commit whose tree was read; null outside git. */
  readonly base_commit: string | null;
  /**
   * SHA-256, hex, over the files that it was made from, path and bytes of each: the sources but for other environments,
   * and the config before.
   */
  readonly input_sha256: string;
  /** SHA-256, hex, of the rendered config. */
  readonly output_sha256: string;
}
