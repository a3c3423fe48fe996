import { describe, expect, test } from "vitest";
import { Failure } from "../../../src/domain/failure.ts";
import { createToken } from "../../../src/operations/create-token.ts";
import { memoryWorld } from "../../fakes/memory-world.ts";
import { smallProject } from "../../fakes/small-project.ts";
import { openControlPlane, openInForce } from "../control-plane.ts";

describe("health", () => {
  test("is told to anybody, and not logged", async () => {
    const { server, audit } = await openInForce(undefined, { local: false });
    const answer = await server.inject({ url: "/healthz", remoteAddress: "192.168.1.7" });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: "ok" });
    const ready = await server.inject("/readyz");
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toEqual({
      ready: true,
      checks: [
        { check: "repository", ok: true },
        { check: "profiles", ok: true },
      ],
    });
    expect(audit.entries).toEqual([]);
  });

  test("is not ready with wrong profiles, and tells nobody which", async () => {
    const broken = { ...smallProject, "profiles/balanced.yaml": "tasks: {}\n" };
    const { server } = await openControlPlane(memoryWorld(broken), { local: false });
    const ready = await server.inject("/readyz");
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toEqual({
      ready: false,
      checks: [
        { check: "repository", ok: true },
        { check: "profiles", ok: false },
      ],
    });
  });

  test("is not ready where the sources are gone, or the repository", async () => {
    const { server, world } = await openInForce();
    const { commit } = await world.store.head();
    await world.store.commit({ parent: commit, files: new Map([["litellm-profiles.yaml", null]]), message: "Forget" });
    expect((await server.inject("/readyz")).json()).toMatchObject({
      ready: false,
      checks: [{ ok: true }, { ok: false }],
    });
    world.store.head = () => Promise.reject(new Failure("no-commits", "The branch has no commit yet", "Commit"));
    await world.clock.sleep(1001);
    expect((await server.inject("/readyz")).json()).toEqual({
      ready: false,
      checks: [{ check: "repository", ok: false }],
    });
    const metrics = await server.inject("/metrics");
    expect(metrics.statusCode).toBe(200);
    expect(metrics.body).not.toContain('environment="default"');
  });
});

describe("metrics", () => {
  test("count changes, time proofs and show drift", async () => {
    const { server, post, world } = await openInForce();
    await post("switch", { profile: "balanced" });
    await post("switch", { profile: "nope" });
    await post("reload", {});
    const first = await server.inject("/metrics");
    expect(first.statusCode).toBe(200);
    expect(first.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    for (const line of [
      'litellm_profiles_changes_total{environment="default",change="switch",outcome="switched"} 1',
      'litellm_profiles_changes_total{environment="default",change="switch",outcome="unknown-profile"} 1',
      'litellm_profiles_changes_total{environment="default",change="reload",outcome="proven"} 1',
      'litellm_profiles_proof_seconds_count{environment="default"} 2',
      'litellm_profiles_drift{environment="default",layer="live"} 0',
      'litellm_profiles_drift{environment="default",layer="delivered"} 0',
    ]) {
      expect(first.body.split("\n")).toContain(line);
    }
    await world.deliveries.deliver("model_list: []\n");
    await world.clock.sleep(1001);
    expect((await server.inject("/metrics")).body).toContain(
      'litellm_profiles_drift{environment="default",layer="delivered"} 1',
    );
  });

  test("ask for a token", async () => {
    const { server, tokens, world } = await openInForce(undefined, { local: false });
    expect((await server.inject("/metrics")).statusCode).toBe(401);
    const { token } = await createToken(tokens, world, { name: "prometheus", role: "viewer" });
    const headers = { authorization: `Bearer ${token}` };
    expect((await server.inject({ url: "/metrics", headers })).statusCode).toBe(200);
  });
});
