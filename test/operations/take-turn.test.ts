import { expect, test } from "vitest";
import { deliver } from "../../src/operations/deliver.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { memoryWorld, type MemoryWorld } from "../fakes/memory-world.ts";

const toBalanced = { environment: "default", profile: "balanced" };

/** The world of somebody who read the head, and whose turn comes only after somebody else did something. */
function following(world: MemoryWorld, before: () => Promise<unknown>): MemoryWorld {
  let isFirst = true;
  return {
    ...world,
    lock: (environment) => ({
      async hold(what, work) {
        if (isFirst) {
          isFirst = false;
          await before();
        }
        return world.lock(environment).hold(what, work);
      },
    }),
  };
}

test("a switch starts from the head that it finds when its turn comes", async () => {
  const world = memoryWorld();
  const follower = following(world, () => switchProfile(world, toBalanced));
  expect(await switchProfile(follower, { environment: "default", profile: "premium" })).toMatchObject({
    outcome: "switched",
    from_profile: "balanced",
    to_profile: "premium",
  });
});

test("a switch to what somebody else has just switched to commits nothing", async () => {
  const world = memoryWorld();
  const follower = following(world, () => switchProfile(world, toBalanced));
  expect(await switchProfile(follower, toBalanced)).toMatchObject({ outcome: "already active", commit: null });
});

test("a rollback undoes the newest switch when its turn comes", async () => {
  const world = memoryWorld();
  const follower = following(world, () => switchProfile(world, toBalanced));
  expect(await rollBack(follower, { environment: "default" })).toMatchObject({
    from_profile: "balanced",
    to_profile: "premium",
  });
});

test("a delivery never brings back what the head held before its turn", async () => {
  const world = memoryWorld();
  const follower = following(world, () => switchProfile(world, toBalanced));
  const switched = await deliver(follower, "default");
  expect(switched).toMatchObject({ profile: "balanced", proof: { outcome: "proven" } });
  expect(switched.commit).toBe((await world.store.head()).commit);
});

test("nobody's turn is on a head that was detached meanwhile", async () => {
  const world = memoryWorld();
  const follower = following(world, async () => {
    await switchProfile(world, toBalanced);
    await world.store.detach();
  });
  await expect(deliver(follower, "default")).rejects.toMatchObject({ code: "detached-head" });
});
