import { describe, expect, test } from "vitest";
import { expectAnswer, openControlPlane, openInForce } from "./control-plane.ts";

const url = "/admin/profiles/switch";
const json = { "content-type": "application/json" };

describe("a body", () => {
  test.for([
    { what: "text", headers: { "content-type": "text/plain" }, payload: '{"profile": "balanced"}', status: 415 },
    {
      what: "a form",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: "profile=balanced",
      status: 415,
    },
    { what: "no type", headers: {}, payload: '{"profile": "balanced"}', status: 415 },
    { what: "broken JSON", headers: json, payload: '{"profile": ', status: 400 },
    { what: "nothing", headers: json, payload: "", status: 400 },
    { what: "a list", headers: json, payload: "[]", status: 400 },
    { what: "another key", headers: json, payload: '{"profile": "balanced", "force": true}', status: 400 },
    { what: "no profile", headers: json, payload: "{}", status: 400 },
    { what: "a number for a name", headers: json, payload: '{"profile": 5}', status: 400 },
    { what: "a prototype", headers: json, payload: '{"__proto__": {"profile": "balanced"}}', status: 400 },
    { what: "over a mebibyte", headers: json, payload: JSON.stringify({ profile: "x".repeat(1 << 20) }), status: 413 },
  ])("of $what is refused with $status", async ({ headers, payload, status }) => {
    const { server, world } = await openInForce();
    const before = await world.store.head();
    const answer = await server.inject({ method: "POST", url, headers, payload });
    expect(answer.statusCode).toBe(status);
    expectAnswer("Problem", answer.json());
    expect(await world.store.head()).toEqual(before);
  });
});

describe("a config", () => {
  test.for([
    { what: "lists", open: "[", close: "]" },
    { what: "objects", open: '{"a":', close: "}" },
  ])("of $what is refused where they lie too deep in each other", async ({ open, close }) => {
    const { server } = await openInForce();
    const validate = (levels: number) =>
      server.inject({
        method: "POST",
        url: "/admin/profiles/validate",
        headers: json,
        payload: `{"config": {"a": ${open.repeat(levels)}1${close.repeat(levels)}}}`,
      });
    expect((await validate(98)).statusCode).toBe(200);
    for (const levels of [99, 100_000]) {
      const answer = await validate(levels);
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({ detail: "It is nested more than 100 levels deep" });
    }
  });
});

describe("a defect", () => {
  test("tells the caller nothing, and the log where it is", async () => {
    const { world, log, get } = await openInForce();
    world.proxy.answer(() => {
      throw new TypeError("secret-canary-7f21 is not a function");
    });
    const answer = await get("status?fresh=true");
    expect(answer.statusCode).toBe(500);
    expectAnswer("Problem", answer.json());
    expect(answer.body).not.toContain("canary");
    expect(log).toHaveLength(1);
    expect(JSON.parse(log[0] ?? "")).toMatchObject({ req: { path: "/admin/profiles/status" }, msg: "Defect" });
  });
});

describe("every answer", () => {
  test("lets a browser do nothing with it, and no cache keep it", async () => {
    const { get } = await openInForce();
    const { headers } = await get("status");
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none';frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
    });
    expect(headers).not.toHaveProperty("access-control-allow-origin");
  });

  test("opens nothing to another origin that asks beforehand", async () => {
    const { server } = await openControlPlane();
    const asks = { origin: "http://localhost:80", "access-control-request-method": "POST" };
    const answer = await server.inject({ method: "OPTIONS", url, headers: asks });
    expect(answer.statusCode).toBe(405);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

describe("a server that stops", () => {
  test("finishes a switch under way, and takes no other call", async () => {
    const { server, world, post } = await openInForce();
    let isAsked!: () => void;
    let goOn!: () => void;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const proxy = { ...world.proxy };
    world.proxy.workers = async () => {
      isAsked();
      await gate;
      return proxy.workers();
    };
    const switching = post("switch", { profile: "balanced" });
    await asked;
    const closed = server.close();
    goOn();
    expect((await switching).json()).toMatchObject({ success: true, to_profile: "balanced" });
    await closed;
    expect((await world.store.log(["environments"])).length).toBe(2);
  });
});

describe("the OpenAPI document", () => {
  test("is of version 3.1 and names every call, with all that it can answer", async () => {
    const { server } = await openControlPlane();
    const document = (await server.inject("/openapi.json")).json();
    expect(document).toMatchObject({ openapi: "3.1.0", info: { title: "litellm-profiles", version: "1.2.3" } });
    const calls = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace("/admin/profiles/", "")}`),
    );
    expect(calls).toEqual([
      "POST switch",
      "GET status",
      "GET list",
      "GET validate",
      "POST validate",
      "GET config",
      "GET plan/{profile}",
      "GET stats",
      "GET stats/{profile}",
      "POST reload",
      "GET history",
      "POST rollback",
      "GET events",
    ]);
    const { post } = document.paths["/admin/profiles/switch"];
    expect(Object.keys(post.responses).join(" ")).toBe("200 202 400 401 403 404 409 413 415 422 429 503 504");
    expect(post.responses["409"].description).toContain("`busy`: Somebody else is changing this environment");
    expect(post.responses["429"].headers["Retry-After"].schema).toEqual({ type: "string" });
    expect(document.paths["/admin/profiles/config"].get.responses["304"].headers).toHaveProperty("ETag");
    expect(JSON.stringify(document)).not.toMatch(/"\$ref":"(?!#\/components\/schemas\/)/);
  });

  test.for([
    { local: false, security: [{ token: [] }] },
    { local: true, security: [{ token: [] }, {}] },
  ])("says whether a token is needed: local $local", async ({ local, security }) => {
    const { server } = await openControlPlane(undefined, { local });
    await server.ready();
    expect(server.swagger()).toMatchObject({
      security,
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    });
  });
});
