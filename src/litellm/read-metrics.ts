import type { DeploymentTraffic, Traffic, TrafficMetric } from "../domain/traffic.ts";

/** What one process of LiteLLM has counted since it started. */
export interface Scrape {
  /** When that process started, Unix seconds; undefined where several share their counters. */
  readonly startedSeconds: number | undefined;
  /** What it counts at all: a metric that is not among these is unknown, and not zero. */
  readonly metrics: readonly TrafficMetric[];
  readonly traffic: Traffic;
}

type Count = Exclude<TrafficMetric, "latency" | "fallbacks">;

type Counting = { -readonly [Key in Count]: DeploymentTraffic[Key] } & { readonly latency: Record<string, number> };

/** LiteLLM's counters by deployment (executed on 1.106.2). */
const counters: Readonly<Record<string, Count>> = {
  litellm_deployment_total_requests_total: "requests",
  litellm_deployment_failure_responses_total: "failures",
  litellm_input_tokens_metric_total: "input_tokens",
  litellm_output_tokens_metric_total: "output_tokens",
  litellm_spend_metric_total: "cost_usd",
};
const histogram = "litellm_llm_api_latency_metric";
const fallbackCounter = "litellm_deployment_successful_fallbacks_total";

/** What LiteLLM counts, by the metric's name; of a histogram the name without `_bucket`. */
export const metricsByName: Readonly<Record<string, TrafficMetric>> = {
  ...counters,
  [histogram]: "latency",
  [fallbackCounter]: "fallbacks",
};

/** Reads LiteLLM's metrics in Prometheus' text format; what is none of ours is passed over. */
export function readMetrics(text: string): Scrape {
  const deployments = new Map<string, Counting>();
  const fallbacks = new Map<string, number>();
  let startedSeconds: number | undefined;
  for (const sample of samplesIn(text)) {
    const { name, value } = sample;
    const { requested_model: called = "" } = sample.labels;
    if (name === "process_start_time_seconds") startedSeconds = value;
    else if (name === fallbackCounter) fallbacks.set(called, (fallbacks.get(called) ?? 0) + value);
    else count(deployments, sample);
  }
  return {
    startedSeconds,
    metrics: metricsIn(text),
    traffic: { deployments: Object.fromEntries(deployments), fallbacks: Object.fromEntries(fallbacks) },
  };
}

/** One deployment has many samples: by key, team, address of the caller. A call that none has answered names none. */
function count(deployments: Map<string, Counting>, { name, labels, value }: Sample): void {
  const { model_id: id = "None", le = "" } = labels;
  const counter = counters[name];
  if (id === "None" || (counter === undefined && name !== `${histogram}_bucket`)) return;
  const deployment = deployments.get(id) ?? newDeployment();
  deployments.set(id, deployment);
  if (counter !== undefined) deployment[counter] += value;
  else deployment.latency[le] = (deployment.latency[le] ?? 0) + value;
}

function newDeployment(): Counting {
  return { requests: 0, failures: 0, input_tokens: 0, output_tokens: 0, cost_usd: 0, latency: {} };
}

/** A family is announced also before its first sample. */
function metricsIn(text: string): TrafficMetric[] {
  const families = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, family = ""]) => family);
  return [...new Set(families.flatMap((family) => metricsByName[family] ?? []))];
}

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

function* samplesIn(text: string): Generator<Sample> {
  const lines = text.matchAll(/^(litellm_\w+|process_start_time_seconds)(?:\{(.*)\})? (\S+)/gm);
  for (const [, name = "", labels = "", number = ""] of lines) {
    const value = Number(number);
    if (Number.isFinite(value)) yield { name, labels: labelsIn(labels), value };
  }
}

const escapes: Readonly<Record<string, string>> = { "\\n": "\n", '\\"': '"', "\\\\": "\\" };

function labelsIn(text: string): Record<string, string> {
  const found = text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g);
  return Object.fromEntries(
    [...found].map(([, name = "", value = ""]) => [name, value.replaceAll(/\\./g, (pair) => escapes[pair] ?? pair)]),
  );
}
