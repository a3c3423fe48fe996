import { expect, test } from "vitest";
import type { TrafficSource } from "../../src/ports/traffic-source.ts";

/** What one proxy said at a moment; undefined where it did not answer. */
export interface Scraped {
  readonly at: string;
  readonly text: string | undefined;
}

const day = "2026-01-02T";

/** A moment of that day, by its hour and minute. */
function at(clock: string): string {
  return `${day}${clock}:00.000Z`;
}

const started = Date.parse(at("10:00")) / 1000;

/** What a process of LiteLLM says: what it announces, and the lines of its counters. */
function said(lines: readonly string[] = [], startedSeconds = started): string {
  const announced = [
    "litellm_deployment_total_requests_total counter",
    "litellm_deployment_failure_responses_total counter",
    "litellm_llm_api_latency_metric histogram",
    "litellm_spend_metric_total counter",
    "litellm_deployment_successful_fallbacks_total counter",
  ];
  return [
    ...announced.map((family) => `# TYPE ${family}`),
    ...lines,
    `process_start_time_seconds ${startedSeconds}`,
    "",
  ].join("\n");
}

function requests(count: number, team = "one"): string {
  return `litellm_deployment_total_requests_total{model_id="a--1",team="${team}"} ${count}`;
}

function spent(usd: number): string {
  return `litellm_spend_metric_total{model_id="a--1"} ${usd}`;
}

/** Twenty minutes of an hour, each text until the next one. */
function minutes(texts: Readonly<Record<string, string | undefined>>): Scraped[] {
  let text: string | undefined;
  return Array.from({ length: 21 }, (_, minute) => {
    const clock = `11:${String(minute).padStart(2, "0")}`;
    if (clock in texts) text = texts[clock];
    return { at: at(clock), text };
  });
}

/** What a proxy said, by what is the matter with it. */
export const scenarios = {
  quiet: minutes({ "11:00": said() }),
  busy: minutes({
    "11:00": said([requests(5), spent(0.5)]),
    "11:05": said([requests(7), spent(0.75), requests(1, "two")]),
    "11:10": said([
      requests(9),
      requests(2, "two"),
      spent(1),
      'litellm_deployment_failure_responses_total{model_id="a--1"} 1',
      'litellm_deployment_total_requests_total{model_id="b--1"} 3',
      'litellm_deployment_total_requests_total{model_id="None"} 8',
      'litellm_llm_api_latency_metric_bucket{model_id="a--1",le="0.5"} 4',
      'litellm_llm_api_latency_metric_bucket{model_id="a--1",le="+Inf"} 6',
      'litellm_deployment_successful_fallbacks_total{requested_model="classification"} 1',
    ]),
  }),
  restarted: minutes({
    "11:00": said([requests(4)]),
    "11:05": said([requests(5)]),
    "11:10": said([requests(2)], Date.parse(at("11:09")) / 1000),
  }),
  late: minutes({ "11:00": undefined, "11:10": said([requests(100)]) }),
  broken: minutes({ "11:00": said([requests(4)]), "11:05": undefined, "11:06": said([requests(6)]) }),
  paused: minutes({ "11:00": said([requests(4)]) }).filter((_, minute) => minute < 5 || minute > 15),
} as const satisfies Readonly<Record<string, readonly Scraped[]>>;

export type Scenario = keyof typeof scenarios;

export interface TrafficSourceUnderTest {
  /** A source that has asked a proxy once a minute, and was answered so. It answers the last text still. */
  readonly watch: (scenario: Scenario) => Promise<TrafficSource>;
}

const known = ["cost_usd", "failures", "fallbacks", "latency", "requests"];
export const twenty = { from: at("11:00"), to: at("11:20") };

export function trafficSourceContract({ watch }: TrafficSourceUnderTest): void {
  test("knows nothing of a time in which nobody was asked", async () => {
    const { metrics, traffic } = await (await watch("busy")).over({ from: at("09:00"), to: at("09:30") });
    expect([metrics, traffic]).toEqual([[], { deployments: {}, fallbacks: {} }]);
  });

  test("tells zero from what is not counted", async () => {
    const { metrics, traffic, sampling } = await (await watch("quiet")).over(twenty);
    expect(metrics.toSorted()).toEqual(known);
    expect(traffic).toEqual({ deployments: {}, fallbacks: {} });
    expect(sampling).toMatchObject({ complete: true, since: at("11:00"), failure: null });
  });

  test("adds up what came since, in whatever series, the first call of each among it", async () => {
    const source = await watch("busy");
    const { traffic, sampling } = await source.over(twenty);
    expect(traffic).toMatchObject({
      deployments: {
        "a--1": { requests: 6, failures: 1, cost_usd: 0.5, latency: { "0.5": 4, "+Inf": 6 } },
        "b--1": { requests: 3, failures: 0 },
      },
      fallbacks: { classification: 1 },
    });
    expect(Object.keys(traffic.deployments).toSorted()).toEqual(["a--1", "b--1"]);
    expect(sampling).toMatchObject({ complete: true, failure: null });
    const early = await source.over({ from: at("11:00"), to: at("11:07") });
    expect(early.traffic.deployments["a--1"]).toMatchObject({ requests: 3, failures: 0, cost_usd: 0.25 });
  });

  test("goes on where a process began anew", async () => {
    const { traffic } = await (await watch("restarted")).over(twenty);
    expect(traffic.deployments["a--1"]).toMatchObject({ requests: 3 });
  });

  test("leaves out what was counted before anybody asked", async () => {
    const { traffic, sampling } = await (await watch("late")).over(twenty);
    expect(traffic.deployments).toEqual({});
    expect(sampling.complete).toBe(false);
  });

  test("says that there was a break", async () => {
    const source = await watch("broken");
    const { traffic, sampling } = await source.over(twenty);
    expect(traffic.deployments["a--1"]).toMatchObject({ requests: 2 });
    expect(sampling).toMatchObject({ complete: false, since: at("11:00"), failure: null });
    expect(await source.over({ from: at("11:10"), to: at("11:20") })).toMatchObject({ sampling: { complete: true } });
  });

  test("says that nobody asked for a while", async () => {
    expect(await (await watch("paused")).over(twenty)).toMatchObject({ sampling: { complete: false, failure: null } });
  });

  test("tells all that there is, and never that it is complete", async () => {
    const { metrics, traffic, sampling } = await (await watch("broken")).over({ from: null, to: at("11:20") });
    expect(metrics.toSorted()).toEqual(known);
    expect(traffic.deployments["a--1"]?.requests).toBeGreaterThanOrEqual(2);
    expect(sampling.complete).toBe(false);
  });
}
