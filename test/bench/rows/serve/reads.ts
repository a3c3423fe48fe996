import type { Measurement } from "../../measurement.ts";
import type { ServeStage } from "../../stage/serve-stage.ts";
import { describeSummary, summarise } from "../../statistics.ts";
import { describeRatios, ratiosTo, type Bare } from "./bare.ts";

const readings = 200;

/** Every GET that ends. */
export const reads = [
  "status",
  "status?fresh=true",
  "list",
  "validate",
  "config",
  "plan/balanced",
  "stats",
  "stats/premium",
  "history",
] as const;

/** One caller, one call after the other; a row a route. */
export async function measureReads(serve: ServeStage, bare: Bare): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const path of reads) measurements.push(await measureRead(serve, path, bare));
  return measurements;
}

async function measureRead(serve: ServeStage, path: string, bare: Bare): Promise<Measurement> {
  const times: number[] = [];
  for (let number = 0; number < readings; number += 1) {
    const { status, milliseconds } = await serve.call("GET", path);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
    times.push(milliseconds);
  }
  const summary = summarise(times);
  return {
    what: `GET ${path}`,
    measured: `${describeSummary(summary)}\n${describeRatios(bare, summary.median)}`,
    goal: "p99 < 50 ms",
    reached: summary.p99 < 50,
    details: { ...summary, ...ratiosTo(bare, summary.median) },
  };
}
