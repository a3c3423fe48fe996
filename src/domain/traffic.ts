/** What a proxy can count. */
export type TrafficMetric =
  | "requests"
  | "failures"
  | "latency"
  | "input_tokens"
  | "output_tokens"
  | "cost_usd"
  | "fallbacks";

/** What was counted of one deployment. */
export interface DeploymentTraffic {
  /** Calls of the provider, those that failed and those that were tried again among them. */
  readonly requests: number;
  readonly failures: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cost_usd: number;
  /** Upper bound in seconds, as the proxy writes it → calls of the provider that took no longer. */
  readonly latency: Readonly<Record<string, number>>;
}

/** What was counted over some time. */
export interface Traffic {
  /** By the deployment's id. */
  readonly deployments: Readonly<Record<string, DeploymentTraffic>>;
  /** By the name that was called: how often another group answered instead. */
  readonly fallbacks: Readonly<Record<string, number>>;
}

/** One line of the traffic log. The JSON form is a contract. */
export type TrafficEntry = {
  readonly v: 1;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  /** URL of the proxy. */
  readonly proxy: string;
} & (
  | { readonly event: "sampling"; /** What the proxy counts. */ readonly metrics: readonly TrafficMetric[] }
  | { readonly event: "failed"; /** Why nothing can be sampled, one sentence. */ readonly reason: string }
  | { readonly event: "counted"; /** Since the sample before. */ readonly traffic: Traffic }
);

export const noTraffic: Traffic = { deployments: {}, fallbacks: {} };

const nothing: DeploymentTraffic = {
  requests: 0,
  failures: 0,
  input_tokens: 0,
  output_tokens: 0,
  cost_usd: 0,
  latency: {},
};

export function addTraffic(one: Traffic, other: Traffic): Traffic {
  return {
    deployments: combine(one.deployments, other.deployments, (a = nothing, b = nothing) =>
      combineDeployment(a, b, plus),
    ),
    fallbacks: combine(one.fallbacks, other.fallbacks, plus),
  };
}

/** What came since an earlier sample of the same process; a figure that fell begins anew. Only what has changed. */
export function trafficSince(now: Traffic, before: Traffic): Traffic {
  const deployments = combine(now.deployments, before.deployments, (a = nothing, b = nothing) =>
    combineDeployment(a, b, since),
  );
  const changed = Object.entries(deployments).filter(([, { requests, failures }]) => requests > 0 || failures > 0);
  const fallbacks = Object.entries(combine(now.fallbacks, before.fallbacks, since)).filter(([, count]) => count > 0);
  return { deployments: Object.fromEntries(changed), fallbacks: Object.fromEntries(fallbacks) };
}

export function isQuiet({ deployments, fallbacks }: Traffic): boolean {
  return Object.keys(deployments).length === 0 && Object.keys(fallbacks).length === 0;
}

type Join = (a: number | undefined, b: number | undefined) => number;

function plus(a = 0, b = 0): number {
  return a + b;
}

function since(now = 0, before = 0): number {
  return now >= before ? now - before : now;
}

function combineDeployment(a: DeploymentTraffic, b: DeploymentTraffic, join: Join): DeploymentTraffic {
  return {
    requests: join(a.requests, b.requests),
    failures: join(a.failures, b.failures),
    input_tokens: join(a.input_tokens, b.input_tokens),
    output_tokens: join(a.output_tokens, b.output_tokens),
    cost_usd: join(a.cost_usd, b.cost_usd),
    latency: combine(a.latency, b.latency, join),
  };
}

function combine<T>(
  one: Readonly<Record<string, T>>,
  other: Readonly<Record<string, T>>,
  join: (a: T | undefined, b: T | undefined) => T,
): Record<string, T> {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].map((name) => [name, join(one[name], other[name])]));
}

/**
 * The duration in seconds that a share of the calls took at most, interpolated within its bucket as Prometheus does;
 * undefined where there were none.
 */
export function latencyQuantile(latency: DeploymentTraffic["latency"], share: number): number | undefined {
  const buckets = Object.entries(latency)
    .map(([bound, count]) => ({ bound: bound === "+Inf" ? Infinity : Number(bound), count }))
    .toSorted((a, b) => a.bound - b.bound);
  const total = buckets.at(-1)?.count ?? 0;
  if (total === 0) return undefined;
  const rank = share * total;
  const index = buckets.findIndex(({ count }) => count >= rank);
  const [below, bucket] = [buckets[index - 1] ?? { bound: 0, count: 0 }, buckets[index]];
  if (bucket === undefined || bucket.bound === Infinity) return below.bound;
  return below.bound + (bucket.bound - below.bound) * ((rank - below.count) / (bucket.count - below.count));
}
