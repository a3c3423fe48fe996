import type { HTTPMethods } from "fastify";
import { describe, expect, test } from "vitest";
import { expectAnswer, openControlPlane } from "./control-plane.ts";

describe("another method than an address takes", () => {
  test.for<{ method: HTTPMethods; url: string; allow: string }>([
    { method: "DELETE", url: "/admin/profiles/status", allow: "GET, HEAD" },
    { method: "GET", url: "/admin/profiles/switch?profile=balanced", allow: "POST" },
    { method: "PUT", url: "/admin/profiles/validate", allow: "GET, HEAD, POST" },
    { method: "POST", url: "/admin/profiles/plan/..%2Fx", allow: "GET, HEAD" },
    { method: "QUERY", url: "/admin/profiles/list", allow: "GET, HEAD" },
    { method: "PROPFIND", url: "/openapi.json", allow: "GET, HEAD" },
  ])("is refused: $method $url", async ({ method, url, allow }) => {
    const { server } = await openControlPlane();
    const headers = { "content-type": "text/plain" };
    const answer = await server.inject({ method, url, headers, payload: "noise" });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe(allow);
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({
      code: "method-not-allowed",
      detail: `\`${url.split("?")[0]}\` takes no \`${method}\``,
    });
  });
});

describe("an address that nothing is at", () => {
  test.for([
    "/admin/profiles/plan",
    "/admin/profiles/plan/a/b",
    "/admin/profiles/status/",
    "/openapiXjson",
    "//healthz",
  ])("is refused, whatever is sent there: %s", async (url) => {
    const { server } = await openControlPlane();
    for (const method of ["GET", "POST"] as const) {
      const answer = await server.inject({ method, url, headers: { "content-type": "text/plain" }, payload: "noise" });
      expect(answer.statusCode).toBe(404);
      expectAnswer("Problem", answer.json());
      expect(answer.json()).toMatchObject({ code: "no-such-route" });
    }
  });
});
