import { describe, expect, test } from "vitest";
import { deliver } from "../../src/operations/deliver.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { verify } from "../../src/operations/verify.ts";
import { memoryWorld, withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const output = "litellm_config.yaml";
const premiumText = withOutputs(smallProject)[output] ?? "";
const withoutProxies = { ...smallProject, "environments/default.yaml": "active: premium\n" };

async function commitFile(world: ReturnType<typeof memoryWorld>, path: string, text: string | null) {
  const { commit } = await world.store.head();
  await world.store.moveBranch(await world.store.makeCommit([commit], { [path]: text }, "Edit"));
}

describe("a delivery", () => {
  test("puts the head's config in force, proves and notes it", async () => {
    const world = memoryWorld();
    const { commit } = await world.store.head();
    expect(await deliver(world, "default")).toMatchObject({
      version: 1,
      environment: "default",
      commit,
      profile: "premium",
      path: "/proxy/litellm_config.yaml",
      proof: { outcome: "proven", strength: "identity" },
      warnings: [],
    });
    expect(world.deliveries.texts).toEqual([premiumText]);
    expect(await world.store.notes()).toMatchObject(new Map([[commit, [{ outcome: "proven", workers: 1 }]]]));
  });

  test("takes the committed file, not the work tree's", async () => {
    const world = memoryWorld();
    await world.store.writeWorkFile(output, "model_list: []\n");
    await deliver(world, "default");
    expect(world.deliveries.texts).toEqual([premiumText]);
    expect(await world.store.readWorkFile(output)).toBe("model_list: []\n");
  });

  test("carries a plain revert of a switch out", async () => {
    const world = memoryWorld();
    const { commit } = await switchProfile(world, { environment: "default", profile: "balanced" });
    const revert = withOutputs(smallProject);
    await world.store.moveBranch(await world.store.makeCommit([commit ?? ""], revert, "Revert"));
    expect(await deliver(world, "default")).toMatchObject({ profile: "premium", proof: { outcome: "proven" } });
    expect(world.deliveries.texts.at(-1)).toBe(premiumText);
  });

  test("stays where it is not proven, and is noted as such", async () => {
    const world = memoryWorld();
    world.proxy.refuse("proxy-unreachable");
    expect(await deliver(world, "default")).toMatchObject({ proof: { outcome: "unproven" } });
    expect([...(await world.store.notes()).values()].flat()).toMatchObject([{ outcome: "unproven" }]);
    expect(world.deliveries.texts).toEqual([premiumText]);
  });

  test("notes nothing without proxies", async () => {
    const world = memoryWorld(withoutProxies);
    expect(await deliver(world, "default")).toMatchObject({ proof: { outcome: "not configured" } });
    expect(await world.store.notes()).toEqual(new Map());
  });

  test("warns of a config that is not what the sources give", async () => {
    const world = memoryWorld();
    const path = "profiles/balanced.yaml";
    await commitFile(world, path, smallProject[path]?.replaceAll("gpt-4o-mini", "gpt-4.1") ?? "");
    expect((await deliver(world, "default")).warnings).toEqual([
      "`litellm_config.yaml` is not what the sources of this commit give: run `litellm-profiles render` and commit the result",
    ]);
  });

  test("names no profile that the config does not hold", async () => {
    const world = memoryWorld();
    await commitFile(
      world,
      "environments/default.yaml",
      smallProject["environments/default.yaml"]?.replace("premium", "balanced") ?? "",
    );
    const refusal = {
      code: "not-deliverable",
      message:
        "`litellm_config.yaml` does not hold `balanced`, which is active in `default`: it is not what the sources of this commit give",
      hint: "Run `litellm-profiles render`, then commit the result",
    };
    await expect(deliver(world, "default")).rejects.toMatchObject(refusal);
    expect(world.deliveries.texts).toEqual([]);
    await world.deliveries.deliver(premiumText);
    await expect(verify(world, "default")).rejects.toMatchObject(refusal);
  });

  test.for([
    { tasks: ["translation"], words: "task `translation`" },
    { tasks: ["translation", "ranking"], words: "tasks `translation`, `ranking`" },
  ])("proves no profile of which the config lacks $words", async ({ tasks, words }) => {
    const world = memoryWorld();
    const add = (path: string, line: (task: string) => string) => {
      const lines = tasks.map((task) => `  ${line(task)}\n`).join("");
      return [path, smallProject[path]?.replace(/^( {2}synthesis:.*\n)/m, `$1${lines}`) ?? ""] as const;
    };
    const files = Object.fromEntries([
      add("litellm-profiles.yaml", (task) => `${task}: {}`),
      add("profiles/premium.yaml", (task) => `${task}: [{model: openai/gpt-4o}]`),
      add("profiles/balanced.yaml", (task) => `${task}: [{model: openai/gpt-4o-mini}]`),
    ]);
    const { commit } = await world.store.head();
    await world.store.moveBranch(await world.store.makeCommit([commit], files, "Add a task"));
    const refusal = {
      code: "not-deliverable",
      message: `\`litellm_config.yaml\` has no ${words} of \`premium\`, which is active in \`default\`: it is not what the sources of this commit give`,
      hint: "Run `litellm-profiles render`, then commit the result",
    };
    await expect(deliver(world, "default")).rejects.toMatchObject(refusal);
    await world.deliveries.deliver(premiumText);
    await expect(verify(world, "default")).rejects.toMatchObject(refusal);
  });

  test("proves no profile that leaves out a task which the config has", async () => {
    const world = memoryWorld();
    const path = "profiles/premium.yaml";
    await commitFile(world, path, smallProject[path]?.replace(/synthesis:.*/, "synthesis: {disabled: Too dear}") ?? "");
    await expect(deliver(world, "default")).rejects.toMatchObject({
      code: "not-deliverable",
      message: expect.stringContaining("does not hold `premium`"),
    });
  });

  test.for([
    { what: "is missing", text: null, message: /^Commit `[0-9a-f]{12}` holds no `litellm_config.yaml`$/ },
    { what: "was cut short", text: premiumText.slice(0, 400), message: /litellm_config\.yaml/ },
    {
      what: "was cut at the end of a line",
      text: `${premiumText.split("\n").slice(0, 4).join("\n")}\n`,
      message: /^`litellm_config\.yaml` was cut short$/,
    },
    { what: "is no YAML", text: "model_list: [\n", message: /^litellm_config\.yaml:\d+:\d+: / },
  ])("refuses a config that $what", async ({ text, message }) => {
    const world = memoryWorld();
    await commitFile(world, output, text);
    await expect(deliver(world, "default")).rejects.toMatchObject({
      code: "not-deliverable",
      message: expect.stringMatching(message),
    });
    expect(world.deliveries.texts).toEqual([]);
  });

  test("refuses with a detached head", async () => {
    const world = memoryWorld();
    await world.store.detach();
    await expect(deliver(world, "default")).rejects.toMatchObject({ code: "detached-head" });
  });
});

describe("verifying an environment", () => {
  test("proves what lies delivered, and changes nothing", async () => {
    const world = memoryWorld();
    await world.deliveries.deliver(premiumText);
    await world.store.detach();
    expect(await verify(world, "default")).toMatchObject({ profile: "premium", proof: { outcome: "proven" } });
    expect(world.deliveries.texts).toEqual([premiumText]);
    expect(await world.store.notes()).toEqual(new Map());
  });

  test("is no proof where something else than the head's config lies delivered", async () => {
    const world = memoryWorld();
    await world.deliveries.deliver("model_list: []\n");
    expect(await verify(world, "default")).toMatchObject({
      proof: {
        outcome: "unproven",
        workers: 1,
        doubts: [
          { proxy: "/proxy/litellm_config.yaml", seen: "The delivered file is not the one that the head holds" },
        ],
      },
    });
    world.proxy.refuse("proxy-key-refused");
    expect(await verify(world, "default")).toMatchObject({ proof: { outcome: "unproven", doubts: [{}, {}] } });
  });

  test("waits for whoever delivers what the head holds", async () => {
    const world = memoryWorld();
    await world.deliveries.deliver("model_list: []\n");
    const sleep = async (milliseconds: number) => {
      await world.clock.sleep(milliseconds);
      if (world.clock.elapsed() >= 1000) await world.deliveries.deliver(premiumText);
    };
    expect(await verify({ ...world, clock: { ...world.clock, sleep } }, "default")).toMatchObject({
      proof: { outcome: "proven" },
    });
    expect(world.deliveries.texts).toEqual(["model_list: []\n", premiumText]);
  });

  test("needs a delivery, and proxies", async () => {
    await expect(verify(memoryWorld(), "default")).rejects.toMatchObject({
      code: "not-deliverable",
      message: "Nothing was delivered to `/proxy/litellm_config.yaml` yet",
    });
    await expect(verify(memoryWorld(withoutProxies), "default")).rejects.toMatchObject({ code: "no-proxies" });
  });
});
