import { describe, expect, test } from "vitest";
import { avoidProvider } from "../../src/operations/avoid-provider.ts";
import { bringDue } from "../../src/operations/bring-due.ts";
import { readHistory } from "../../src/operations/read-history.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { Clock } from "../../src/ports/clock.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { memoryWorld } from "../fakes/memory-world.ts";

const [noon, two, six] = ["2026-01-02T12:00:00Z", "2026-01-02T14:00:00Z", "2026-01-02T18:00:00Z"] as const;
const request = { environment: "default", profile: "balanced" };

/** Its date leaps at every look, a day ahead and a day back; what elapses goes on. */
function leapingClock(): Clock {
  const clock = manualClock();
  let looks = 0;
  return {
    ...clock,
    now() {
      looks += 1;
      return new Date(clock.now().getTime() + (looks % 2 === 0 ? -86_400_000 : 86_400_000));
    },
  };
}

describe("a clock that leaps", () => {
  test("neither ends the wait for a proof nor draws it out", async () => {
    const world = { ...memoryWorld(), clock: leapingClock() };
    let asked = 0;
    const before = world.applied();
    world.proxy.answer(() => [(asked += 1) < 5 ? before : world.applied()]);
    const slow = await switchProfile(world, request);
    expect(slow).toMatchObject({ outcome: "switched", reload_successful: true });
    const after = world.applied();
    world.proxy.answer(() => [after]);
    const silent = await switchProfile({ ...world, clock: leapingClock() }, { ...request, profile: "premium" });
    expect(silent.outcome).toBe("reverted");
    expect(silent.milliseconds.prove).toBeGreaterThan(4800);
    expect(silent.milliseconds.prove).toBeLessThanOrEqual(5000);
  });

  test("does not bring about twice what had come due, when it is set back", async () => {
    const world = memoryWorld();
    const at = (moment: string) => ({ ...world, clock: manualClock(moment) });
    await switchProfile(at(noon), { ...request, until: two });
    await avoidProvider(at(noon), { environment: "default", provider: "openai", seconds: 7200 });
    expect((await bringDue(at(six))).environments).toMatchObject([{ due: [{ kind: "ends" }, { kind: "asks" }] }]);
    const { commit } = await world.store.head();
    for (const moment of [noon, six, two]) {
      expect((await bringDue(at(moment))).environments).toMatchObject([{ due: [], next: null, result: null }]);
    }
    expect(await world.store.head()).toMatchObject({ commit });
  });

  test("keeps the order of the history, which is git's", async () => {
    const world = memoryWorld();
    for (const [profile, moment] of [
      ["balanced", six],
      ["premium", noon],
      ["balanced", two],
    ] as const) {
      await switchProfile({ ...world, clock: manualClock(moment) }, { ...request, profile });
    }
    expect((await readHistory(world.store)).map(({ to }) => to)).toEqual([
      "balanced",
      "premium",
      "balanced",
      "premium",
    ]);
  });
});
