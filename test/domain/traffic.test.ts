import { describe, expect, test } from "vitest";
import { addTraffic, isQuiet, latencyQuantile, noTraffic, trafficSince } from "../../src/domain/traffic.ts";
import { counted } from "../contracts/traffic-log-contract.ts";

const first = {
  deployments: { a: counted({ requests: 5, failures: 1, input_tokens: 50, latency: { "0.1": 4, "+Inf": 5 } }) },
  fallbacks: { synthesis: 1 },
};
const second = {
  deployments: {
    a: counted({ requests: 7, failures: 1, input_tokens: 80, latency: { "0.1": 4, "+Inf": 7 } }),
    b: counted({ requests: 2, cost_usd: 0.25 }),
  },
  fallbacks: { synthesis: 1, extraction: 2 },
};

describe("traffic", () => {
  test("since an earlier sample is the difference, and only what has changed", () => {
    expect(trafficSince(second, first)).toEqual({
      deployments: {
        a: counted({ requests: 2, input_tokens: 30, latency: { "0.1": 0, "+Inf": 2 } }),
        b: counted({ requests: 2, cost_usd: 0.25 }),
      },
      fallbacks: { extraction: 2 },
    });
    expect(trafficSince(second, second)).toEqual(noTraffic);
    expect(trafficSince(second, noTraffic)).toEqual(second);
  });

  test("that fell was counted anew", () => {
    const after = { deployments: { a: counted({ requests: 2 }) }, fallbacks: {} };
    expect(trafficSince(after, first).deployments["a"]).toMatchObject({ requests: 2 });
  });

  test("of which only failures are told is traffic, too", () => {
    const failed = { deployments: { a: counted({ failures: 1 }) }, fallbacks: {} };
    expect(trafficSince(failed, noTraffic)).toEqual(failed);
  });

  test("adds up", () => {
    expect(addTraffic(first, second)).toEqual({
      deployments: {
        a: counted({ requests: 12, failures: 2, input_tokens: 130, latency: { "0.1": 8, "+Inf": 12 } }),
        b: counted({ requests: 2, cost_usd: 0.25 }),
      },
      fallbacks: { synthesis: 2, extraction: 2 },
    });
    expect(addTraffic(noTraffic, first)).toEqual(first);
  });

  test("is quiet where nothing happened", () => {
    expect(isQuiet(noTraffic)).toBe(true);
    expect(isQuiet(first)).toBe(false);
    expect(isQuiet({ deployments: {}, fallbacks: { a: 1 } })).toBe(false);
  });
});

describe("a latency", () => {
  const latency = { "+Inf": 10, "1.0": 8, "0.5": 4, "2.0": 9 };

  test("lies within its bucket as Prometheus reckons it", () => {
    expect(latencyQuantile(latency, 0.5)).toBe(0.625);
    expect(latencyQuantile(latency, 0.2)).toBe(0.25);
    expect(latencyQuantile(latency, 0.4)).toBe(0.5);
  });

  test("above every bound is the last bound", () => {
    expect(latencyQuantile(latency, 0.99)).toBe(2);
    expect(latencyQuantile({ "+Inf": 3 }, 0.5)).toBe(0);
  });

  test("of no calls is unknown", () => {
    expect(latencyQuantile({}, 0.5)).toBeUndefined();
    expect(latencyQuantile({ "1.0": 0, "+Inf": 0 }, 0.5)).toBeUndefined();
  });
});
