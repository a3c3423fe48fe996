import { describe, expect, test } from "vitest";
import type { Traffic, TrafficEntry, TrafficMetric } from "../../src/domain/traffic.ts";
import { readStats, type StatsRequest } from "../../src/operations/read-stats.ts";
import { sampledTraffic } from "../../src/operations/sampled-traffic.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { counted } from "../contracts/traffic-log-contract.ts";
import { memoryTrafficLog } from "../fakes/memory-traffic-log.ts";
import { memoryWorld, withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const every: readonly TrafficMetric[] = [
  "requests",
  "failures",
  "latency",
  "input_tokens",
  "output_tokens",
  "cost_usd",
  "fallbacks",
];
const head = { v: 1, proxy: "http://127.0.0.1:4000" } as const;

function sampling(at: string, metrics = every): TrafficEntry {
  return { ...head, at, event: "sampling", metrics };
}

function countedAt(at: string, traffic: Traffic): TrafficEntry {
  return { ...head, at, event: "counted", traffic };
}

const config = withOutputs(smallProject)["litellm_config.yaml"] ?? "";
const [premiumId = ""] = /classification_premium--[\w.-]+/.exec(config) ?? [];
const earlierId = "classification_premium--openai-gpt-3.5-turbo-00000000";
const busy: Traffic = {
  deployments: {
    [premiumId]: counted({
      requests: 8,
      failures: 2,
      input_tokens: 100,
      output_tokens: 20,
      cost_usd: 0.1,
      latency: { "0.5": 3, "1.0": 6, "+Inf": 6 },
    }),
    [earlierId]: counted({ requests: 2, cost_usd: 0.2, latency: { "0.5": 2, "1.0": 2, "+Inf": 2 } }),
    "synthesis_balanced--other-00000000": counted({ requests: 5 }),
  },
  fallbacks: { classification: 1 },
};

async function stats(entries: readonly TrafficEntry[], request: Partial<StatsRequest> = {}, world = memoryWorld()) {
  const log = memoryTrafficLog();
  await log.append("default", entries);
  return readStats(world, ({ name }) => sampledTraffic(log, name), { environment: "default", ...request });
}

const day = 86_400;

describe("statistics", () => {
  test("are by task, and by deployment, those of before among them", async () => {
    const found = await stats([sampling("2026-01-01T00:00:00.000Z"), countedAt("2026-01-02T11:00:00.000Z", busy)], {
      seconds: day,
    });
    expect(found).toMatchObject({
      version: 1,
      environment: "default",
      profile: "premium",
      from: "2026-01-01T12:00:00.000Z",
      to: "2026-01-02T12:00:00.000Z",
      sampling: { source: "samples", complete: true, since: "2026-01-01T00:00:00.000Z", failure: null },
    });
    expect(found.tasks["classification"]).toEqual({
      group: "classification_premium",
      requests: 10,
      failures: 2,
      input_tokens: 100,
      output_tokens: 20,
      cost_usd: 0.3,
      latency_ms: { p50: 400, p95: 933.333333333, p99: 986.666666667 },
      fallback_share: 0.1,
      deployments: {
        [premiumId]: {
          requests: 8,
          failures: 2,
          input_tokens: 100,
          output_tokens: 20,
          cost_usd: 0.1,
          latency_ms: { p50: 500, p95: 950, p99: 990 },
        },
        [earlierId]: expect.objectContaining({ requests: 2 }),
      },
    });
  });

  test("are zero where nothing happened, and unavailable where nobody counted", async () => {
    const quiet = await stats([sampling("2026-01-01T00:00:00.000Z", ["requests"])], { seconds: day });
    expect(quiet.tasks["synthesis"]).toMatchObject({
      requests: 0,
      failures: "unavailable",
      cost_usd: "unavailable",
      latency_ms: { p50: "unavailable", p95: "unavailable", p99: "unavailable" },
      fallback_share: "unavailable",
    });
    const noCalls = await stats([sampling("2026-01-01T00:00:00.000Z")], { seconds: day });
    expect(noCalls.tasks["synthesis"]).toMatchObject({ requests: 0, fallback_share: "unavailable" });
    const nothing = await stats([], { seconds: day });
    expect(nothing.sampling).toEqual({ source: "samples", complete: false, since: null, failure: null });
    expect(nothing.tasks["synthesis"]).toMatchObject({ requests: "unavailable", fallback_share: "unavailable" });
  });

  test("say that sampling broke off, or began too late", async () => {
    const failed: TrafficEntry = { ...head, at: "2026-01-02T11:30:00.000Z", event: "failed", reason: "It is down" };
    const broken = await stats([sampling("2026-01-01T00:00:00.000Z"), failed], { seconds: day });
    expect(broken.sampling).toEqual({
      source: "samples",
      complete: false,
      since: "2026-01-01T00:00:00.000Z",
      failure: "It is down",
    });
    expect(broken.tasks["synthesis"]).toMatchObject({ requests: 0 });
    const after = await stats([sampling("2026-01-01T00:00:00.000Z"), failed], { seconds: 600 });
    expect(after.tasks["synthesis"]).toMatchObject({ requests: "unavailable" });
    const late = await stats([sampling("2026-01-02T11:00:00.000Z")], { seconds: day });
    expect(late.sampling).toMatchObject({ complete: false, failure: null });
  });

  test("count what happened within the time, and nothing else", async () => {
    const entries = [
      sampling("2026-01-01T00:00:00.000Z"),
      countedAt("2026-01-02T10:00:00.000Z", busy),
      countedAt("2026-01-02T11:59:00.000Z", busy),
    ];
    expect((await stats(entries, { seconds: 600 })).tasks["classification"]).toMatchObject({ requests: 10 });
    expect((await stats(entries, { seconds: day })).tasks["classification"]).toMatchObject({ requests: 20 });
  });

  test("are since the profile became active, and until it was left", async () => {
    const world = memoryWorld();
    await world.clock.sleep(60_000);
    await switchProfile(world, { environment: "default", profile: "balanced" });
    await world.clock.sleep(60_000);
    await switchProfile(world, { environment: "default", profile: "premium" });
    await world.clock.sleep(60_000);
    const revisions = await world.store.log(["environments"]);
    const [again, left] = revisions.map(({ at }) => new Date(at).toISOString());
    const now = world.clock.now().toISOString();
    expect(await stats([], {}, world)).toMatchObject({ profile: "premium", from: again, to: now });
    expect(await stats([], { profile: "balanced" }, world)).toMatchObject({
      profile: "balanced",
      from: left,
      to: again,
    });
    const balanced = await stats([], { profile: "balanced" }, world);
    expect(balanced.tasks["classification"]).toMatchObject({ group: "classification_balanced" });
  });

  test("of a profile that was never active are all that there is", async () => {
    const never = await stats([sampling("2026-01-01T00:00:00.000Z")], { profile: "balanced" });
    expect(never).toMatchObject({ from: null, to: "2026-01-02T12:00:00.000Z", sampling: { complete: false } });
    expect(never.tasks["classification"]).toMatchObject({ requests: 0 });
  });

  test("are refused for a profile that does not exist", async () => {
    await expect(stats([], { profile: "premum" })).rejects.toMatchObject({ code: "unknown-profile" });
  });

  test("name no group of a task that is disabled", async () => {
    const without = "tasks:\n  classification: [{model: openai/gpt-4o}]\n  synthesis: {disabled: Too dear}\n";
    const found = await stats([], {}, memoryWorld({ ...smallProject, "profiles/premium.yaml": without }));
    expect(Object.keys(found.tasks)).toEqual(["classification"]);
  });
});
