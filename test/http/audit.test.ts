import { describe, expect, test } from "vitest";
import { createToken } from "../../src/operations/create-token.ts";
import { expectAnswer, openControlPlane, openInForce } from "./control-plane.ts";

const ada = { kind: "local", token_id: null, name: "Ada", role: "admin", address: "127.0.0.1" };

describe("the audit log", () => {
  test("has a line for each call, and for each step of a change", async () => {
    const { post, get, audit, world } = await openInForce();
    const answer = await post("switch", { profile: "balanced", reason: "Half the price" });
    await get("status?fresh=true");
    const { commit } = await world.store.head();
    const base = { v: 1, at: "2026-01-02T12:00:00.000Z", who: ada };
    const change = { ...base, change: "switch", environment: "default" };
    expect(audit.entries).toEqual([
      { ...change, event: "requested", to: "balanced", reason: "Half the price", request_id: expect.any(String) },
      { ...change, event: "committed", commit, request_id: audit.entries[0]?.request_id },
      expect.objectContaining({ ...change, event: "delivered" }),
      expect.objectContaining({ ...change, event: "applied", worker: "here:100", proxy: "http://127.0.0.1:4000" }),
      expect.objectContaining({ ...change, event: "proven", workers: 1 }),
      expect.objectContaining({
        ...change,
        event: "ended",
        outcome: "switched",
        from: "premium",
        to: "balanced",
        commit,
      }),
      expect.objectContaining({ ...base, event: "call", method: "POST", path: "/admin/profiles/switch", status: 200 }),
      expect.objectContaining({ ...base, event: "call", method: "GET", path: "/admin/profiles/status", code: null }),
    ]);
    expect(answer.statusCode).toBe(200);
  });

  test("says that a change failed, and that one went back", async () => {
    const { post, audit, world } = await openInForce();
    const failed = await post("switch", { profile: "nope" });
    expect(audit.entries.map(({ event }) => event)).toEqual(["requested", "failed", "call"]);
    expect(audit.entries.at(-1)).toMatchObject({ status: 404, code: "unknown-profile" });
    expect(audit.entries.at(-1)?.request_id).toBe(failed.json().request_id);
    const old = world.applied();
    world.proxy.answer(() => [old]);
    const wentBack = await post("switch", { profile: "balanced" });
    const events = audit.entries.slice(3).map(({ event }) => event);
    expect(events).toEqual([
      "requested",
      "committed",
      "delivered",
      "not proven",
      "rolled back",
      "delivered",
      "not proven",
      "ended",
      "call",
    ]);
    expect(audit.entries.at(-1)).toMatchObject({ status: 504, code: "not-proven" });
    expect(audit.entries.find(({ event }) => event === "rolled back")).toMatchObject({
      commit: wentBack.json().way_back.commit,
    });
  });

  test("says who called, and who could not", async () => {
    const { get, audit, tokens, world } = await openInForce(undefined, { local: false });
    const { token, stored } = await createToken(tokens, world, { name: "dashboard", role: "viewer" });
    await get("status", { authorization: `Bearer ${token}` });
    await get(`plan/${token}`, { authorization: "Bearer wrong" });
    expect(audit.entries).toMatchObject([
      { who: { kind: "token", token_id: stored.id, name: "dashboard", role: "viewer" }, status: 200 },
      { who: { kind: "nobody", token_id: null, name: "", role: null }, status: 401, code: "token-refused" },
    ]);
    expect(JSON.stringify(audit.entries)).not.toContain(token.slice(13));
  });

  test("that cannot be written lets nothing be changed, and reading go on", async () => {
    const { post, get, audit, world, log } = await openInForce();
    const before = await world.store.head();
    audit.fill(true);
    const answer = await post("switch", { profile: "balanced" });
    expect(answer.statusCode).toBe(503);
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({ code: "audit-not-writable", retry: "later" });
    expect(await world.store.head()).toEqual(before);
    expect((await get("status")).statusCode).toBe(200);
    expect(log.filter((line) => line.includes("Calls are not logged"))).toHaveLength(1);
    audit.fill(false);
    expect((await post("switch", { profile: "balanced" })).statusCode).toBe(200);
  });

  test("has no secret that stands in a reason", async () => {
    const { post, audit, log } = await openInForce();
    await post("switch", { profile: "balanced", reason: "because sk-canary0123456789abcdefghij leaked" });
    expect(JSON.stringify(audit.entries)).not.toContain("canary");
    expect(log).toEqual([]);
  });
});

describe("GET history", () => {
  test("names who asked for a commit, as far as the log knows", async () => {
    const { post, get, audit, world } = await openInForce();
    await post("switch", { profile: "balanced" });
    const [requested] = audit.entries;
    const told = { request_id: requested?.request_id, by: "Ada", at: "2026-01-02T12:00:00.000Z" };
    expect((await get("history")).json().revisions).toMatchObject([{ audit: told }, { audit: null }]);
    const restarted = await openControlPlane(world, {}, audit);
    expect((await restarted.get("history")).json().revisions).toMatchObject([{ audit: told }, { audit: null }]);
  });

  test("has all that git has where the log is lost", async () => {
    const { post, get, world } = await openInForce();
    await post("switch", { profile: "balanced", reason: "Half the price" });
    const before = (await get("history")).json();
    const restarted = await openControlPlane(world);
    const after = (await restarted.get("history")).json();
    expect(after.revisions).toEqual(before.revisions.map((revision: object) => ({ ...revision, audit: null })));
    expect(after.revisions[0]).toMatchObject({ to: "balanced", reason: "Half the price", proof: "proven" });
  });
});
