import { expect, test } from "vitest";
import type { DeploymentTraffic, TrafficEntry } from "../../src/domain/traffic.ts";
import type { TrafficLog } from "../../src/ports/traffic-log.ts";

export interface TrafficLogUnderTest {
  readonly open: () => Promise<TrafficLog>;
}

/** What was counted of a deployment; what a test does not say is nothing. */
export function counted(part: Partial<DeploymentTraffic> = {}): DeploymentTraffic {
  return { requests: 0, failures: 0, input_tokens: 0, output_tokens: 0, cost_usd: 0, latency: {}, ...part };
}

/** One sample, with one request to a deployment. */
export function countedEntry(id: string, at = "2026-01-02T12:00:00.000Z"): TrafficEntry {
  const traffic = { deployments: { [id]: counted({ requests: 1 }) }, fallbacks: {} };
  return { v: 1, at, proxy: "http://127.0.0.1:4000", event: "counted", traffic };
}

export function trafficLogContract({ open }: TrafficLogUnderTest): void {
  test("has nothing to tell at first", async () => {
    expect(await (await open()).read("default")).toEqual([]);
  });

  test("tells what was written, in order, of one environment", async () => {
    const log = await open();
    await log.append("default", [countedEntry("a--1"), countedEntry("b--1")]);
    await log.append("staging", [countedEntry("other--1")]);
    await log.append("default", [countedEntry("c--1")]);
    expect(await log.read("default")).toEqual([countedEntry("a--1"), countedEntry("b--1"), countedEntry("c--1")]);
  });
}
