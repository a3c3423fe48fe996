import { describe, expect, test } from "vitest";
import { Failure } from "../../src/domain/failure.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const environmentPath = "environments/default.yaml";
const sources = { ...smallProject, [environmentPath]: `${smallProject[environmentPath]}push: origin\n` };
const toBalanced = { environment: "default", profile: "balanced" };
const isPushed = { remote: "origin", pushed: true, why: null, hint: null };

/** Premium is in force, and `origin` has the same commit. */
async function worldInForce(): Promise<MemoryWorld> {
  const world = memoryWorld(sources);
  await world.deliveries.deliver(withOutputs(sources)["litellm_config.yaml"] ?? "");
  return world;
}

/** Somebody else's commit, pushed meanwhile. */
async function pushElsewhere(world: MemoryWorld): Promise<string> {
  const clone = world.store.clone();
  const commit = await clone.makeCommit([world.origin.tip], { "notes.txt": "theirs\n" }, "Theirs");
  await world.origin.open(clone).push({ commit, branch: "refs/heads/main" });
  return commit;
}

/** They push when the check is over: at the delivery. */
function pushElsewhereMeanwhile(world: MemoryWorld): void {
  const deliverText = world.deliveries.deliver.bind(world.deliveries);
  world.deliveries.deliver = async (text) => {
    world.deliveries.deliver = deliverText;
    await pushElsewhere(world);
    return deliverText(text);
  };
}

function fallSilent(world: MemoryWorld): void {
  const report = world.applied();
  world.proxy.answer(() => [report]);
}

describe("a switch where a remote is named", () => {
  test("is pushed after its proof, with its note", async () => {
    const world = await worldInForce();
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({ outcome: "switched", success: true, push: isPushed, warnings: [] });
    expect(world.origin.tip).toBe(result.commit);
    expect(await world.origin.readRawNote(result.commit ?? "")).toContain('"outcome":"proven"');
    expect(world.events.map(({ step }) => step).slice(-2)).toEqual(["proof", "pushing"]);
  });

  test("takes along what was not pushed before", async () => {
    const world = await worldInForce();
    world.origin.trouble({ kind: "gone" });
    await switchProfile(world, toBalanced);
    world.origin.trouble(undefined);
    const result = await switchProfile(world, { ...toBalanced, profile: "premium" });
    expect(world.origin.tip).toBe(result.commit);
  });

  test("that is active already pushes what was not pushed before", async () => {
    const world = await worldInForce();
    world.origin.trouble({ kind: "gone" });
    const { commit } = await switchProfile(world, toBalanced);
    world.origin.trouble(undefined);
    expect(await switchProfile(world, toBalanced)).toMatchObject({ outcome: "already active", push: isPushed });
    expect(world.origin.tip).toBe(commit);
  });

  test("changes nothing where the remote holds commits that are not here", async () => {
    const world = await worldInForce();
    const [before, theirs] = [world.store.tip, await pushElsewhere(world)];
    await expect(switchProfile(world, toBalanced)).rejects.toMatchObject({
      code: "push-refused",
      message: "Branch `main` of remote `origin` holds commits that are not here",
      hint: "Bring them in: `git pull --no-rebase origin main`. Or go on by `--force`: the change is made, and not pushed",
    });
    expect([world.store.tip, world.origin.tip]).toEqual([before, theirs]);
    expect(world.deliveries.texts).toHaveLength(1);
  });

  test("goes on by force, and says that it is not pushed", async () => {
    const world = await worldInForce();
    const theirs = await pushElsewhere(world);
    const result = await switchProfile(world, { ...toBalanced, force: true });
    expect(result).toMatchObject({ outcome: "switched", success: true, push: { pushed: false } });
    expect(world.origin.tip).toBe(theirs);
  });

  test("by force is still put back where it is not proven", async () => {
    const world = await worldInForce();
    await pushElsewhere(world);
    fallSilent(world);
    expect(await switchProfile(world, { ...toBalanced, force: true })).toMatchObject({ outcome: "reverted" });
  });

  test("says what to do where somebody else was faster", async () => {
    const world = await worldInForce();
    pushElsewhereMeanwhile(world);
    const result = await switchProfile(world, toBalanced);
    const why = "Branch `main` of remote `origin` holds commits that are not here";
    const hint =
      "Bring them in: `git pull --no-rebase origin main`. Then run `litellm-profiles deliver`, which pushes too";
    expect(result).toMatchObject({
      outcome: "switched",
      reload_successful: true,
      push: { remote: "origin", pushed: false, why, hint },
      warnings: [`Not pushed to \`origin\`, the commit is only here: ${why}. ${hint}`],
    });
    expect(world.store.tip).toBe(result.commit);
    expect(world.origin.tip).not.toBe(result.commit);
  });

  test("goes live without the remote, and says so", async () => {
    const world = await worldInForce();
    world.origin.trouble({ kind: "gone" });
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({ outcome: "switched", reload_successful: true, push: { pushed: false } });
    expect(result.push?.why).toBe("Remote `origin` cannot be reached: it is gone");
    expect(result.warnings).toHaveLength(1);
  });

  test("says what a hook of the remote says, and names the environment", async () => {
    const world = memoryWorld({ ...smallProject, "environments/staging.yaml": "active: premium\npush: origin\n" });
    world.origin.trouble({ kind: "refusing", words: "main is protected" });
    const result = await switchProfile(world, { ...toBalanced, environment: "staging" });
    expect(result.push?.why).toContain("main is protected");
    expect(result.push?.hint).toContain("Then run `litellm-profiles deliver --environment staging`");
  });

  test("that was not proven arrives together with its undoing", async () => {
    const world = await worldInForce();
    fallSilent(world);
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({ outcome: "reverted", push: isPushed });
    expect(world.origin.tip).toBe(result.way_back?.commit);
    expect(await world.origin.readRawNote(result.commit ?? "")).toContain('"outcome":"reverted"');
  });

  test("that was not proven and could not be undone stays here", async () => {
    const world = await worldInForce();
    fallSilent(world);
    const before = world.origin.tip;
    const commit = world.store.commit.bind(world.store);
    world.store.commit = async (change) => {
      world.store.commit = () => Promise.reject(new Failure("git-refused", "Git refused: no space", "Make some"));
      return commit(change);
    };
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({
      outcome: "reverted",
      way_back: { commit: null },
      push: { pushed: false, why: "The commit was not proven, and could not be undone" },
    });
    expect(result.push?.hint).toMatch(/^Undo it: `git revert`. Then /);
    expect(world.origin.tip).toBe(before);
  });

  test("that is held is pushed with its note", async () => {
    const held = { ...sources, [environmentPath]: `${sources[environmentPath]}deliver: {when_unproven: hold}\n` };
    const world = memoryWorld(held);
    world.proxy.refuse("proxy-unreachable");
    const result = await switchProfile(world, { ...toBalanced, force: true });
    expect(result).toMatchObject({ outcome: "held", push: isPushed });
    expect(await world.origin.readRawNote(result.commit ?? "")).toContain('"outcome":"unproven"');
  });

  test("is pushed where its note is not", async () => {
    const world = await worldInForce();
    const open = world.origin.open.bind(world.origin);
    const refusal = new Failure("push-refused", "Remote `origin` refuses the proof notes", "Have them allowed");
    world.origin.open = (store) => ({ ...open(store), shareNotes: () => Promise.reject(refusal) });
    expect(await switchProfile(world, toBalanced)).toMatchObject({
      push: isPushed,
      warnings: ["The proof is not noted at `origin`: Remote `origin` refuses the proof notes"],
    });
  });

  test.each(["check", "push", "shareNotes"])("passes a defect of %s on", async (member) => {
    const world = await worldInForce();
    const open = world.origin.open.bind(world.origin);
    world.origin.open = (store) => ({ ...open(store), [member]: () => Promise.reject(new TypeError("a defect")) });
    await expect(switchProfile(world, toBalanced)).rejects.toThrow("a defect");
  });
});

describe("where a remote is named", () => {
  test("a rollback is pushed", async () => {
    const world = await worldInForce();
    await switchProfile(world, toBalanced);
    const result = await rollBack(world, { environment: "default" });
    expect(result.push).toEqual(isPushed);
    expect(world.origin.tip).toBe(result.commit);
  });

  test("a delivery pushes the head, and finishes what a refused push left", async () => {
    const world = await worldInForce();
    pushElsewhereMeanwhile(world);
    await switchProfile(world, toBalanced);
    const merged = await world.store.makeCommit(
      [world.store.tip, world.origin.tip],
      { "notes.txt": "theirs\n" },
      "Merge",
    );
    await world.store.moveBranch(merged);
    expect(await deliver(world, "default")).toMatchObject({ commit: merged, push: isPushed, warnings: [] });
    expect(world.origin.tip).toBe(merged);
  });

  test("a delivery goes live without it, and says so", async () => {
    const world = await worldInForce();
    world.origin.trouble({ kind: "gone" });
    const result = await deliver(world, "default");
    expect(result).toMatchObject({ proof: { outcome: "proven" }, push: { pushed: false } });
    expect(result.warnings).toEqual([expect.stringMatching(/^Not pushed to `origin`, the commit is only here: /)]);
  });
});
