import type { InjectOptions } from "fastify";
import { describe, expect, test } from "vitest";
import { createToken } from "../../../src/operations/create-token.ts";
import { expectAnswer, openInForce } from "../control-plane.ts";

function bearer(token: string) {
  return { authorization: `Bearer ${token}` };
}

/** A control plane that asks for tokens, with one of each role. */
async function openGuarded() {
  const plane = await openInForce(undefined, { local: false });
  const { tokens, world } = plane;
  const admin = await createToken(tokens, world, { name: "ci", role: "admin", days: 1 });
  const viewer = await createToken(tokens, world, { name: "dashboard", role: "viewer" });
  return { ...plane, admin, viewer, asAdmin: bearer(admin.token), asViewer: bearer(viewer.token) };
}

describe("a call without a token", () => {
  test.for<InjectOptions>([
    { method: "GET", url: "/admin/profiles/status" },
    { method: "GET", url: "/admin/profiles/events" },
    { method: "POST", url: "/admin/profiles/switch", payload: { profile: "balanced" } },
    { method: "GET", url: "/openapi.json" },
    { method: "GET", url: "/nothing" },
    { method: "OPTIONS", url: "/admin/profiles/switch" },
  ])("gets nothing: $method $url", async (call) => {
    const { server, world } = await openGuarded();
    const before = await world.store.head();
    const answer = await server.inject(call);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["www-authenticate"]).toBe("Bearer");
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({ code: "token-missing" });
    expect(await world.store.head()).toEqual(before);
  });
});

describe("a token", () => {
  test("of a viewer reads, and changes nothing", async () => {
    const { get, post, asViewer, world } = await openGuarded();
    const before = await world.store.head();
    expect((await get("status", asViewer)).statusCode).toBe(200);
    expect((await post("validate", { config: "model_list: []" }, asViewer)).statusCode).toBe(200);
    for (const path of ["switch", "reload", "rollback"]) {
      const answer = await post(path, { profile: "balanced" }, asViewer);
      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({ code: "role-too-low" });
    }
    expect(await world.store.head()).toEqual(before);
  });

  test("of an admin changes, and its name is in the commit", async () => {
    const { post, asAdmin, admin, world } = await openGuarded();
    expect((await post("switch", { profile: "balanced" }, asAdmin)).statusCode).toBe(200);
    const [newest] = await world.store.log(["environments"]);
    expect(newest?.message).toContain(`Profile-By: ci <token-${admin.stored.id}@localhost>`);
  });

  test("ends when it is revoked, and when its time is over", async () => {
    const { get, asAdmin, asViewer, viewer, tokens, world } = await openGuarded();
    expect((await get("status", asViewer)).statusCode).toBe(200);
    await tokens.remove(viewer.stored.id);
    expect((await get("status", asViewer)).json()).toMatchObject({ code: "token-refused" });
    await world.clock.sleep(24 * 60 * 60 * 1000 - 1);
    expect((await get("status", asAdmin)).statusCode).toBe(200);
    await world.clock.sleep(1);
    expect((await get("status", asAdmin)).json()).toMatchObject({ code: "token-refused", status: 401 });
  });

  test("is refused alike, whatever is wrong with it", async () => {
    const { get, admin, viewer } = await openGuarded();
    const swapped = admin.token.slice(0, 13) + viewer.token.slice(13);
    const wrong = [
      `${admin.token}x`,
      admin.token.slice(0, -1),
      admin.token.toUpperCase(),
      swapped,
      `lpt_00000000_${"A".repeat(43)}`,
      "",
      "sk-anything",
    ];
    const answers = [];
    for (const token of wrong) answers.push(await get("status", bearer(token)));
    answers.push(await get("status", { authorization: `Basic ${admin.token}` }));
    for (const answer of answers) {
      const { request_id: _, ...rest } = answer.json();
      expect(answer.headers["www-authenticate"]).toBe("Bearer");
      expect(rest).toEqual({
        type: "urn:litellm-profiles:token-refused",
        title: "The token lets nobody in: it is unknown, revoked or over",
        status: 401,
        detail: "The token lets nobody in",
        code: "token-refused",
        hint: "`litellm-profiles token create NAME --role viewer` makes one; send it as `Authorization: Bearer …`",
        retry: "never",
      });
    }
  });

  test("is asked for in a header only", async () => {
    const { server, admin } = await openGuarded();
    const answer = await server.inject(`/admin/profiles/status?access_token=${admin.token}`);
    expect(answer.statusCode).toBe(401);
    expect(answer.body).not.toContain(admin.token);
  });

  test("that is wrong too often locks its address out, right ones with it", async () => {
    const { get, asAdmin, world } = await openGuarded();
    for (let count = 1; count <= 10; count += 1) expect((await get("status", bearer("x"))).statusCode).toBe(401);
    const answer = await get("status", asAdmin);
    expect(answer.statusCode).toBe(429);
    expect(answer.headers["retry-after"]).toBe("900");
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({ code: "locked-out", retry: "later", hint: "Try again in 900 seconds" });
    await world.clock.sleep(900_000);
    expect((await get("status", asAdmin)).statusCode).toBe(200);
  });

  test("changes sixty times in a minute at most", async () => {
    const { post, get, asAdmin } = await openGuarded();
    for (let count = 1; count <= 60; count += 1) {
      expect((await post("switch", { profile: "nope" }, asAdmin)).statusCode).toBe(404);
    }
    const answer = await post("switch", { profile: "nope" }, asAdmin);
    expect(answer.statusCode).toBe(429);
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({ code: "too-many-requests", retry: "later" });
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect((await get("status", asAdmin)).statusCode).toBe(200);
  });
});

describe("programs on this machine", () => {
  test("need no token with --local, and are not counted", async () => {
    const { post } = await openInForce();
    for (let count = 1; count <= 61; count += 1) {
      expect((await post("switch", { profile: "nope" })).statusCode).toBe(404);
    }
  });

  test("that bring a wrong token are refused all the same", async () => {
    const { get } = await openInForce();
    expect((await get("status", { authorization: "Bearer x" })).json()).toMatchObject({ code: "token-refused" });
  });

  test.for([
    { what: "a name rebound to this address", headers: { host: "rebound.example:8000" } },
    { what: "a page elsewhere", headers: { origin: "https://evil.example" } },
    { what: "a page's form", headers: { origin: "null", "sec-fetch-site": "cross-site" } },
    { what: "an image on a page", headers: { "sec-fetch-site": "cross-site" } },
    { what: "a proxy in front", headers: { "x-forwarded-for": "203.0.113.9" } },
  ])("are not $what", async ({ headers }) => {
    const { post, get, world } = await openInForce();
    const before = await world.store.head();
    const answer = await post("switch", { profile: "balanced" }, headers);
    expect(answer.statusCode).toBe(403);
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({ code: "not-local" });
    expect((await get("status", headers)).statusCode).toBe(403);
    expect(await world.store.head()).toEqual(before);
  });

  test("are not those of another machine", async () => {
    const { server } = await openInForce();
    const answer = await server.inject({ url: "/admin/profiles/status", remoteAddress: "192.168.1.7" });
    expect(answer.json()).toMatchObject({ code: "not-local", detail: "The call comes from another machine" });
  });
});
