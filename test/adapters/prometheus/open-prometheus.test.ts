import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolvePrometheus } from "../../../src/adapters/prometheus/resolve-prometheus.ts";
import { trafficSourceContract, twenty, type Scenario } from "../../contracts/traffic-source-contract.ts";
import { prometheus, startPrometheus } from "./start-prometheus.ts";

const why = "missing" in prometheus ? `, skipped: ${prometheus.missing}` : "";

describe.skipIf("missing" in prometheus)(`a real Prometheus server${why}`, () => {
  let running: Awaited<ReturnType<typeof startPrometheus>>;
  beforeAll(async () => {
    running = await startPrometheus();
  });
  afterAll(() => running.stop());
  const open = (job: Scenario) => resolvePrometheus({ url: running.url, labels: { job } }, {});

  trafficSourceContract({ watch: async (scenario) => open(scenario) });

  test("says that nothing has the labels, which cannot break out of the question", async () => {
    const { url } = running;
    const other = resolvePrometheus({ url, labels: { job: 'busy"} or up{' } }, {});
    expect(await other.over(twenty)).toEqual({
      metrics: [],
      traffic: { deployments: {}, fallbacks: {} },
      sampling: {
        source: "prometheus",
        complete: false,
        since: null,
        failure: `Prometheus \`${url}\` scrapes nothing with the labels \`{job="busy\\"} or up{"}\``,
      },
    });
  });

  test("says what it is asked for and refuses", async () => {
    const source = resolvePrometheus({ url: running.url, labels: { "no-label": "x" } }, {});
    const { sampling } = await source.over(twenty);
    expect(sampling.failure).toMatch(/^Prometheus `http:\/\/127\.0\.0\.1:\d+` does not say: .*parse error/);
  });

  test("says that a proxy does not answer any more, and what was counted before", async () => {
    running.silence("quiet");
    const source = open("quiet");
    await expect
      .poll(async () => (await source.over(twenty)).sampling, { timeout: 30_000, interval: 50 })
      .toMatchObject({
        complete: true,
        failure: `Prometheus \`${running.url}\` does not reach \`${running.instance}\``,
      });
    expect((await open("busy").over(twenty)).sampling.failure).toBeNull();
  });
});
