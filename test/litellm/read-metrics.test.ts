import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readMetrics } from "../../src/litellm/read-metrics.ts";

/** As LiteLLM 1.106.2 printed it after two answers of one task, and one that a fallback gave. */
const recorded = readFileSync(join(import.meta.dirname, "../fixtures/litellm-metrics-1.106.2.txt"), "utf8");

describe("LiteLLM's metrics", () => {
  test("are read by deployment, with the latencies in their buckets", () => {
    const { startedSeconds, metrics, traffic } = readMetrics(recorded);
    expect(startedSeconds).toBe(1_795_655_269.8);
    expect(metrics.toSorted()).toEqual([
      "cost_usd",
      "failures",
      "fallbacks",
      "input_tokens",
      "latency",
      "output_tokens",
      "requests",
    ]);
    expect(traffic.fallbacks).toEqual({ synthesis: 1 });
    const { latency, ...counts } = traffic.deployments["classification_premium--openai-gpt-4o-0a1b2c3d"] ?? {};
    expect(counts).toEqual({
      requests: 2,
      failures: 0,
      input_tokens: 20,
      output_tokens: 40,
      cost_usd: expect.closeTo(0.00045, 9),
    });
    expect(latency).toMatchObject({ "0.005": 2, "+Inf": 2 });
    expect(traffic.deployments["synthesis_premium--openai-gpt-4o-1a1b2c3d"]).toMatchObject({
      requests: 1,
      failures: 1,
    });
    expect(traffic.deployments["synthesis_balanced--openai-gpt-4o-mini-2a1b2c3d"]).toMatchObject({ requests: 1 });
  });

  test("add up over keys and callers, and are nothing for what is no deployment", () => {
    const text = `# TYPE litellm_deployment_total_requests_total counter
litellm_deployment_total_requests_total{model_id="a",user_agent="curl \\"x\\", {y}"} 2.0
litellm_deployment_total_requests_total{model_id="a",team="b"} 3.0
litellm_deployment_total_requests_total{model_id="None"} 4.0
litellm_deployment_total_requests_total 5.0
litellm_deployment_total_requests_total{model_id="a\\\\b\\n"} 1.0
litellm_deployment_total_requests_total{model_id="c\\d"} 1.0
litellm_deployment_total_requests_total{model_id="a"} NaN
litellm_llm_api_latency_metric_bucket{model_id="a"} 7.0
litellm_llm_api_latency_metric_sum{model_id="a",le="1"} 7.0
litellm_deployment_successful_fallbacks_total{fallback_model="x"} 1.0
litellm_of_another_kind{model_id="z"} 1.0
litellm_!
another_counter{model_id="a"} 9.0
`;
    const { startedSeconds, metrics, traffic } = readMetrics(text);
    expect({ startedSeconds, metrics }).toEqual({ startedSeconds: undefined, metrics: ["requests"] });
    expect(traffic.fallbacks).toEqual({ "": 1 });
    expect(Object.entries(traffic.deployments).map(([id, { requests, latency }]) => [id, requests, latency])).toEqual([
      ["a", 5, { "": 7 }],
      ["a\\b\n", 1, {}],
      ["c\\d", 1, {}],
    ]);
  });
});
