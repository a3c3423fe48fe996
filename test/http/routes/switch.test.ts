import { describe, expect, test } from "vitest";
import { loadHead } from "../../../src/operations/load-head.ts";
import { memoryWorld } from "../../fakes/memory-world.ts";
import { smallProject } from "../../fakes/small-project.ts";
import { balanced, expectAnswer, openInForce, premium } from "../control-plane.ts";

describe("POST switch", () => {
  test("puts a profile in force, and answers with the mappings, the commit and the proof", async () => {
    const { world, post } = await openInForce();
    const answer = await post("switch", { profile: "balanced", reason: "Half the price" });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expectAnswer("SwitchAnswer", answer.json());
    expect(answer.json()).toMatchObject({
      success: true,
      from_profile: "premium",
      to_profile: "balanced",
      switch_timestamp: "2026-01-02T12:00:00.000Z",
      reload_successful: true,
      commit: (await world.store.head()).commit,
      proof: { outcome: "proven", workers: 1 },
      rolled_back: false,
    });
    expect(answer.json().active_mappings).toEqual(balanced);
    const [newest] = await world.store.log(["environments"]);
    expect(newest?.message).toContain("Profile-Reason: Half the price");
  });

  test.each([
    [{ for: "4h" }, { at: "2026-01-02T16:00:00Z", profile: "premium" }, null],
    [{ until: "2026-01-02T15:00+01:00" }, { at: "2026-01-02T14:00:00Z", profile: "premium" }, null],
    [
      { at: "2026-01-03T08:00Z", for: "1d" },
      null,
      { at: "2026-01-03T08:00:00Z", profile: "balanced", until: "2026-01-04T08:00:00Z" },
    ],
  ])("takes its time: %j", async (when, until, scheduled) => {
    const { get, post, world } = await openInForce();
    const answer = await post("switch", { profile: "balanced", reason: "INC-4711", ...when });
    expect(answer.statusCode).toBe(200);
    expectAnswer("SwitchAnswer", answer.json());
    expect(answer.json()).toMatchObject({
      to_profile: until === null ? "premium" : "balanced",
      plan: { until: { after: until }, scheduled: { after: scheduled } },
    });
    const status = await get("status?fresh=true");
    expectAnswer("StatusAnswer", status.json());
    const { commit } = await world.store.head();
    const asked = { by: "Ada <ada@example.org>", reason: "INC-4711", commit };
    expect(status.json().layers.declared).toMatchObject({
      until: until && { ...until, ...asked },
      scheduled: scheduled && { ...scheduled, ...asked },
    });
  });

  test.each([
    [{ for: "4" }, "`for` is no length of time: `4`"],
    [{ until: "2026-12-01" }, "`until` is no moment: `2026-12-01`"],
    [{ for: "4h", until: "2026-12-01T08:00Z" }, "`for` and `until` both say when the switch ends"],
    [{ until: "2026-01-02T11:59Z" }, "`2026-01-02T11:59:00Z` has passed: it is `2026-01-02T12:00:00Z`"],
    [{ at: "2025-01-01T00:00Z", for: "1h" }, "`2025-01-01T00:00:00Z` has passed: it is `2026-01-02T12:00:00Z`"],
  ])("refuses a time that cannot be: %j", async (when, detail) => {
    const { post, world } = await openInForce();
    const before = await world.store.head();
    const answer = await post("switch", { profile: "balanced", ...when });
    expect(answer.statusCode).toBe(422);
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({ code: "time-refused", retry: "never", detail });
    expect(await world.store.head()).toEqual(before);
  });

  test("breaks no glass where there is none", async () => {
    const { post } = await openInForce();
    const answer = await post("switch", { profile: "balanced", break_glass: true, reason: "INC-4711", for: "2h" });
    expect(answer.statusCode).toBe(403);
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({
      code: "break-glass-refused",
      detail: "Switches of environment `default` are direct anyway",
    });
  });

  test("proves anew what is active already, without a commit", async () => {
    const { post } = await openInForce();
    const answer = await post("switch", { profile: "premium", environment: "default" });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ success: true, commit: null, reload_successful: true });
    expect(answer.json().active_mappings).toEqual(premium);
  });

  test("refuses a profile that does not exist, with the nearest names", async () => {
    const { post } = await openInForce();
    const answer = await post("switch", { profile: "balancd" });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({
      type: "urn:litellm-profiles:unknown-profile",
      code: "unknown-profile",
      detail: "Profile `balancd` does not exist",
      hint: "Did you mean `balanced`?",
      nearest: ["balanced"],
      retry: "never",
    });
  });

  test("refuses an environment that does not exist", async () => {
    const { post } = await openInForce();
    const answer = await post("switch", { profile: "balanced", environment: "defualt" });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: "unknown-environment", nearest: ["default"] });
  });

  test("answers with the findings where the sources are wrong", async () => {
    const { post, world } = await openInForce();
    const { commit } = await world.store.head();
    const files = new Map([["profiles/balanced.yaml", "tasks:\n  synthesis: [{model: openai/gpt-4o}]\n"]]);
    await world.store.commit({ parent: commit, files, message: "Break it" });
    const answer = await post("switch", { profile: "balanced" });
    expect(answer.statusCode).toBe(422);
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({
      code: "sources-invalid",
      findings: [expect.objectContaining({ code: "unanswered-task", file: "profiles/balanced.yaml", line: 1 })],
    });
  });

  test("tells whoever comes second which switch is under way", async () => {
    const { post, world } = await openInForce();
    const { environment } = await loadHead(world.store, "default");
    await world.lock(environment).hold("switch `default` to `balanced`", async () => {
      const answer = await post("switch", { profile: "balanced" });
      expect(answer.statusCode).toBe(409);
      expectAnswer("Problem", answer.json());
      expect(answer.json()).toMatchObject({
        code: "busy",
        retry: "now",
        detail: "Environment `default` is busy: switch `default` to `balanced`",
      });
    });
  });

  test("changes nothing where the proxy does not answer", async () => {
    const { post, world } = await openInForce();
    const before = await world.store.head();
    world.proxy.refuse("proxy-unreachable");
    const answer = await post("switch", { profile: "balanced" });
    expect(answer.statusCode).toBe(503);
    expectAnswer("Problem", answer.json());
    expect(answer.json()).toMatchObject({ code: "proxy-unreachable", retry: "later" });
    expect(await world.store.head()).toEqual(before);
    expect(world.deliveries.texts).toHaveLength(1);
  });

  test("says that it was not proven, and that the last good config is back", async () => {
    const { post, world } = await openInForce();
    const old = world.applied();
    world.proxy.answer(() => [old]);
    const answer = await post("switch", { profile: "balanced" });
    expect(answer.statusCode).toBe(504);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expectAnswer("NotProvenAnswer", answer.json());
    expect(answer.json()).toMatchObject({
      code: "not-proven",
      success: false,
      reload_successful: false,
      rolled_back: true,
      hint: "The last good config is back; see to the proxies, then switch again",
    });
    expect(answer.json().active_mappings).toEqual(premium);
  });

  test("says that it was not proven, and holds where the environment says so", async () => {
    const holding = "active: premium\nproxies: [{url: 'http://127.0.0.1:4000'}]\ndeliver: {when_unproven: hold}\n";
    const { post, world } = await openInForce(memoryWorld({ ...smallProject, "environments/default.yaml": holding }));
    const old = world.applied();
    world.proxy.answer(() => [old]);
    const answer = await post("switch", { profile: "balanced" });
    expect(answer.statusCode).toBe(504);
    expect(answer.json()).toMatchObject({ success: false, rolled_back: false });
    expect(answer.json().hint).toMatch(
      /^See to the proxies, then `POST \/admin\/profiles\/reload` proves it again; `npx litellm-profiles rollback [0-9a-f]{12}` undoes it$/,
    );
    const again = await post("switch", { profile: "balanced" });
    expect(again.json().hint).toBe("See to the proxies, then `POST /admin/profiles/reload` proves it again");
  });
});
