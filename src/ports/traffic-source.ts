import type { Sampling, Span } from "../domain/stats.ts";
import type { Traffic, TrafficMetric } from "../domain/traffic.ts";

/** What was counted in a span of time, and how well. */
export interface TrafficOver {
  /** What was counted at all in that time: a figure that is not among these is unknown, and not zero. */
  readonly metrics: readonly TrafficMetric[];
  readonly traffic: Traffic;
  readonly sampling: Sampling;
}

/** What remembers how much the proxies of one environment had to do. */
export interface TrafficSource {
  /** Where it cannot be asked, `sampling.failure` says why, and nothing is known. */
  over(span: Span): Promise<TrafficOver>;
}
