import { describe, expect, test } from "vitest";
import { answers } from "../../../src/generated/contract.mjs";
import { createToken } from "../../../src/operations/create-token.ts";
import { expectAnswer, openInForce } from "../control-plane.ts";

/** The events of a stream's text. */
function readEvents(text: string) {
  return text
    .split("\n\n")
    .filter((block) => block.startsWith("id: "))
    .map((block) => {
      const [, id = "", name = "", data = "{}"] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? [];
      return { id, name, data: JSON.parse(data) };
    });
}

describe("GET events", () => {
  test("tells every step of a switch, to its end", async () => {
    const { server, post } = await openInForce();
    const listening = server.inject("/admin/profiles/events");
    await server.inject("/admin/profiles/list");
    await post("switch", { profile: "balanced" });
    await server.close();
    const answer = await listening;
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    const events = readEvents(answer.body);
    expect(events.map(({ name }) => name)).toEqual([
      "requested",
      "committed",
      "delivered",
      "applied",
      "proven",
      "ended",
    ]);
    for (const { data } of events) expectAnswer("ControlEvent", data);
    expect(events[3]?.data).toMatchObject({ worker: "here:100", by: "Ada", environment: "default" });
    expect(Object.keys(answers)).toContain("ControlEvent");
  });

  test("brings what was missed", async () => {
    const { server, post } = await openInForce();
    await post("switch", { profile: "nope" });
    const listening = server.inject({ url: "/admin/profiles/events", headers: { "last-event-id": "earlier-1" } });
    await server.inject("/admin/profiles/list");
    await server.close();
    expect(readEvents((await listening).body).map(({ name }) => name)).toEqual(["requested", "failed"]);
  });

  test("ends with the token that opened it, and tells it nothing more", async () => {
    const { server, get, post, tokens, world } = await openInForce(undefined, { local: false });
    const viewer = await createToken(tokens, world, { name: "dashboard", role: "viewer" });
    const admin = await createToken(tokens, world, { name: "ci", role: "admin" });
    const [watching, changing] = [viewer, admin].map(({ token }) => ({ authorization: `Bearer ${token}` }));
    const listening = get("events", watching);
    await server.inject("/healthz");
    await post("switch", { profile: "nope" }, changing);
    await tokens.remove(viewer.stored.id);
    await post("switch", { profile: "balanced" }, changing);
    expect(readEvents((await listening).body).map(({ name }) => name)).toEqual(["requested", "failed"]);
  });

  test("has a hundred listeners at most", async () => {
    const { server, get } = await openInForce();
    const listening = Array.from({ length: 100 }, () => get("events"));
    await get("list");
    const answer = await get("events");
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: "overloaded", retry: "later" });
    await server.close();
    expect((await Promise.all(listening)).filter(({ statusCode }) => statusCode === 200).length).toBe(100);
  });
});
