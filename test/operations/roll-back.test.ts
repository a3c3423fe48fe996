import { describe, expect, test } from "vitest";
import { Failure } from "../../src/domain/failure.ts";
import type { World } from "../../src/ports/world.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { memoryDelivery } from "../fakes/memory-delivery.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const paths = ["environments/default.yaml", "litellm_config.yaml"];
const premiumFiles = new Map(paths.map((path) => [path, withOutputs(smallProject)[path]]));

async function switchedWorld(): Promise<{ world: MemoryWorld; commit: string }> {
  const world = memoryWorld();
  await world.deliveries.deliver(withOutputs(smallProject)["litellm_config.yaml"] ?? "");
  const { commit } = await switchProfile(world, { environment: "default", profile: "balanced" });
  return { world, commit: commit ?? "" };
}

/** One commit switched `default` and moved the config of `staging`. */
async function movedWorld(): Promise<{ world: MemoryWorld; merged: Record<string, string> }> {
  const staging = "active: balanced\noutput: rendered/old.yaml\n";
  const world = memoryWorld({ ...smallProject, "environments/staging.yaml": staging });
  const { commit } = await world.store.head();
  const merged = withOutputs({
    ...smallProject,
    "environments/default.yaml": smallProject["environments/default.yaml"]?.replace("premium #", "balanced #") ?? "",
    "environments/staging.yaml": staging.replace("old", "new"),
  });
  const moved = { ...merged, "rendered/old.yaml": null };
  await world.store.moveBranch(await world.store.makeCommit([commit], moved, "Switch and move (#8)"));
  return { world, merged };
}

async function committed(world: MemoryWorld) {
  const { commit } = await world.store.head();
  return world.store.readFiles(commit, paths);
}

describe("a rollback", () => {
  test("undoes the newest switch, byte for byte, delivered and proven", async () => {
    const { world, commit } = await switchedWorld();
    const result = await rollBack(world, { environment: "default", reason: "Too many mistakes" });
    expect(result).toMatchObject({
      outcome: "switched",
      success: true,
      from_profile: "balanced",
      to_profile: "premium",
      active_mappings: { classification: "classification_premium" },
      reload_successful: true,
    });
    expect(await committed(world)).toEqual(premiumFiles);
    expect(world.deliveries.texts.at(-1)).toBe(premiumFiles.get("litellm_config.yaml"));
    const [newest] = await world.store.log(paths);
    expect(newest?.message).toBe(`Roll default back from balanced to premium

This reverts commit ${commit}.

Profile-Environment: default
Profile-From: balanced
Profile-To: premium
Profile-Reason: Too many mistakes
Profile-By: Ada <ada@example.org>
`);
  });

  test("undoes the switch that is named, by a short name too", async () => {
    const { world, commit } = await switchedWorld();
    await rollBack(world, { environment: "default", commit: commit.slice(0, 8) });
    expect(await committed(world)).toEqual(premiumFiles);
  });

  test("undone is a switch that can be undone", async () => {
    const { world } = await switchedWorld();
    await rollBack(world, { environment: "default" });
    expect(await rollBack(world, { environment: "default" })).toMatchObject({ to_profile: "balanced" });
  });

  test("brings the sources back that came with the switch, in every environment that they are rendered into", async () => {
    const staging = { "environments/staging.yaml": "active: premium\n" };
    const world = memoryWorld({ ...smallProject, ...staging });
    const { commit } = await world.store.head();
    const before = await world.store.readFiles(commit, ["profiles", "environments", "rendered", "litellm_config.yaml"]);
    const merged = withOutputs({
      ...smallProject,
      ...staging,
      "environments/default.yaml": smallProject["environments/default.yaml"]?.replace("premium #", "balanced #") ?? "",
      "profiles/premium.yaml": smallProject["profiles/premium.yaml"]?.replaceAll("gpt-4o", "gpt-4.1") ?? "",
    });
    await world.store.moveBranch(await world.store.makeCommit([commit], merged, "Switch and edit (#7)"));
    const result = await rollBack(world, { environment: "default" });
    const after = await world.store.head();
    expect(await world.store.readFiles(after.commit, [...before.keys()])).toEqual(before);
    expect(result.warnings).toEqual([
      "Environment `staging` has another config by this commit too, which is not delivered: run `litellm-profiles deliver -e staging`",
    ]);
  });

  test("renders another environment to the path that it names afterwards, and says who delivers it", async () => {
    const { world, merged } = await movedWorld();
    const result = await rollBack(world, { environment: "default" });
    const after = await world.store.head();
    const files = await world.store.readFiles(after.commit, ["rendered"]);
    expect(files.get("rendered/old.yaml")).toBe(merged["rendered/new.yaml"]);
    expect(result.warnings).toEqual([expect.stringContaining("`litellm-profiles deliver -e staging`")]);
  });

  test("warns of no other environment where the change went back", async () => {
    const { world, merged } = await movedWorld();
    await world.deliveries.deliver(merged["litellm_config.yaml"] ?? "");
    const silent = world.applied();
    world.proxy.answer(() => [silent]);
    const result = await rollBack(world, { environment: "default" });
    expect(result).toMatchObject({ outcome: "reverted", warnings: [] });
    const { commit } = await world.store.head();
    const files = await world.store.readFiles(commit, ["rendered"]);
    expect(files).toEqual(new Map([["rendered/new.yaml", merged["rendered/new.yaml"]]]));
  });

  test("warns of no other environment where the change reached none", async () => {
    const { world } = await switchedWorld();
    expect(await rollBack(world, { environment: "default" })).toMatchObject({ warnings: [] });
  });

  test("delivers to the file that the environment names afterwards", async () => {
    const world = memoryWorld();
    const { commit } = await world.store.head();
    const path = "environments/default.yaml";
    const moved = "active: balanced\ndeliver: {to: /elsewhere/litellm_config.yaml}\n";
    await world.store.moveBranch(await world.store.makeCommit([commit], { [path]: moved }, "Move"));
    const elsewhere = memoryDelivery("/elsewhere/litellm_config.yaml");
    const both: World = {
      ...world,
      proxies: () => [],
      delivery: ({ deliver }) => (deliver.to === undefined ? world.deliveries : elsewhere),
    };
    await rollBack(both, { environment: "default" });
    expect(world.deliveries.texts).toEqual([premiumFiles.get("litellm_config.yaml")]);
    expect(elsewhere.texts).toEqual([]);
    world.deliveries.refuse(new Failure("target-not-writable", "It is read-only", "Deliver elsewhere"));
    const head = await world.store.head();
    await expect(switchProfile(both, { environment: "default", profile: "balanced" })).rejects.toThrow("read-only");
    expect(await world.store.head()).toEqual(head);
  });

  test("refuses where later commits changed the same again", async () => {
    const { world, commit } = await switchedWorld();
    await switchProfile(world, { environment: "default", profile: "premium" });
    await expect(rollBack(world, { environment: "default", commit })).rejects.toMatchObject({
      code: "nothing-to-roll-back",
    });
  });

  test("refuses a commit that switched nothing, or does not exist", async () => {
    const { world, commit } = await switchedWorld();
    await expect(rollBack(world, { environment: "default", commit: `${commit}^` })).rejects.toMatchObject({
      code: "nothing-to-roll-back",
      message: expect.stringContaining("switched nothing in environment `default`"),
    });
    await expect(rollBack(world, { environment: "default", commit: "main~" })).rejects.toMatchObject({
      code: "unknown-commit",
    });
  });

  test("refuses where nothing was ever switched", async () => {
    await expect(rollBack(memoryWorld(), { environment: "default" })).rejects.toMatchObject({
      code: "nothing-to-roll-back",
      message: "Environment `default` was never switched",
    });
  });

  test("refuses with a detached head, or without the proxy", async () => {
    const { world } = await switchedWorld();
    world.proxy.refuse("proxy-unreachable");
    await expect(rollBack(world, { environment: "default" })).rejects.toMatchObject({ code: "proxy-unreachable" });
    expect(await rollBack(world, { environment: "default", force: true })).toMatchObject({ outcome: "held" });
    await world.store.detach();
    await expect(rollBack(world, { environment: "default" })).rejects.toMatchObject({ code: "detached-head" });
  });
});
