import { describe, expect, test } from "vitest";
import { examineEnvironment } from "../../src/operations/examine-environment.ts";
import { planLive } from "../../src/operations/plan-live.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

/** Balanced came to another provider since the config was delivered. */
const sources = {
  ...smallProject,
  "litellm-profiles.yaml": `${smallProject["litellm-profiles.yaml"]}  anthropic: {api_key: os.environ/ANTHROPIC_API_KEY}
`,
  "profiles/balanced.yaml":
    smallProject["profiles/balanced.yaml"]?.replaceAll("openai/gpt-4o-mini", "anthropic/claude-haiku-4-5") ?? "",
};
const request = { environment: "default", profile: "balanced" };
const unset = "Variable `ANTHROPIC_API_KEY` is unset in worker `here:100` of proxy `http://127.0.0.1:4000`";

async function worldWithout(...names: string[]): Promise<MemoryWorld> {
  const world = memoryWorld(sources);
  await world.deliveries.deliver(withOutputs(smallProject)["litellm_config.yaml"] ?? "");
  world.proxy.lack(names);
  return world;
}

describe("a variable that a worker lacks", () => {
  test("keeps a switch from changing anything", async () => {
    const world = await worldWithout("ANTHROPIC_API_KEY");
    const before = await world.store.head();
    await expect(switchProfile(world, request)).rejects.toMatchObject({
      code: "worker-lacks-variable",
      message: unset,
      hint: "Set it where the proxy runs and restart that once, or leave out what refers to it",
    });
    expect(await world.store.head()).toEqual(before);
    expect(world.deliveries.texts).toHaveLength(1);
  });

  test("is a warning where it is forced, and then nothing goes back", async () => {
    const world = await worldWithout("ANTHROPIC_API_KEY");
    const result = await switchProfile(world, { ...request, force: true });
    expect(result).toMatchObject({ outcome: "switched", warnings: [unset] });
  });

  test("is no matter where the delivered config refers to it already, or nothing does", async () => {
    const known = await worldWithout("ANTHROPIC_API_KEY");
    await known.deliveries.deliver(withOutputs(sources)["litellm_config.yaml"] ?? "");
    expect(await switchProfile(known, request)).toMatchObject({ outcome: "switched" });
    const others = await worldWithout("OPENAI_API_KEY", "LITELLM_MASTER_KEY");
    expect(await switchProfile(others, request)).toMatchObject({ outcome: "switched" });
  });

  test("is asked for before the first delivery", async () => {
    const world = memoryWorld(sources);
    world.proxy.lack(["OPENAI_API_KEY"]);
    await expect(switchProfile(world, request)).rejects.toMatchObject({ code: "worker-lacks-variable" });
  });

  test("is named by a plan, with worker and proxy", async () => {
    const world = await worldWithout("ANTHROPIC_API_KEY", "LITELLM_MASTER_KEY");
    expect((await planLive(world, request)).warnings).toContain(unset);
    expect((await planLive(world, request)).warnings.join()).not.toContain("LITELLM_MASTER_KEY");
    world.proxy.lack([]);
    expect((await planLive(world, request)).warnings.join()).not.toContain("is unset");
  });

  test.each(["proxy-unreachable", "module-not-loaded"] as const)(
    "is not known of a proxy that says %s",
    async (code) => {
      const world = await worldWithout("ANTHROPIC_API_KEY");
      world.proxy.refuse(code);
      expect((await planLive(world, request)).warnings.join()).not.toContain("is unset");
    },
  );

  test("is told by `doctor`, those that only a start reads among them", async () => {
    const world = await worldWithout("ANTHROPIC_API_KEY", "LITELLM_MASTER_KEY");
    const shipped = { version: "0.1.0", sha256: "a".repeat(64) };
    const { checks } = await examineEnvironment(world, { environment: "default", shipped, manifests: new Map() });
    expect(checks.filter(({ check }) => check === "variables")).toMatchObject([
      {
        state: "error",
        message:
          "ANTHROPIC_API_KEY, LITELLM_MASTER_KEY are unset in worker `here:100` of proxy `http://127.0.0.1:4000`",
      },
    ]);
    world.proxy.lack(undefined);
    const older = await examineEnvironment(world, { environment: "default", shipped, manifests: new Map() });
    expect(older.checks.find(({ check }) => check === "variables")).toMatchObject({ state: "unknown" });
  });
});
