import { describe, expect, test } from "vitest";
import { memoryWorld } from "../../fakes/memory-world.ts";
import { smallProject } from "../../fakes/small-project.ts";
import { expectAnswer, openControlPlane, openInForce } from "../control-plane.ts";

const withoutSynthesis = "tasks:\n  classification: [{model: openai/gpt-4o}]\n";
const broken = { ...smallProject, "profiles/balanced.yaml": withoutSynthesis };

describe("GET validate", () => {
  test("finds nothing in a sound project", async () => {
    const { get } = await openInForce();
    const answer = await get("validate");
    expect(answer.statusCode).toBe(200);
    expectAnswer("ValidateAnswer", answer.json());
    expect(answer.json()).toMatchObject({ valid: true, validation_results: [], summary: { errors: 0, warnings: 0 } });
    expect(answer.json().summary.files).toBeGreaterThan(4);
  });

  test("finds what is wrong in the head, and where; also in one profile's file alone", async () => {
    const { get } = await openControlPlane(memoryWorld(broken));
    const answer = await get("validate");
    expect(answer.statusCode).toBe(200);
    expectAnswer("ValidateAnswer", answer.json());
    expect(answer.json()).toMatchObject({
      valid: false,
      validation_results: [{ code: "unanswered-task", file: "profiles/balanced.yaml", line: 1, docs: null }],
      summary: { errors: 1 },
    });
    expect((await get("validate?profile=balanced")).json()).toMatchObject({ valid: false, summary: { files: 1 } });
    expect((await get("validate?profile=premium")).json()).toMatchObject({ valid: true, validation_results: [] });
    expect((await get("validate?profile=premum")).json()).toMatchObject({ status: 404, nearest: ["premium"] });
    expect((await get("validate?profile=../environments/default")).statusCode).toBe(404);
  });
});

describe("POST validate", () => {
  test("checks a profile that is not written yet, and writes nothing", async () => {
    const { post, world } = await openInForce();
    const before = await world.store.head();
    const answer = await post("validate", { profile: "cheap", source: withoutSynthesis });
    expect(answer.statusCode).toBe(200);
    expectAnswer("ValidateAnswer", answer.json());
    expect(answer.json()).toMatchObject({
      valid: false,
      validation_results: [{ code: "unanswered-task", file: "profiles/cheap.yaml" }],
    });
    const sound = { tasks: { classification: [{ model: "openai/gpt-4o" }], synthesis: [{ model: "openai/gpt-4o" }] } };
    expect((await post("validate", { profile: "cheap", source: sound })).json()).toMatchObject({ valid: true });
    expect(await world.store.head()).toEqual(before);
  });

  test.for(["A B", "../premium", "null"])("finds that no profile can be called %s", async (profile) => {
    const { post } = await openInForce();
    const answer = await post("validate", { profile, source: withoutSynthesis });
    expect(answer.statusCode).toBe(200);
    expectAnswer("ValidateAnswer", answer.json());
    expect(answer.json()).toMatchObject({
      valid: false,
      validation_results: [{ code: "invalid-name", file: `profiles/${profile}.yaml`, line: 1 }],
      summary: { errors: 1, files: 1 },
    });
  });

  test("checks a profile as it stands", async () => {
    const { post } = await openControlPlane(memoryWorld(broken));
    expect((await post("validate", { profile: "balanced" })).json()).toMatchObject({ valid: false });
    expect((await post("validate", { profile: "premium" })).json()).toMatchObject({ valid: true });
    expect((await post("validate", { profile: "premum" })).statusCode).toBe(404);
  });

  test("checks any config, as text or as an object, for a release", async () => {
    const { post } = await openInForce();
    const config = {
      model_list: [{ model_name: "a", litellm_params: { model: "openai/gpt-4o" } }],
      router_settings: { model_group_alias: { task: ["a"] } },
      general_settings: { master_key: "os.environ/LITELLM_MASTER_KEY" },
    };
    const answer = await post("validate", { config, litellm: "1.94.3" });
    expect(answer.statusCode).toBe(200);
    expectAnswer("ValidateAnswer", answer.json());
    expect(answer.json().validation_results).toContainEqual(
      expect.objectContaining({ code: "alias-value", severity: "error", file: "config.yaml" }),
    );
    expect((await post("validate", { config: "model_list: [" })).json()).toMatchObject({ valid: false });
  });

  test("looks for no file that the config includes: it would be the server's", async () => {
    const { post, world } = await openInForce();
    let isRead = false;
    Object.assign(world, { readWorkTree: async () => ((isRead = true), new Map()) });
    const answer = await post("validate", { config: "include: [/etc/passwd, litellm_config.yaml]\nmodel_list: []\n" });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain("root:");
    expect(isRead).toBe(false);
  });

  test.for([{}, { profile: "premium", config: "a: 1" }, { config: 5 }, { config: "a: 1", litellm: "latest" }])(
    "takes no %j",
    async (body) => {
      const { post } = await openInForce();
      const answer = await post("validate", body);
      expect(answer.statusCode).toBe(400);
      expectAnswer("Problem", answer.json());
    },
  );
});
