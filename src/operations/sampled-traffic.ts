import type { Sampling, Span } from "../domain/stats.ts";
import { addTraffic, noTraffic, type TrafficEntry, type TrafficMetric } from "../domain/traffic.ts";
import type { TrafficLog } from "../ports/traffic-log.ts";
import type { TrafficSource } from "../ports/traffic-source.ts";

/** What this control plane has sampled of an environment itself. */
export function sampledTraffic(log: Pick<TrafficLog, "read">, environment: string): TrafficSource {
  return {
    async over(span) {
      const entries = await log.read(environment);
      const within = entries.filter(({ at }) => (span.from === null || at >= span.from) && at <= span.to);
      const counted = within.flatMap((entry) => (entry.event === "counted" ? [entry.traffic] : []));
      return {
        metrics: metricsKnown(entries, span),
        traffic: counted.reduce(addTraffic, noTraffic),
        sampling: describeSampling(entries, within, span),
      };
    },
  };
}

/** What was counted at some moment of the span. */
function metricsKnown(entries: readonly TrafficEntry[], { from, to }: Span): TrafficMetric[] {
  const states = entries.filter(({ event, at }) => event !== "counted" && at <= to);
  const first = states.findLastIndex(({ at }) => from !== null && at <= from);
  const seen = states.slice(Math.max(first, 0));
  return [...new Set(seen.flatMap((entry) => (entry.event === "sampling" ? entry.metrics : [])))];
}

function describeSampling(entries: readonly TrafficEntry[], within: readonly TrafficEntry[], { from }: Span): Sampling {
  const states = entries.filter(({ event }) => event !== "counted");
  const since = states.find(({ event }) => event === "sampling")?.at ?? null;
  const last = states.at(-1);
  return {
    source: "samples",
    complete:
      since !== null &&
      from !== null &&
      since <= from &&
      within.every(({ event, at }) => event === "counted" || (event === "sampling" && at === from)),
    since,
    failure: last?.event === "failed" ? last.reason : null,
  };
}
