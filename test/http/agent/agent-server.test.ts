import { createHmac } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Pass } from "../../../src/domain/pass.ts";
import { openAgentServer } from "../../../src/http/agent/open-agent-server.ts";
import { somePass } from "../../contracts/pass-log-contract.ts";
import { manualClock } from "../../fakes/manual-clock.ts";

const secret = "it-is-a-secret-4f1c";

/** The server of an agent, and how often it was woken. */
async function open(webhookSecret: string | null = secret) {
  const clock = manualClock();
  let woken = 0;
  const log: string[] = [];
  const { server, record } = await openAgentServer({
    clock,
    mostSeconds: 1800,
    secret: webhookSecret ?? undefined,
    wake: () => void (woken += 1),
    log: { write: (line) => void log.push(line) },
  });
  onTestFinished(() => server.close());
  return { clock, server, record, log, woken: () => woken };
}

interface Call {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const push = `{"ref":"refs/heads/main","after":"0123456789"}`;

/** A call as GitHub signs it. */
function signed(id: string, { body = push, headers = {} }: Call = {}) {
  return {
    method: "POST" as const,
    url: "/webhook",
    payload: body,
    headers: {
      "content-type": "application/json",
      "x-github-event": "push",
      "x-github-delivery": id,
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
      ...headers,
    },
  };
}

describe("the webhook", () => {
  test("takes the signature that GitHub's documentation gives as an example", async () => {
    const { server, woken } = await open("It's a Secret to Everybody");
    const signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    const headers = { "x-github-event": "push", "x-hub-signature-256": signature, "content-type": "text/plain" };
    const answer = await server.inject({ method: "POST", url: "/webhook", payload: "Hello, World!", headers });
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ outcome: "woken" });
    expect(woken()).toBe(1);
  });

  test("wakes once for one delivery, however often it comes", async () => {
    const { server, woken } = await open();
    expect((await server.inject(signed("one"))).statusCode).toBe(202);
    const again = await server.inject(signed("one"));
    expect(again.statusCode).toBe(200);
    expect(again.json()).toEqual({ outcome: "repeated" });
    await server.inject(signed("two"));
    expect(woken()).toBe(2);
  });

  test("remembers a thousand deliveries", async () => {
    const { server, woken } = await open();
    for (let count = 0; count <= 1000; count += 1) await server.inject(signed(`${count}`));
    await server.inject(signed("1000"));
    expect(woken()).toBe(1001);
    await server.inject(signed("0"));
    expect(woken()).toBe(1002);
  });

  test.for([
    { what: "none", signature: undefined },
    { what: "an empty one", signature: "" },
    { what: "one of another body", signature: `sha256=${createHmac("sha256", secret).update("x").digest("hex")}` },
    { what: "one by another secret", signature: `sha256=${createHmac("sha256", "other").update(push).digest("hex")}` },
    { what: "an older kind", signature: `sha1=${createHmac("sha1", secret).update(push).digest("hex")}` },
    { what: "half of the right one", signature: signed("").headers["x-hub-signature-256"].slice(0, 39) },
    { what: "the right one in upper case", signature: signed("").headers["x-hub-signature-256"].toUpperCase() },
    { what: "more than the right one", signature: `${signed("").headers["x-hub-signature-256"]}00` },
  ])("refuses a call whose signature is $what", async ({ signature }) => {
    const { server, woken, log } = await open();
    const { "x-hub-signature-256": _right, ...headers } = signed("one").headers;
    const forged = { ...headers, ...(signature !== undefined && { "x-hub-signature-256": signature }) };
    const answer = await server.inject({ ...signed("one"), headers: forged });
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ code: "signature-refused", retry: "never" });
    expect(answer.body).not.toContain(secret);
    expect(log.join("")).not.toContain(secret);
    expect(woken()).toBe(0);
    // Whoever forges a delivery does not take its place.
    expect((await server.inject(signed("one"))).statusCode).toBe(202);
  });

  test("refuses a body of which one byte is another", async () => {
    const { server, woken } = await open();
    const answer = await server.inject({ ...signed("one"), payload: push.replace("main", "mail") });
    expect(answer.statusCode).toBe(401);
    expect(woken()).toBe(0);
  });

  test("signs the bytes, whatever they are", async () => {
    const { server } = await open();
    for (const [id, body] of Object.entries({ spaces: `{ "ref" : 1 }`, none: "", form: "payload=%7B%7D", text: "{" })) {
      const headers = id === "form" ? { "content-type": "application/x-www-form-urlencoded" } : {};
      expect((await server.inject(signed(id, { body, headers }))).statusCode).toBe(202);
    }
  });

  test("ignores what is no push", async () => {
    const { server, woken } = await open();
    const answer = await server.inject(signed("one", { headers: { "x-github-event": "ping" } }));
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ outcome: "ignored" });
    expect(woken()).toBe(0);
  });

  test("refuses a body that is larger than any", async () => {
    const { server, woken } = await open();
    const answer = await server.inject(signed("one", { body: "x".repeat(25 * 1024 * 1024 + 1) }));
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: "body-too-large" });
    expect(woken()).toBe(0);
  });

  test("is not there without a secret", async () => {
    const { server } = await open(null);
    const answer = await server.inject(signed("one"));
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: "no-such-route", hint: expect.stringContaining("`/healthz`") });
  });
});

function passWith(status: "true" | "false" | "unknown", ended_at = "2026-01-02T12:00:01.000Z"): Pass {
  const { conditions } = somePass;
  return { ...somePass, ended_at, conditions: conditions.map((condition) => ({ ...condition, status })) };
}

describe("the health of an agent", () => {
  test("is told to anybody", async () => {
    const { server } = await open();
    const answer = await server.inject("/healthz");
    expect(answer.json()).toEqual({ status: "ok" });
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  });

  test("is ready after a pass that found nothing wrong, for a while", async () => {
    const { server, record, clock } = await open();
    expect((await server.inject("/readyz")).statusCode).toBe(503);
    record(passWith("true"));
    const ready = await server.inject("/readyz");
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toEqual({ ready: true, checks: [{ check: "Fetched", status: "true" }] });
    await clock.sleep(1_801_000);
    expect((await server.inject("/readyz")).statusCode).toBe(200);
    await clock.sleep(1);
    expect((await server.inject("/readyz")).statusCode).toBe(503);
  });

  test("is not ready where something is wrong, and does not say what", async () => {
    const { server, record } = await open();
    record(passWith("false"));
    const answer = await server.inject("/readyz");
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({ ready: false, checks: [{ check: "Fetched", status: "false" }] });
  });

  test("is ready while it waits for another agent to end", async () => {
    const { server, record } = await open();
    record(passWith("unknown"));
    expect((await server.inject("/readyz")).statusCode).toBe(200);
  });
});

test("the figures of an agent count passes and webhooks, and show its conditions", async () => {
  const { server, record } = await open();
  record(passWith("false"));
  record({ ...passWith("true"), outcome: "unchanged" });
  await server.inject(signed("one"));
  await server.inject({ ...signed("two"), payload: "forged" });
  const { body, headers } = await server.inject("/metrics");
  expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  for (const line of [
    'litellm_profiles_passes_total{environment="default",outcome="applied"} 1',
    'litellm_profiles_passes_total{environment="default",outcome="unchanged"} 1',
    'litellm_profiles_pass_seconds_sum{environment="default"} 2',
    'litellm_profiles_last_pass_timestamp_seconds{environment="default"} 1767355201',
    'litellm_profiles_condition{environment="default",condition="Fetched",status="true"} 1',
    'litellm_profiles_condition{environment="default",condition="Fetched",status="false"} 0',
    'litellm_profiles_webhooks_total{outcome="woken"} 1',
    'litellm_profiles_webhooks_total{outcome="refused"} 1',
  ]) {
    expect(body.split("\n")).toContain(line);
  }
});
