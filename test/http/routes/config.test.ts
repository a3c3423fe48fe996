import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { memoryWorld, withOutputs } from "../../fakes/memory-world.ts";
import { smallProject } from "../../fakes/small-project.ts";
import { expectAnswer, openControlPlane, openInForce } from "../control-plane.ts";

const text = withOutputs(smallProject)["litellm_config.yaml"] ?? "";
const digest = createHash("sha256").update(text).digest("hex");

describe("GET config", () => {
  test("is the config of the head, with the digest of its bytes", async () => {
    const { get, world } = await openInForce();
    const answer = await get("config");
    expect(answer.statusCode).toBe(200);
    expectAnswer("ConfigAnswer", answer.json());
    expect(answer.json()).toMatchObject({
      environment: "default",
      path: "litellm_config.yaml",
      commit: (await world.store.head()).commit,
      digest,
      configuration: {
        router_settings: { model_group_alias: { classification: "classification_premium" } },
        general_settings: { master_key: "os.environ/LITELLM_MASTER_KEY" },
      },
    });
    expect(answer.headers).toMatchObject({ etag: `"${digest}"`, vary: "accept" });
  });

  test("is YAML for whoever prefers that", async () => {
    const { get } = await openInForce();
    const answer = await get("config", { accept: "application/yaml" });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      "content-type": "application/yaml; charset=utf-8",
      etag: `"${digest}-yaml"`,
    });
    expect(answer.body).toBe(text);
  });

  test.for([
    { accept: "text/yaml, application/json;q=0.5", yaml: true },
    { accept: "application/json, application/yaml;q=0.9", yaml: false },
    { accept: "*/*", yaml: false },
    { accept: "application/yaml;q=0", yaml: false },
    { accept: "text/html", yaml: false },
  ])("answers $accept with YAML: $yaml", async ({ accept, yaml }) => {
    const { get } = await openInForce();
    const { headers } = await get("config", { accept });
    expect(String(headers["content-type"]).startsWith("application/yaml")).toBe(yaml);
  });

  test("is not sent again where it is still the same, and is after a switch", async () => {
    const { get, post } = await openInForce();
    const known = { "if-none-match": `W/"x", "${digest}"` };
    const same = await get("config", known);
    expect(same.statusCode).toBe(304);
    expect(same.body).toBe("");
    expect((await get("config", { "if-none-match": "*" })).statusCode).toBe(304);
    expect((await get("config", { ...known, accept: "application/yaml" })).statusCode).toBe(200);
    await post("switch", { profile: "balanced" });
    expect((await get("config", known)).statusCode).toBe(200);
  });

  test("shows no secret that somebody has committed", async () => {
    const canary = "sk-canary0123456789abcdefghij";
    const { get, world } = await openControlPlane(memoryWorld());
    const { commit } = await world.store.head();
    const secrets = `litellm_settings:
  cache_params: {password: hunter2-canary, port: 6379}
environment_variables:
  SOME_NAME: ${canary}
`;
    const leaking = text.replace(/^\.\.\.$/m, `${secrets}...`);
    await world.store.commit({ parent: commit, files: new Map([["litellm_config.yaml", leaking]]), message: "Leak" });
    for (const accept of ["application/json", "application/yaml"]) {
      const { body, statusCode } = await get("config", { accept });
      expect(statusCode).toBe(200);
      expect(body).not.toMatch(/canary/);
      expect(body).toContain("6379");
    }
  });

  test("is refused where it cannot be read", async () => {
    const { get, world } = await openInForce();
    const { commit } = await world.store.head();
    await world.store.commit({ parent: commit, files: new Map([["litellm_config.yaml", "a: ["]]), message: "Break" });
    const answer = await get("config");
    expect(answer.json()).toMatchObject({
      code: "no-config",
      status: 422,
      detail: "`litellm_config.yaml` cannot be read: line 1: Unexpected end of the stream within a flow collection",
    });
  });

  test("is refused where nothing was rendered, and for an unknown environment", async () => {
    const { get, world } = await openInForce();
    const { commit } = await world.store.head();
    await world.store.commit({ parent: commit, files: new Map([["litellm_config.yaml", null]]), message: "Forget" });
    await world.clock.sleep(1001);
    expect((await get("config")).json()).toMatchObject({ code: "not-deliverable", status: 409 });
    expect((await get("config?environment=staging")).statusCode).toBe(404);
  });
});
