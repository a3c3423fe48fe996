import type { DeploymentTraffic, Traffic, TrafficMetric } from "../../domain/traffic.ts";
import type { Sample } from "./read-answer.ts";

/** By how much the counters of one metric have grown, together. */
export interface Growth {
  readonly metric: TrafficMetric;
  readonly samples: readonly Sample[];
}

type Growing = { -readonly [Key in keyof DeploymentTraffic]: DeploymentTraffic[Key] } & {
  readonly latency: Record<string, number>;
};

/** Calls and tokens are whole, where Prometheus estimates. */
export function toTraffic(growths: readonly Growth[]): Traffic {
  const deployments = new Map<string, Growing>();
  const fallbacks = new Map<string, number>();

  function add(metric: TrafficMetric, { labels, value }: Sample): void {
    if (metric === "fallbacks") {
      fallbacks.set(labels["requested_model"] ?? "", Math.round(value));
      return;
    }
    const id = labels["model_id"] ?? "";
    const deployment = deployments.get(id) ?? newDeployment();
    deployments.set(id, deployment);
    if (metric === "latency") deployment.latency[labels["le"] ?? ""] = value;
    else deployment[metric] = metric === "cost_usd" ? value : Math.round(value);
  }

  for (const { metric, samples } of growths) for (const sample of samples) add(metric, sample);
  return { deployments: Object.fromEntries(deployments), fallbacks: Object.fromEntries(fallbacks) };
}

function newDeployment(): Growing {
  return { requests: 0, failures: 0, input_tokens: 0, output_tokens: 0, cost_usd: 0, latency: {} };
}
