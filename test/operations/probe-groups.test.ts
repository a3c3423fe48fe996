import { describe, expect, test } from "vitest";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { SwitchRequest } from "../../src/operations/switch-request.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const toBalanced: SwitchRequest = { environment: "default", profile: "balanced", probe: true };

async function worldInForce(sources: Readonly<Record<string, string>> = smallProject): Promise<MemoryWorld> {
  const world = memoryWorld(sources);
  await world.deliveries.deliver(withOutputs(sources)["litellm_config.yaml"] ?? "");
  return world;
}

function withProject(from: string, to: string): Record<string, string> {
  return { ...smallProject, "litellm-profiles.yaml": (smallProject["litellm-profiles.yaml"] ?? "").replace(from, to) };
}

describe("a switch that probes", () => {
  test("has each group of the profile called once, before it commits", async () => {
    const world = await worldInForce();
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({ outcome: "switched", warnings: [] });
    expect(world.proxy.probed).toEqual([
      { group: "classification_balanced", mode: "chat" },
      { group: "synthesis_balanced", mode: "chat" },
    ]);
    const steps = world.events.map(({ step }) => step);
    expect(steps.indexOf("probing")).toBeLessThan(steps.indexOf("committed"));
    expect(world.events).toContainEqual({ step: "probing", groups: 2 });
  });

  test("calls nothing where it was not asked to", async () => {
    const world = await worldInForce();
    await switchProfile(world, { ...toBalanced, probe: false });
    expect(world.proxy.probed).toEqual([]);
  });

  test("changes nothing where groups do not answer, and names them", async () => {
    const world = await worldInForce();
    world.proxy.silence({ classification_balanced: "status 401, No such key" });
    const { commit } = await world.store.head();
    await expect(switchProfile(world, toBalanced)).rejects.toMatchObject({
      code: "group-silent",
      message:
        "Proxy `http://127.0.0.1:4000` gets no answer from group `classification_balanced` (status 401, No such key)",
    });
    world.proxy.silence({ classification_balanced: "status 401, No such key", synthesis_balanced: "status 500" });
    await expect(switchProfile(world, toBalanced)).rejects.toMatchObject({
      message: expect.stringMatching(
        /from 2 groups `classification_balanced` \(.*\), `synthesis_balanced` \(status 500\)$/,
      ),
    });
    expect(await world.store.head()).toMatchObject({ commit });
    expect(world.deliveries.texts).toHaveLength(1);
  });

  test("goes on all the same with force, and says what it saw", async () => {
    const world = await worldInForce();
    world.proxy.silence({ synthesis_balanced: "status 500" });
    const result = await switchProfile(world, { ...toBalanced, force: true });
    expect(result).toMatchObject({ outcome: "switched" });
    expect(result.warnings).toEqual([
      "Proxy `http://127.0.0.1:4000` gets no answer from group `synthesis_balanced` (status 500)",
    ]);
  });

  test("does not call a group that comes with the switch", async () => {
    const world = memoryWorld();
    const rendered = (withOutputs(smallProject)["litellm_config.yaml"] ?? "").replaceAll("synthesis_balanced", "older");
    await world.store.commit({
      parent: (await world.store.head()).commit,
      files: new Map([["litellm_config.yaml", rendered]]),
      message: "By hand",
    });
    const { warnings } = await switchProfile(world, toBalanced);
    expect(world.proxy.probed.map(({ group }) => group)).toEqual(["classification_balanced"]);
    expect(warnings).toContain(
      "Group `synthesis_balanced` was not probed: no proxy has it, as it is to be, before this change; `npx litellm-profiles switch balanced --probe` calls it once it is in force",
    );
  });

  test("says of a profile that no proxy has yet how its groups are called afterwards, which changes nothing more", async () => {
    const { "profiles/balanced.yaml": later = "", ...sources } = smallProject;
    const world = await worldInForce({
      ...sources,
      "profiles/premium.yaml": sources["profiles/premium.yaml"]?.replace("fallbacks: [balanced]\n", "") ?? "",
    });
    const { commit: parent } = await world.store.head();
    await world.store.commit({ parent, files: new Map([["profiles/new.yaml", later]]), message: "A new profile" });
    const until = new Date(world.clock.now().getTime() + 3_600_000).toISOString().replace(".000Z", "Z");
    const toNew: SwitchRequest = { environment: "default", profile: "new", probe: true, until };
    const { warnings } = await switchProfile(world, toNew);
    expect(world.proxy.probed).toEqual([]);
    expect(world.events).toContainEqual({ step: "probing", groups: 0 });
    expect(warnings).toEqual([
      `2 groups \`classification_new\`, \`synthesis_new\` were not probed: no proxy has them, as they are to be, before this change; \`npx litellm-profiles switch new --until ${until} --probe\` calls them once it is in force`,
    ]);
    expect(await switchProfile(world, toNew)).toMatchObject({ outcome: "already active", warnings: [] });
    expect(world.proxy.probed.map(({ group }) => group)).toEqual(["classification_new", "synthesis_new"]);
  });

  test("does not call a group of a mode that no small call is known for", async () => {
    const sources = withProject("synthesis: {}", "synthesis: {mode: image_generation}");
    const world = await worldInForce({
      ...sources,
      "profiles/premium.yaml":
        "tasks:\n  classification: [{model: openai/gpt-4o}]\n  synthesis: [{model: openai/dall-e-3}]\n",
      "profiles/balanced.yaml":
        "tasks:\n  classification: [{model: openai/gpt-4o-mini}]\n  synthesis: [{model: openai/dall-e-2}]\n",
    });
    const { warnings } = await switchProfile(world, toBalanced);
    expect(world.proxy.probed.map(({ group }) => group)).toEqual(["classification_balanced"]);
    expect(warnings).toContain(
      "Group `synthesis_balanced` was not probed: no small call of mode `image_generation` is known",
    );
  });

  test("says so where there is nobody to ask", async () => {
    const environment = (smallProject["environments/default.yaml"] ?? "").replace(/proxies:[^]*$/, "");
    const world = await worldInForce({ ...smallProject, "environments/default.yaml": environment });
    expect((await switchProfile(world, toBalanced)).warnings).toEqual([
      "Nothing was probed: the environment names no `proxies`",
    ]);
  });
});
