import type { Json } from "../../domain/json.ts";
import { only } from "../../domain/only.ts";
import type { PrometheusAddress } from "../../domain/project.ts";
import type { Sampling, Span } from "../../domain/stats.ts";
import { noTraffic, type TrafficMetric } from "../../domain/traffic.ts";
import { metricsByName } from "../../litellm/read-metrics.ts";
import type { TrafficOver, TrafficSource } from "../../ports/traffic-source.ts";
import { openServer } from "../ask-server.ts";
import { grown, selectorOf, type Counters } from "./grown.ts";
import { familyOf, readData, readFamilies, readVector, type Sample } from "./read-answer.ts";
import { toTraffic, type Growth } from "./to-traffic.ts";

const patienceMilliseconds = 10_000;
/** What "all that there is" looks back on; Prometheus itself forgets sooner. */
const mostMilliseconds = 365 * 86_400_000;

/** Asks the API of a Prometheus server at a path below its address. Throws an `Error` that says why not. */
type Question = (path: string, parameters: Readonly<Record<string, string>>) => Promise<Json>;

/** Asks a Prometheus server, at an address with every variable resolved, what it has scraped of LiteLLM's metrics. */
export function openPrometheus({ url, key, labels }: PrometheusAddress): TrafficSource {
  const href = new URL(url).href.replace(/\/$/, "");
  const ask = openServer({ url: href, key });
  const proxies = selectorOf(labels);
  const question: Question = async (path, parameters) =>
    readData(await ask(`api/v1/${path}?${new URLSearchParams(parameters).toString()}`, patienceMilliseconds));
  return {
    async over(span) {
      const time = timeOf(span);
      try {
        const [state, growths] = await Promise.all([
          lookAtScrapes(question, proxies, time),
          lookAtGrowths(question, labels, time),
        ]);
        const metrics = state.isScraped ? metricsKnown(state.families, growths) : [];
        return { metrics, traffic: toTraffic(growths), sampling: samplingOf(state, span, { href, proxies }) };
      } catch (error) {
        const { message } = only(Error, error);
        return unknownOver(`Prometheus \`${href}\` does not say: ${message}`);
      }
    },
  };
}

/** A source that knows nothing, and says why. */
export function unknownTraffic(failure: string): TrafficSource {
  return { over: async () => unknownOver(failure) };
}

function unknownOver(failure: string): TrafficOver {
  const sampling: Sampling = { source: "prometheus", complete: false, since: null, failure };
  return { metrics: [], traffic: noTraffic, sampling };
}

/** A span as Prometheus is asked for it. */
interface Time {
  readonly to: number;
  readonly from: number;
  readonly milliseconds: number;
  /** Seconds between two looks for a break, some hundreds in all. */
  readonly step: number;
}

function timeOf({ from, to }: Span): Time {
  const end = Date.parse(to);
  const milliseconds = from === null ? mostMilliseconds : Math.max(1, end - Date.parse(from));
  const step = Math.max(1, Math.ceil(milliseconds / 500_000));
  return { to: end / 1000, from: (end - milliseconds) / 1000, milliseconds, step };
}

/** How the proxies were scraped in that time, and whether they are at the moment. */
interface Scrapes {
  readonly isScraped: boolean;
  readonly isWithoutBreak: boolean;
  /** Unix seconds. */
  readonly since: number | undefined;
  readonly now: readonly Sample[];
  readonly families: ReadonlySet<string>;
}

async function lookAtScrapes(question: Question, proxies: string, time: Time): Promise<Scrapes> {
  const range = `${time.milliseconds}ms`;
  const steps = `${range}:${time.step}s`;
  const figure = async (query: string) => (await vectorAt(question, query, time.to))[0]?.value;
  const [worst, fewest, since, now, families] = await Promise.all([
    figure(`min(min_over_time(up${proxies}[${range}]))`),
    figure(`min(count_over_time(up${proxies}[${steps}]))`),
    figure(`min(timestamp(up${proxies} offset ${range}) or min_over_time(timestamp(up${proxies})[${steps}]))`),
    vectorAt(question, `up${proxies}`),
    question("targets/metadata", { match_target: proxies }).then(readFamilies),
  ]);
  const looks = Math.floor(time.to / time.step) - Math.floor(time.from / time.step);
  const isWithoutBreak = worst === 1 && (fewest ?? 0) >= looks;
  return { isScraped: worst !== undefined, isWithoutBreak, since, now, families };
}

async function lookAtGrowths(question: Question, labels: PrometheusAddress["labels"], time: Time): Promise<Growth[]> {
  const proxies = selectorOf(labels);
  const sum = async (metric: TrafficMetric, by: string, series: string): Promise<Growth> => {
    const counters: Counters = { series, proxies, from: time.from, milliseconds: time.milliseconds };
    return { metric, samples: await vectorAt(question, `sum by (${by}) (${grown(counters)})`, time.to) };
  };
  const ofDeployments = selectorOf(labels, 'model_id!=""', 'model_id!="None"');
  return Promise.all(
    Object.entries(metricsByName).map(([name, metric]) => {
      if (metric === "fallbacks") return sum(metric, "requested_model", `${name}${proxies}`);
      if (metric === "latency") return sum(metric, "model_id, le", `${name}_bucket${ofDeployments}`);
      return sum(metric, "model_id", `${name}${ofDeployments}`);
    }),
  );
}

/** Now, where no time is named. */
async function vectorAt(question: Question, query: string, time?: number): Promise<Sample[]> {
  return readVector(await question("query", { query, ...(time !== undefined && { time: String(time) }) }));
}

/** What the proxies announce, also before its first sample, or have counted. */
function metricsKnown(families: ReadonlySet<string>, growths: readonly Growth[]): TrafficMetric[] {
  const counted = new Set(growths.filter(({ samples }) => samples.length > 0).map(({ metric }) => metric));
  return Object.entries(metricsByName).flatMap(([name, metric]) =>
    families.has(familyOf(name)) || counted.has(metric) ? [metric] : [],
  );
}

function samplingOf(
  { isWithoutBreak, since, now }: Scrapes,
  { from }: Span,
  { href, proxies }: { readonly href: string; readonly proxies: string },
): Sampling {
  const began = since === undefined ? null : new Date(since * 1000).toISOString();
  const silent = now.find(({ value }) => value !== 1);
  return {
    source: "prometheus",
    complete: isWithoutBreak && from !== null && began !== null && began <= from,
    since: began,
    failure: whyNot(),
  };

  function whyNot(): string | null {
    if (now.length === 0) return `Prometheus \`${href}\` scrapes nothing with the labels \`${proxies}\``;
    return silent === undefined ? null : `Prometheus \`${href}\` does not reach \`${silent.labels["instance"] ?? ""}\``;
  }
}
