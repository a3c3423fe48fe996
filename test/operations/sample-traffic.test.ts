import { describe, expect, test } from "vitest";
import type { TrafficEntry } from "../../src/domain/traffic.ts";
import { openTrafficSampler } from "../../src/operations/sample-traffic.ts";
import { counted } from "../contracts/traffic-log-contract.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";
import { memoryTrafficLog } from "../fakes/memory-traffic-log.ts";
import { memoryWorld } from "../fakes/memory-world.ts";

const environment = makeEnvironment("default", { proxies: [{ url: "http://127.0.0.1:4000" }] });
const noon = Date.parse("2026-01-02T12:00:00.000Z") / 1000;

/** What a worker that started then has counted of one deployment. */
function worker(startedSeconds: number | undefined, requests: number): string {
  const started = startedSeconds === undefined ? "" : `process_start_time_seconds ${startedSeconds}\n`;
  return `# TYPE litellm_deployment_total_requests_total counter
litellm_deployment_total_requests_total{model_id="a--1"} ${requests}
${started}`;
}

function openSampler() {
  const world = memoryWorld();
  const log = memoryTrafficLog();
  const sampler = openTrafficSampler(world, log);
  const sample = async (...texts: string[]) => {
    world.proxy.answerMetrics(texts);
    await sampler.sample([environment]);
  };
  return { world, log, sampler, sample, entries: () => log.read("default") };
}

function requestsIn(entries: readonly TrafficEntry[]): (number | undefined)[] {
  return entries.flatMap((entry) => (entry.event === "counted" ? [entry.traffic.deployments["a--1"]?.requests] : []));
}

describe("sampling", () => {
  test("begins with what is counted at all, and logs what comes since", async () => {
    const { world, sample, entries } = openSampler();
    await sample(worker(noon - 60, 10));
    await world.clock.sleep(15_000);
    await sample(worker(noon - 60, 10));
    await world.clock.sleep(15_000);
    await sample(worker(noon - 60, 13));
    const head = { v: 1, proxy: "http://127.0.0.1:4000" };
    expect(await entries()).toEqual([
      { ...head, at: "2026-01-02T12:00:00.000Z", event: "sampling", metrics: ["requests"] },
      {
        ...head,
        at: "2026-01-02T12:00:30.000Z",
        event: "counted",
        traffic: { deployments: { "a--1": counted({ requests: 3 }) }, fallbacks: {} },
      },
    ]);
  });

  test("counts each worker for itself: one that is new in full, one that is older from then on", async () => {
    const { sample, entries } = openSampler();
    await sample(worker(noon - 60, 10));
    await sample(worker(noon - 59, 50));
    await sample(worker(noon - 60, 12));
    await sample(worker(noon - 59, 51));
    await sample(worker(noon + 5, 7));
    expect(requestsIn(await entries())).toEqual([2, 1, 7]);
  });

  test("follows a counter that all workers share", async () => {
    const { sample, entries } = openSampler();
    await sample(worker(undefined, 10));
    await sample(worker(undefined, 15));
    expect(requestsIn(await entries())).toEqual([5]);
  });

  test("adds up the addresses of one name", async () => {
    const { sample, entries } = openSampler();
    await sample(worker(undefined, 10), worker(undefined, 20));
    await sample(worker(undefined, 11), worker(undefined, 22));
    expect(requestsIn(await entries())).toEqual([3]);
  });

  test("says once why nothing is counted, and that it is again", async () => {
    const { world, sample, entries } = openSampler();
    world.proxy.refuse("no-metrics");
    await sample();
    await sample();
    world.proxy.refuse(undefined);
    await sample(worker(noon, 1));
    expect((await entries()).map(({ event }) => event)).toEqual(["failed", "sampling"]);
  });

  test("of a name without addresses counts nothing", async () => {
    const { sample, entries } = openSampler();
    await sample();
    expect(await entries()).toEqual([]);
  });

  test("lets a defect through", async () => {
    const { world, sampler } = openSampler();
    world.proxy.metrics = () => Promise.reject(new TypeError("x is not a function"));
    await expect(sampler.sample([environment])).rejects.toThrow(TypeError);
  });
});
