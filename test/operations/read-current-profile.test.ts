import { describe, expect, test } from "vitest";
import { readCurrentProfile } from "../../src/operations/read-current-profile.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { validateAssignments } from "../../src/operations/validate-assignments.ts";
import { memoryWorld, withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const premium = { classification: "classification_premium", synthesis: "synthesis_premium" };
const balanced = { classification: "classification_balanced", synthesis: "synthesis_balanced" };
const premiumText = withOutputs(smallProject)["litellm_config.yaml"] ?? "";
const withoutProxies = { ...smallProject, "environments/default.yaml": "active: premium\n" };
const broken = { ...smallProject, "profiles/balanced.yaml": "tasks:\n  synthesis: [{model: openai/gpt-4o}]\n" };

describe("the current profile", () => {
  test("is what is declared, and what the workers apply", async () => {
    const world = memoryWorld();
    await world.deliveries.deliver(premiumText);
    expect(await readCurrentProfile(world, "default")).toEqual({
      environment: "default",
      active_profile: "premium",
      overrides: {},
      active_mappings: premium,
      expected_mappings: premium,
      mapping_valid: true,
      available_profiles: ["balanced", "premium"],
    });
  });

  test("is not valid where one worker applies another", async () => {
    const world = memoryWorld();
    await world.deliveries.deliver(premiumText);
    const old = world.applied();
    await switchProfile(world, { environment: "default", profile: "balanced" });
    world.proxy.answer(() => [old, { ...world.applied(), pid: 101 }, { ...world.applied(), routing: null }]);
    expect(await readCurrentProfile(world, "default")).toMatchObject({
      active_profile: "balanced",
      active_mappings: premium,
      expected_mappings: balanced,
      mapping_valid: false,
    });
  });

  test("is read from the delivered config where no worker answers, else from the one in git", async () => {
    const world = memoryWorld(withoutProxies);
    expect(await readCurrentProfile(world, "default")).toMatchObject({ active_mappings: premium, mapping_valid: true });
    await switchProfile(world, { environment: "default", profile: "balanced" });
    await world.deliveries.deliver(premiumText);
    expect(await readCurrentProfile(world, "default")).toMatchObject({
      active_profile: "balanced",
      active_mappings: premium,
      mapping_valid: false,
    });
    await world.deliveries.deliver("model_list: [");
    expect(await readCurrentProfile(world, "default")).toMatchObject({ active_mappings: {}, mapping_valid: false });
  });

  test("is known also where nothing was rendered", async () => {
    const world = memoryWorld(withoutProxies);
    const { commit } = await world.store.head();
    const forgotten = { "litellm_config.yaml": null };
    await world.store.moveBranch(await world.store.makeCommit([commit], forgotten, "Forget it"));
    expect(await readCurrentProfile(world, "default")).toMatchObject({ active_mappings: {}, mapping_valid: false });
  });
});

describe("validating assignments", () => {
  test("is about every profile, or the one that is named", async () => {
    expect(await validateAssignments(memoryWorld().readWorkTree)).toEqual({ valid: true, findings: [] });
    const { readWorkTree } = memoryWorld(broken);
    expect(await validateAssignments(readWorkTree)).toMatchObject({
      valid: false,
      findings: [{ code: "unanswered-task", file: "profiles/balanced.yaml" }],
    });
    expect(await validateAssignments(readWorkTree, "balanced")).toMatchObject({ valid: false, findings: [{}] });
    expect(await validateAssignments(readWorkTree, "premium")).toEqual({ valid: true, findings: [] });
  });

  test("knows which profiles there are", async () => {
    await expect(validateAssignments(memoryWorld().readWorkTree, "cheap")).rejects.toMatchObject({
      code: "unknown-profile",
    });
  });

  test("says what does not parse, whichever profile is named", async () => {
    const { readWorkTree } = memoryWorld({ ...smallProject, "profiles/balanced.yaml": "tasks: [" });
    expect(await validateAssignments(readWorkTree, "premium")).toMatchObject({ valid: false });
  });
});
