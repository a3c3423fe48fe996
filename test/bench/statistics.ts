import { max, median, quantile } from "simple-statistics";

/** Milliseconds, to a hundredth. */
export interface Summary {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export function summarise(samples: readonly number[]): Summary {
  const all = [...samples];
  return {
    count: all.length,
    median: round(median(all)),
    p95: round(quantile(all, 0.95)),
    p99: round(quantile(all, 0.99)),
    max: round(max(all)),
  };
}

export function describeSummary(summary: Summary): string {
  return `median ${summary.median} ms, p95 ${summary.p95}, p99 ${summary.p99}, max ${summary.max} (n = ${summary.count})`;
}

export function medianOf(samples: readonly number[]): number {
  return round(median([...samples]));
}

/** To a hundredth. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
