import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Pass } from "../../domain/pass.ts";
import type { WebhookOutcome } from "./add-webhook.ts";

const statuses = ["true", "false", "unknown"] as const;

/** An agent's own figures, in Prometheus' format. */
export interface PassMetrics {
  readonly contentType: string;
  record(pass: Pass): void;
  readonly recordWebhook: (outcome: WebhookOutcome) => void;
  print(): Promise<string>;
}

export function openPassMetrics(): PassMetrics {
  const registry = new Registry();
  const registers = [registry];
  const passes = new Counter({
    name: "litellm_profiles_passes_total",
    help: "Passes of the agent by what they came to",
    labelNames: ["environment", "outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "litellm_profiles_pass_seconds",
    help: "How long a pass took",
    labelNames: ["environment"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 180],
    registers,
  });
  const last = new Gauge({
    name: "litellm_profiles_last_pass_timestamp_seconds",
    help: "When the last pass ended",
    labelNames: ["environment"],
    registers,
  });
  const conditions = new Gauge({
    name: "litellm_profiles_condition",
    help: "1 for the status that a condition has after the last pass",
    labelNames: ["environment", "condition", "status"],
    registers,
  });
  const webhooks = new Counter({
    name: "litellm_profiles_webhooks_total",
    help: "Calls of the webhook by what became of them",
    labelNames: ["outcome"],
    registers,
  });
  return {
    contentType: registry.contentType,
    record({ environment, outcome, conditions: found, started_at, ended_at }) {
      passes.inc({ environment, outcome });
      seconds.observe({ environment }, (Date.parse(ended_at) - Date.parse(started_at)) / 1000);
      last.set({ environment }, Date.parse(ended_at) / 1000);
      for (const { type, status } of found) {
        for (const each of statuses)
          conditions.set({ environment, condition: type, status: each }, each === status ? 1 : 0);
      }
    },
    recordWebhook: (outcome) => webhooks.inc({ outcome }),
    print: () => registry.metrics(),
  };
}
