import type { JsonObject } from "./json.ts";

/** The group that answers one task, and what stands behind it. */
export interface DescribedGroup {
  readonly group: string;
  /** In file order, those written by hand in the template among them. */
  readonly models: readonly string[];
  /** USD, the weighted mean of the group. Null is unknown, never 0. */
  readonly input_usd_per_million: number | null;
  readonly output_usd_per_million: number | null;
  /** Tokens that the smallest deployment takes in. Null is unknown. */
  readonly context: number | null;
  /** What every deployment can do, by LiteLLM's names without `supports_`; sorted. */
  readonly capabilities: readonly string[];
}

/** When a profile comes into force, or ends, in an environment. */
export interface ProfileMoment {
  readonly environment: string;
  /** UTC, ISO 8601 without fractions. */
  readonly at: string;
  readonly kind: "begins" | "ends" | "comes back";
}

/** A profile with what answers in it. The JSON form is a contract. */
export interface DescribedProfile {
  readonly name: string;
  readonly description: string;
  readonly metadata: JsonObject;
  /** Environments in which it is active. */
  readonly active_in: readonly string[];
  /** By environment, the tasks that it answers there by an override. */
  readonly answers_in: Readonly<Record<string, readonly string[]>>;
  /** What moments to come change about that, in the environments where there are any. */
  readonly moments: readonly ProfileMoment[];
  /** By task. */
  readonly groups: Readonly<Record<string, DescribedGroup>>;
  /** By task, why it answers that with nothing. */
  readonly disabled: Readonly<Record<string, string>>;
  readonly summary: {
    /** USD per million tokens over all tasks, the cheapest and the dearest group. Null where no price is known. */
    readonly input_usd_per_million: PriceRange | null;
    readonly output_usd_per_million: PriceRange | null;
    /** What every group can do. */
    readonly capabilities: readonly string[];
  };
}

export interface PriceRange {
  readonly least: number;
  readonly most: number;
}
