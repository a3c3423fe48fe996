import { describe, expect, test } from "vitest";
import { readCurrentProfile } from "../../src/operations/read-current-profile.ts";
import { readHistory } from "../../src/operations/read-history.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import type { Target } from "../../src/operations/choose-target.ts";
import { planSwitch, switchProfile } from "../../src/operations/switch-profile.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const file = "environments/default.yaml";
const premium = smallProject[file] ?? "";
const toBalanced = (target: Partial<Target> = {}) => ({ environment: "default", profile: "balanced", ...target });
const synthesis = { tasks: ["synthesis"] };

async function worldInForce(sources: Readonly<Record<string, string>> = smallProject): Promise<MemoryWorld> {
  const world = memoryWorld(sources);
  await world.deliveries.deliver(withOutputs(sources)["litellm_config.yaml"] ?? "");
  return world;
}

async function environmentText(world: MemoryWorld): Promise<string | undefined> {
  const { commit } = await world.store.head();
  return (await world.store.readFiles(commit, [file])).get(file);
}

describe("a switch of one task", () => {
  test("is an override: one commit, in force and proven", async () => {
    const world = await worldInForce();
    const result = await switchProfile(world, { ...toBalanced(synthesis), reason: "Try it" });
    expect(result).toMatchObject({
      outcome: "switched",
      from_profile: "premium",
      to_profile: "premium",
      active_mappings: { classification: "classification_premium", synthesis: "synthesis_balanced" },
      reload_successful: true,
      plan: { overrides: [{ task: "synthesis", profile: "balanced" }] },
    });
    expect(await environmentText(world)).toBe(premium.replace("best\n", "best\noverrides:\n  synthesis: balanced\n"));
    const [newest] = await world.store.log([file]);
    expect(newest?.message).toBe(`Switch synthesis in default to balanced

Profile-Environment: default
Profile-From: premium
Profile-To: premium
Profile-Overrides: synthesis=balanced
Profile-Reason: Try it
Profile-By: Ada <ada@example.org>
`);
    expect(await readHistory(world.store)).toMatchObject([
      {
        from: "premium",
        to: "premium",
        overrides: [{ task: "synthesis", from: null, to: "balanced" }],
        proof: "proven",
      },
      { from: null },
    ]);
  });

  test("survives a switch of all, and ends with --clear-overrides", async () => {
    const world = await worldInForce();
    await switchProfile(world, { environment: "default", profile: "balanced", tasks: ["classification"] });
    await switchProfile(world, toBalanced());
    const back = await switchProfile(world, { environment: "default", profile: "premium" });
    expect(back.active_mappings).toEqual({
      classification: "classification_balanced",
      synthesis: "synthesis_premium",
    });
    const cleared = await switchProfile(world, { environment: "default", profile: "premium", clearOverrides: true });
    expect(cleared.active_mappings).toMatchObject({ classification: "classification_premium" });
    expect(await environmentText(world)).toBe(premium);
  });

  test("to the active profile lets it follow that again", async () => {
    const world = await worldInForce();
    await switchProfile(world, toBalanced(synthesis));
    await switchProfile(world, { environment: "default", profile: "premium", ...synthesis });
    expect(await environmentText(world)).toBe(premium);
    const again = await switchProfile(world, { environment: "default", profile: "premium", ...synthesis });
    expect(again).toMatchObject({ outcome: "already active", commit: null });
  });

  test("replaces the others where they are cleared", async () => {
    const world = await worldInForce();
    await switchProfile(world, toBalanced({ tasks: ["classification"] }));
    const result = await switchProfile(world, toBalanced({ ...synthesis, clearOverrides: true }));
    expect(result.plan.overrides).toEqual([{ task: "synthesis", profile: "balanced" }]);
  });

  test("is undone by a rollback, byte for byte", async () => {
    const world = await worldInForce();
    await switchProfile(world, toBalanced(synthesis));
    await rollBack(world, { environment: "default" });
    expect(await environmentText(world)).toBe(premium);
    const [newest] = await world.store.log([file]);
    expect(newest?.message).toMatch(
      /^Roll what default has in force back\n[^]*\nProfile-Overrides: synthesis=premium\n/,
    );
  });

  test("that is not proven goes back", async () => {
    const world = await worldInForce();
    const silent = world.applied();
    world.proxy.answer(() => [silent]);
    const result = await switchProfile(world, toBalanced(synthesis));
    expect(result.outcome).toBe("reverted");
    expect(await environmentText(world)).toBe(premium);
    const [newest] = await world.store.log([file]);
    expect(newest?.message).toMatch(
      /^Switch what default has in force back\n[^]*\nProfile-Overrides: synthesis=premium\n/,
    );
  });

  test("can be planned, and changes nothing then", async () => {
    const world = await worldInForce();
    expect(await planSwitch(world, toBalanced(synthesis))).toMatchObject({
      from: "premium",
      to: "premium",
      overrides: [{ task: "synthesis", profile: "balanced" }],
      also_changes: ["Task `synthesis` follows `balanced`, whichever profile is active"],
    });
    expect(await environmentText(world)).toBe(premium);
  });

  test("is what status and the current profile show", async () => {
    const world = await worldInForce();
    await switchProfile(world, toBalanced(synthesis));
    expect((await readStatus(world, "default")).layers).toMatchObject({
      declared: { profile: "premium", overrides: { synthesis: "balanced" } },
      rendered: { profile: "premium" },
      delivered: { profile: "premium" },
      live: { profile: "premium" },
    });
    expect(await readCurrentProfile(world, "default")).toMatchObject({
      overrides: { synthesis: "balanced" },
      expected_mappings: { classification: "classification_premium", synthesis: "synthesis_balanced" },
      mapping_valid: true,
    });
  });

  test("keeps uncommitted edits of the environment's file", async () => {
    const world = await worldInForce();
    await world.store.writeWorkFile(file, `${premium}push: origin\n`);
    await switchProfile(world, toBalanced(synthesis));
    expect(await world.store.readWorkFile(file)).toBe(
      `${premium.replace("best\n", "best\noverrides:\n  synthesis: balanced\n")}push: origin\n`,
    );
  });
});

describe("a switch is refused", () => {
  const base = { "profiles/base.yaml": "abstract: true\ntasks: {synthesis: [{model: openai/gpt-4o}]}\n" };
  const listing = {
    [file]: `${premium}profiles: [premium]\n`,
    "profiles/premium.yaml": "tasks: {classification: [{model: openai/gpt-4o}], synthesis: [{model: openai/gpt-4o}]}\n",
  };

  test.for([
    {
      what: "for a task that does not exist",
      request: toBalanced({ tasks: ["synthesi"] }),
      code: "unknown-task",
      hint: "Did you mean `synthesis`?",
    },
    {
      what: "to an abstract profile",
      files: base,
      request: { ...toBalanced(), profile: "base" },
      code: "unknown-profile",
      hint: "The profiles are `balanced`, `premium`",
    },
    {
      what: "to a profile that the environment does not list",
      files: listing,
      request: toBalanced(),
      code: "profile-not-listed",
      hint: "It lists `premium`; add it to `profiles` in `environments/default.yaml` first",
    },
    {
      what: "of a task to such a profile",
      files: listing,
      request: toBalanced(synthesis),
      code: "profile-not-listed",
      hint: "It lists `premium`",
    },
  ])("$what", async ({ files, request, code, hint }) => {
    const world = await worldInForce({ ...smallProject, ...files });
    const { commit } = await world.store.head();
    await expect(switchProfile(world, request)).rejects.toMatchObject({ code, hint: expect.stringContaining(hint) });
    await expect(planSwitch(world, request)).rejects.toMatchObject({ code });
    expect(await world.store.head()).toMatchObject({ commit });
  });

  test("where a wildcard of the template would answer a task that the profile disables", async () => {
    const template = smallProject["templates/litellm_config.yaml.hbs"]?.replace(
      "router_settings:",
      '  - {model_name: "*", litellm_params: {model: "openai/*"}, model_info: {id: any}}\nrouter_settings:',
    );
    const world = await worldInForce({
      ...smallProject,
      "templates/litellm_config.yaml.hbs": template ?? "",
      "profiles/balanced.yaml":
        "tasks: {classification: [{model: openai/gpt-4o-mini}], synthesis: {disabled: Too dear}}\n",
    });
    await expect(switchProfile(world, toBalanced())).rejects.toMatchObject({
      code: "sources-invalid",
      findings: [{ code: "answered-disabled-task", file: "profiles/balanced.yaml", line: 1 }],
    });
  });
});

test("a profile that disables a task is switched to: its alias goes, and the plan says what callers get", async () => {
  const world = await worldInForce({
    ...smallProject,
    "profiles/balanced.yaml":
      "tasks: {classification: {disabled: Too dear}, synthesis: [{model: openai/gpt-4o-mini}]}\n",
  });
  const result = await switchProfile(world, toBalanced());
  expect(result).toMatchObject({
    outcome: "switched",
    active_mappings: { synthesis: "synthesis_balanced" },
    plan: { tasks: [{ task: "classification", after: null, disabled: "Too dear" }, { task: "synthesis" }] },
  });
  expect(result.active_mappings).not.toHaveProperty("classification");
  expect(world.applied().routing?.aliases).toEqual({ synthesis: "synthesis_balanced" });
});
