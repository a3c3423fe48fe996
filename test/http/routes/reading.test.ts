import { describe, expect, test } from "vitest";
import { balanced, expectAnswer, openControlPlane, openInForce, premium } from "../control-plane.ts";

describe("GET status", () => {
  test("compares what is live with what is rendered", async () => {
    const { get, post } = await openInForce();
    const answer = await get("status");
    expect(answer.statusCode).toBe(200);
    expectAnswer("StatusAnswer", answer.json());
    expect(answer.json()).toMatchObject({
      active_profile: "premium",
      active_mappings: premium,
      expected_mappings: premium,
      mapping_valid: true,
      drift: null,
      proxies: [{ url: "http://127.0.0.1:4000", failure: null }],
      last_proof: null,
      as_of: "2026-01-02T12:00:00.000Z",
    });
    await post("switch", { profile: "balanced" });
    expect((await get("status")).json()).toMatchObject({
      active_profile: "balanced",
      active_mappings: balanced,
      last_proof: { outcome: "proven", workers: 1 },
    });
  });

  test("is kept for a second, and read anew on request", async () => {
    const { get, world } = await openInForce();
    await get("status");
    world.proxy.refuse("proxy-unreachable");
    expect((await get("status")).json()).toMatchObject({ mapping_valid: true });
    expect((await get("status?fresh=true")).json()).toMatchObject({
      mapping_valid: null,
      mapping_reason: "Proxy `http://127.0.0.1:4000` refuses",
    });
    await world.clock.sleep(1001);
    expect((await get("status")).json()).toMatchObject({ mapping_valid: null });
  });

  test("takes only what its schema says", async () => {
    const { get } = await openInForce();
    expect((await get("status?fresh=perhaps")).json()).toMatchObject({
      code: "invalid-request",
      status: 400,
      detail: "`fresh` must be boolean",
    });
    expect((await get("status?enviroment=default")).json()).toMatchObject({
      code: "invalid-request",
      detail: "`enviroment` is no key that this call takes",
    });
    expect((await get("status?environment=")).statusCode).toBe(400);
    expect((await get("status?environment=staging")).statusCode).toBe(404);
  });
});

describe("GET list", () => {
  test("has every profile of the head, with groups, prices and where it is active", async () => {
    const { get, world } = await openInForce();
    await world.store.writeWorkFile("profiles/new.yaml", "tasks: {}\n");
    const answer = await get("list");
    expect(answer.statusCode).toBe(200);
    expectAnswer("ListAnswer", answer.json());
    expect(answer.json().total_profiles).toBe(2);
    expect(answer.json().profiles).toMatchObject([
      { name: "balanced", active_in: [] },
      {
        name: "premium",
        active_in: ["default"],
        groups: { classification: { group: "classification_premium", models: ["openai/gpt-4o"] } },
        summary: { input_usd_per_million: { least: 2.5, most: 2.5 } },
      },
    ]);
  });
});

describe("GET plan", () => {
  test("is what a switch would do, and changes nothing", async () => {
    const { get, world } = await openInForce();
    const before = await world.store.head();
    const answer = await get("plan/balanced");
    expect(answer.statusCode).toBe(200);
    expectAnswer("Plan", answer.json());
    expect(answer.json()).toMatchObject({ from: "premium", to: "balanced" });
    expect(await world.store.head()).toEqual(before);
  });

  test.for(["plan/balancd", "plan/..%2Fbalanced", "plan/balanced?environment=x", `plan/${"x".repeat(200)}`])(
    "refuses %s",
    async (path) => {
      const { get } = await openInForce();
      const answer = await get(path);
      expect(answer.statusCode).toBe(404);
      expectAnswer("Problem", answer.json());
    },
  );

  test.for([201, 1000, 1001, 10_000])("refuses a name of %i letters", async (length) => {
    const { get } = await openInForce();
    const answer = await get(`plan/${"x".repeat(length)}`);
    expect(answer.statusCode).toBe(400);
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({ code: "invalid-request" });
  });
});

describe("GET history", () => {
  test("lists the newest changes first, of one environment or all", async () => {
    const { get, post } = await openInForce();
    await post("switch", { profile: "balanced" });
    const answer = await get("history");
    expect(answer.statusCode).toBe(200);
    expectAnswer("HistoryAnswer", answer.json());
    expect(answer.json()).toMatchObject({
      total_revisions: 2,
      revisions: [
        { from: "premium", to: "balanced", by: "Ada <ada@example.org>", proof: "proven" },
        { from: null, to: "premium", by: null, proof: "unknown" },
      ],
    });
    const short = await get("history?limit=1&environment=default");
    expect(short.json()).toMatchObject({ total_revisions: 2, revisions: [{ to: "balanced" }] });
    const unknown = await get("history?environment=defualt");
    expect(unknown.statusCode).toBe(404);
    expectAnswer("Problem", unknown.json());
    expect(unknown.json()).toMatchObject({ code: "unknown-environment", nearest: ["default"] });
  });

  test.for(["0", "-1", "1.5", "ten", "10001"])("takes no limit of %s", async (limit) => {
    const { get } = await openInForce();
    expect((await get(`history?limit=${limit}`)).statusCode).toBe(400);
  });
});

describe("anything else", () => {
  test("is a problem, too", async () => {
    const { server, get } = await openControlPlane();
    const missing = await server.inject("/admin?token=sk-not-to-be-shown");
    expect(missing.statusCode).toBe(404);
    expectAnswer("Problem", missing.json());
    expect(missing.json()).toMatchObject({ code: "no-such-route", detail: "There is no `GET /admin`" });
    expect((await server.inject("/%zz")).json()).toMatchObject({ code: "invalid-request", status: 400 });
    expect((await get("status", { host: "rebound.example" })).json()).toMatchObject({ code: "not-local" });
  });
});
