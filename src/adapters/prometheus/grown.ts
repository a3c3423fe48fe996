import type { PrometheusAddress } from "../../domain/project.ts";

/** Labels that a series must have, as PromQL writes them: `{job="litellm"}`. */
export function selectorOf(labels: PrometheusAddress["labels"], ...more: readonly string[]): string {
  const wanted = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${[...wanted, ...more].join(",")}}`;
}

/** Some counters over some time. */
export interface Counters {
  /** Name and labels. */
  readonly series: string;
  /** The labels of the proxies that count. */
  readonly proxies: string;
  /** Unix seconds of the beginning. */
  readonly from: number;
  readonly milliseconds: number;
}

/**
 * By how much counters have grown, as PromQL: last value less first, and Prometheus' own estimate where one began anew in
 * between. A series that was not there at the beginning has grown by all that it says, unless its proxy may have counted
 * before Prometheus first asked it: `increase` alone loses the first call of each.
 */
export function grown({ series, proxies, from, milliseconds }: Counters): string {
  const time = `${milliseconds}ms`;
  const known = `(up${proxies} offset ${time} == 1 or last_over_time(process_start_time_seconds${proxies}[${time}]) > ${from})`;
  return [
    `(increase(${series}[${time}]) and resets(${series}[${time}]) > 0)`,
    `clamp_min(last_over_time(${series}[${time}]) - ${series} offset ${time}, 0)`,
    `(last_over_time(${series}[${time}]) and on (job, instance) ${known})`,
  ].join(" or ");
}
