import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ControlEvent } from "../../domain/audit-entry.ts";
import type { Status } from "../../domain/status.ts";

const layers = ["rendered", "delivered", "live"] as const;

/** The control plane's own figures, in Prometheus' format. */
export interface Metrics {
  readonly contentType: string;
  /** A step of a change. */
  record(event: ControlEvent): void;
  /** How an environment's layers stand to each other, by its last reading. */
  observe(status: Pick<Status, "environment" | "drift">): void;
  print(): Promise<string>;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const changes = new Counter({
    name: "litellm_profiles_changes_total",
    help: "Switches, rollbacks and reloads by their outcome, or by the code of their failure",
    labelNames: ["environment", "change", "outcome"],
    registers,
  });
  const proof = new Histogram({
    name: "litellm_profiles_proof_seconds",
    help: "From the delivery of a config to its proof by every worker",
    labelNames: ["environment"],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 180],
    registers,
  });
  const drift = new Gauge({
    name: "litellm_profiles_drift",
    help: "1 for the first layer that does not say what the one before it says",
    labelNames: ["environment", "layer"],
    registers,
  });
  return {
    contentType: registry.contentType,
    record({ event, environment, change, outcome, code, milliseconds }) {
      if (event === "ended") changes.inc({ environment, change, outcome: outcome ?? "" });
      if (event === "failed") changes.inc({ environment, change, outcome: code ?? "" });
      if (event === "proven" && milliseconds !== undefined) proof.observe({ environment }, milliseconds / 1000);
    },
    observe({ environment, drift: drifting }) {
      for (const layer of layers) drift.set({ environment, layer }, layer === drifting ? 1 : 0);
    },
    print: () => registry.metrics(),
  };
}
