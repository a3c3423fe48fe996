/** A figure, or that nobody knows it: never 0 for what was not counted. */
export type Figure = number | "unavailable";

/** What a deployment, or a group of them, has done. */
export interface TrafficFigures {
  /** Calls of the provider, those that failed and those that were tried again among them. */
  readonly requests: Figure;
  readonly failures: Figure;
  readonly input_tokens: Figure;
  readonly output_tokens: Figure;
  readonly cost_usd: Figure;
  /** How long the provider took, milliseconds. */
  readonly latency_ms: { readonly p50: Figure; readonly p95: Figure; readonly p99: Figure };
}

export interface TaskStats extends TrafficFigures {
  readonly group: string;
  /** Of the requests to the group, the share that another group answered in the end: 0 to 1. */
  readonly fallback_share: Figure;
  /** By id; those that the config no longer has, but that were called in this time, among them. */
  readonly deployments: Readonly<Record<string, TrafficFigures>>;
}

/** A span of time; UTC, ISO 8601 with milliseconds. */
export interface Span {
  /** Null for all that there is. */
  readonly from: string | null;
  readonly to: string;
}

/** Who has counted, and how well. */
export interface Sampling {
  /** `samples`: this control plane itself; `prometheus`: the server that the environment names. */
  readonly source: "samples" | "prometheus";
  /** Whether all of that time was sampled without a break; else more may have happened than was counted. */
  readonly complete: boolean;
  /** The first sample that there is, or that was looked for; null where there is none. */
  readonly since: string | null;
  /** Why nothing can be sampled at the moment, or nobody can be asked, one sentence; null where it can. */
  readonly failure: string | null;
}

/** How a profile has done in one environment, as LiteLLM counts it. The JSON form is a contract. */
export interface ProfileStats {
  readonly version: 1;
  readonly environment: string;
  readonly profile: string;
  /** The time that was looked at; UTC, ISO 8601 with milliseconds. `from` is null where nothing says when it began. */
  readonly from: string | null;
  readonly to: string;
  readonly sampling: Sampling;
  /** Tasks that the profile answers. */
  readonly tasks: Readonly<Record<string, TaskStats>>;
}
