import { describe, expect, test } from "vitest";
import { memoryWorld } from "../../fakes/memory-world.ts";
import { smallProject } from "../../fakes/small-project.ts";
import { expectAnswer, openInForce } from "../control-plane.ts";

describe("GET stats", () => {
  test("says how the groups in force have done, for a time", async () => {
    const { get } = await openInForce();
    const answer = await get("stats?period=24h");
    expect(answer.statusCode).toBe(200);
    expectAnswer("ProfileStats", answer.json());
    expect(answer.json()).toMatchObject({
      profile: "premium",
      from: "2026-01-01T12:00:00.000Z",
      tasks: { synthesis: { group: "synthesis_premium", requests: "unavailable" } },
    });
  });

  test("says how another profile has done since it became active", async () => {
    const { get, post } = await openInForce();
    await post("switch", { profile: "balanced" });
    const answer = await get("stats/balanced");
    expectAnswer("ProfileStats", answer.json());
    expect(answer.json()).toMatchObject({ profile: "balanced", tasks: { synthesis: { group: "synthesis_balanced" } } });
    expect(answer.json().from).toMatch(/Z$/);
  });

  test("says why the server that the environment names cannot be asked", async () => {
    const named = "active: premium\nprometheus: {url: 'http://127.0.0.1:1', labels: {job: litellm}}\n";
    const { get } = await openInForce(memoryWorld({ ...smallProject, "environments/default.yaml": named }));
    const answer = await get("stats?period=24h");
    expect(answer.statusCode).toBe(200);
    expectAnswer("ProfileStats", answer.json());
    expect(answer.json()).toMatchObject({
      sampling: {
        source: "prometheus",
        complete: false,
        since: null,
        failure: "Prometheus `http://127.0.0.1:1` does not say: connect ECONNREFUSED 127.0.0.1:1",
      },
      tasks: { synthesis: { requests: "unavailable", failures: "unavailable", cost_usd: "unavailable" } },
    });
  });

  test("refuses what is no profile, and what is no duration", async () => {
    const { get } = await openInForce();
    expect((await get("stats/balancd")).json()).toMatchObject({ code: "unknown-profile", nearest: ["balanced"] });
    expect((await get("stats?period=soon")).json()).toMatchObject({ code: "invalid-request", status: 400 });
  });
});
