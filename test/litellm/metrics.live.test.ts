import { describe, expect, onTestFinished, test } from "vitest";
import { openProxy } from "../../src/adapters/litellm/open-proxy.ts";
import { resolvePrometheus } from "../../src/adapters/prometheus/resolve-prometheus.ts";
import { systemClock } from "../../src/adapters/system-clock.ts";
import { addTraffic, noTraffic } from "../../src/domain/traffic.ts";
import { openTrafficSampler } from "../../src/operations/sample-traffic.ts";
import { prometheus, startScraping } from "../adapters/prometheus/start-prometheus.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";
import { memoryTrafficLog } from "../fakes/memory-traffic-log.ts";
import { litellm, startLiveProxy } from "./live-proxy.ts";

const models = `model_list:
  - model_name: classification_premium
    litellm_params: {model: openai/gpt-4o, api_key: x, mock_response: hello}
    model_info: {id: classification_premium--openai-gpt-4o-0a1b2c3d}
  - model_name: synthesis_premium
    litellm_params: {model: openai/gpt-4o, api_key: x, mock_response: litellm.InternalServerError}
    model_info: {id: synthesis_premium--openai-gpt-4o-1a1b2c3d}
  - model_name: synthesis_balanced
    litellm_params: {model: openai/gpt-4o-mini, api_key: x, mock_response: hello}
    model_info: {id: synthesis_balanced--openai-gpt-4o-mini-2a1b2c3d}
router_settings:
  num_retries: 0
  max_fallbacks: 1
  model_group_alias: {classification: classification_premium, synthesis: synthesis_premium}
  fallbacks: [{synthesis: [synthesis_balanced]}]
`;

describe.skipIf("missing" in litellm)("what LiteLLM counts", () => {
  test("is sampled by deployment, whatever worker has answered", async () => {
    const proxy = await startLiveProxy(`${models}litellm_settings:\n  callbacks: [prometheus]\n`);
    const log = memoryTrafficLog();
    const sampler = openTrafficSampler({ proxies: () => [openProxy(proxy)], clock: systemClock }, log);
    const environment = makeEnvironment("premium", { proxies: [{ url: proxy.url }] });
    await sampler.sample([environment]);
    for (const task of ["classification", "classification", "synthesis"]) {
      expect((await proxy.ask(task)).status).toBe(200);
    }
    const traffic = async () => {
      await sampler.sample([environment]);
      const entries = await log.read("default");
      return entries
        .flatMap((entry) => (entry.event === "counted" ? [entry.traffic] : []))
        .reduce(addTraffic, noTraffic);
    };
    await expect.poll(traffic, { timeout: 30_000, interval: 100 }).toMatchObject({
      deployments: {
        "classification_premium--openai-gpt-4o-0a1b2c3d": {
          requests: 2,
          failures: 0,
          input_tokens: expect.toSatisfy((tokens: number) => tokens > 0),
          cost_usd: expect.toSatisfy((usd: number) => usd > 0),
          latency: { "+Inf": 2 },
        },
        "synthesis_premium--openai-gpt-4o-1a1b2c3d": { requests: 1, failures: 1 },
        "synthesis_balanced--openai-gpt-4o-mini-2a1b2c3d": { requests: 1, failures: 0 },
      },
      fallbacks: { synthesis: 1 },
    });
    const [first] = await log.read("default");
    expect(first).toMatchObject({
      event: "sampling",
      metrics: expect.arrayContaining(["requests", "failures", "latency", "input_tokens", "cost_usd", "fallbacks"]),
    });
  });

  test.skipIf("missing" in prometheus)("is known to a Prometheus server that scrapes it", async () => {
    const proxy = await startLiveProxy(`${models}litellm_settings:\n  callbacks: [prometheus]\n`);
    const instance = new URL(proxy.url).host;
    const server = await startScraping([{ job: "litellm", instance, path: "/metrics/", key: proxy.key }]);
    onTestFinished(() => server.stop());
    const source = resolvePrometheus({ url: server.url, labels: { job: "litellm" } }, {});
    const from = new Date().toISOString();
    for (const task of ["classification", "classification", "synthesis"]) {
      expect((await proxy.ask(task)).status).toBe(200);
    }
    const now = () => source.over({ from, to: new Date().toISOString() });
    await expect.poll(now, { timeout: 30_000, interval: 100 }).toMatchObject({
      traffic: {
        deployments: {
          "classification_premium--openai-gpt-4o-0a1b2c3d": {
            requests: 2,
            failures: 0,
            output_tokens: expect.toSatisfy((tokens: number) => tokens > 0),
            cost_usd: expect.toSatisfy((usd: number) => usd > 0),
            latency: { "+Inf": 2 },
          },
          "synthesis_premium--openai-gpt-4o-1a1b2c3d": { requests: 1, failures: 1 },
          "synthesis_balanced--openai-gpt-4o-mini-2a1b2c3d": { requests: 1, failures: 0 },
        },
        fallbacks: { synthesis: 1 },
      },
    });
    const { metrics, sampling } = await now();
    expect([metrics.length, sampling]).toEqual([
      7,
      { source: "prometheus", complete: true, since: expect.any(String), failure: null },
    ]);
  });

  test("is nothing without the callback, and said so", async () => {
    const proxy = await startLiveProxy(models);
    await expect(openProxy(proxy).metrics()).rejects.toMatchObject({ code: "no-metrics" });
  });
});
