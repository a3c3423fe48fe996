import { describe, expect, test } from "vitest";
import { parseSwitchMessage } from "../../src/domain/switch-message.ts";
import { bringDue } from "../../src/operations/bring-due.ts";
import { readHistory } from "../../src/operations/read-history.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import { planSwitch, switchProfile } from "../../src/operations/switch-profile.ts";
import type { SwitchRequest } from "../../src/operations/switch-request.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const file = "environments/default.yaml";
const output = "litellm_config.yaml";
const before = smallProject[file] ?? "";
const [noon, two, six] = ["2026-01-02T12:00:00Z", "2026-01-02T14:00:00Z", "2026-01-02T18:00:00Z"] as const;
const project = {
  ...smallProject,
  "profiles/cheap.yaml":
    "tasks:\n  classification: [{model: openai/gpt-4.1-nano}]\n  synthesis: [{model: openai/gpt-4.1-mini}]\n",
};

/** The same world at another time. */
function at<W extends MemoryWorld>(world: W, moment: string): W {
  return { ...world, clock: manualClock(moment) };
}

async function ask(world: MemoryWorld, profile: string, more: Partial<SwitchRequest> = {}) {
  return switchProfile(world, { environment: "default", profile, ...more });
}

async function shown({ store }: MemoryWorld) {
  const { commit } = await store.head();
  const files = await store.readFiles(commit, [file, output]);
  const [logged] = await store.log([file, output]);
  return { text: files.get(file), config: files.get(output), message: logged?.message ?? "", commit };
}

const temporary = before.replace(
  "premium # the best\n",
  `balanced # the best\nuntil:\n  at: ${two}\n  then: premium\n`,
);

describe("a switch for a time", () => {
  test("is in force at once, and names its end", async () => {
    const world = memoryWorld(project);
    const result = await ask(world, "balanced", { until: two, reason: "a demo" });
    expect(result).toMatchObject({ outcome: "switched", to_profile: "balanced" });
    expect(result.plan.until).toStrictEqual({ before: null, after: { at: two, profile: "premium" } });
    const { text, message, commit } = await shown(world);
    expect(text).toBe(temporary);
    expect(message.split("\n")[0]).toBe(
      "Switch default from premium to balanced until 2026-01-02 14:00Z, then premium",
    );
    expect(parseSwitchMessage(message)).toMatchObject([{ "Profile-To": "balanced", "Profile-Until": two }]);
    const { layers, warnings } = await readStatus(world, "default");
    const asked = { by: "Ada <ada@example.org>", reason: "a demo", commit };
    expect([layers.declared.until, warnings]).toEqual([{ at: two, profile: "premium", ...asked }, []]);
  });

  test("ends by `due`, once, and as if it had never been", async () => {
    const world = memoryWorld(project);
    await ask(world, "balanced", { until: two });
    const early = await bringDue(at(world, "2026-01-02T13:59:59Z"));
    const ends = { at: two, kind: "ends", from: "balanced", to: "premium" };
    expect(early.environments).toStrictEqual([
      {
        environment: "default",
        due: [],
        resting: [],
        next: ends,
        break_glass: null,
        delivery: null,
        result: null,
        failure: null,
      },
    ]);
    const { commit } = await shown(world);
    const dry = await bringDue(at(world, two), { dryRun: true });
    expect(dry.environments).toStrictEqual([
      {
        environment: "default",
        due: [ends],
        resting: [],
        next: null,
        break_glass: null,
        delivery: null,
        result: null,
        failure: null,
      },
    ]);
    expect((await shown(world)).commit).toBe(commit);
    expect((await readStatus(at(world, two), "default")).warnings).toEqual([
      "`premium` is due since 2026-01-02 14:00Z: run `litellm-profiles due`",
    ]);
    const [done] = (await bringDue(at(world, six))).environments;
    expect(done).toMatchObject({ due: [ends], next: null, failure: null });
    expect(done?.result).toMatchObject({ outcome: "switched", reload_successful: true, to_profile: "premium" });
    const { text, config, message, commit: head } = await shown(world);
    expect([text, config]).toEqual([before, withOutputs(project)[output]]);
    expect(parseSwitchMessage(message)).toMatchObject([
      {
        "Profile-From": "balanced",
        "Profile-To": "premium",
        "Profile-Due": two,
        "Profile-Reason": "balanced was to end at 2026-01-02 14:00Z",
      },
    ]);
    expect((await bringDue(at(world, six))).environments).toMatchObject([{ due: [], result: null }]);
    expect((await shown(world)).commit).toBe(head);
  });

  test("stays where whoever undoes its end wants it so", async () => {
    const world = memoryWorld(project);
    await ask(world, "balanced", { until: two });
    await bringDue(at(world, six));
    await rollBack(at(world, six), { environment: "default" });
    expect((await shown(world)).text).toBe(temporary);
    expect((await bringDue(at(world, six))).environments).toMatchObject([{ due: [], next: null, result: null }]);
    expect((await readStatus(at(world, six), "default")).warnings).toEqual([]);
  });

  test("is due again where its end was not proven and went back", async () => {
    const world = memoryWorld(project);
    await ask(world, "balanced", { until: two });
    const report = world.applied();
    world.proxy.answer(() => [report]);
    const [first] = (await bringDue(at(world, six))).environments;
    expect(first?.result).toMatchObject({ outcome: "reverted" });
    expect((await shown(world)).text).toBe(temporary);
    world.proxy.answer(() => [world.applied()]);
    const [resting] = (await bringDue(at(world, six))).environments;
    expect(resting).toMatchObject({ due: [], next: null, result: null });
    const again = resting?.resting[0]?.at ?? "";
    expect(resting?.resting).toEqual([{ at: again, kind: "ends", from: "balanced", to: "premium" }]);
    expect(Date.parse(again) - Date.parse(six)).toBeGreaterThanOrEqual(600_000);
    const [second] = (await bringDue(at(world, again))).environments;
    expect(second?.result).toMatchObject({ outcome: "switched", to_profile: "premium" });
  });

  test("is undone like any other", async () => {
    const world = memoryWorld(project);
    await ask(world, "balanced", { until: two });
    await rollBack(world, { environment: "default" });
    expect((await shown(world)).text).toBe(before);
  });

  test("is for good when the same profile is asked for without an end", async () => {
    const world = memoryWorld(project);
    await ask(world, "balanced", { until: two });
    const result = await ask(world, "balanced");
    expect(result).toMatchObject({ outcome: "switched", from_profile: "balanced", to_profile: "balanced" });
    const { text, message } = await shown(world);
    expect(text).toBe(before.replace("premium #", "balanced #"));
    expect(message.split("\n")[0]).toBe("Keep balanced in default");
    expect((await bringDue(at(world, six))).environments).toMatchObject([{ due: [], next: null }]);
  });

  test("brings back what was there before anything temporary", async () => {
    const world = memoryWorld(project);
    await ask(world, "balanced", { until: two });
    await ask(world, "cheap", { until: six });
    await bringDue(at(world, six));
    expect((await shown(world)).text).toBe(before);
    expect((await readHistory(world.store)).map(({ from, to }) => [from, to])).toEqual([
      ["cheap", "premium"],
      ["balanced", "cheap"],
      ["premium", "balanced"],
      [null, "premium"],
    ]);
  });

  test("leaves uncommitted edits of the file, and takes them its end", async () => {
    const world = memoryWorld(project);
    await world.store.writeWorkFile(file, `${before}# mine\n`);
    await ask(world, "balanced", { until: two });
    expect(await world.store.readWorkFile(file)).toBe(`${temporary}# mine\n`);
    await bringDue(at(world, six));
    expect(await world.store.readWorkFile(file)).toBe(`${before}# mine\n`);
  });
});

describe("a scheduled switch", () => {
  const scheduled = before.replace("the best\n", `the best\nscheduled:\n  at: ${two}\n  profile: balanced\n`);

  test("changes nothing now, and begins by `due`", async () => {
    const world = memoryWorld(project);
    const result = await ask(world, "balanced", { at: two });
    expect(result).toMatchObject({ outcome: "switched", from_profile: "premium", to_profile: "premium" });
    const { text, config, message } = await shown(world);
    expect([text, config]).toEqual([scheduled, withOutputs(project)[output]]);
    expect(message.split("\n")[0]).toBe("Switch default to balanced from 2026-01-02 14:00Z");
    expect(await readHistory(world.store)).toHaveLength(1);
    const [done] = (await bringDue(at(world, six))).environments;
    expect(done?.result).toMatchObject({ outcome: "switched", to_profile: "balanced" });
    expect((await shown(world)).text).toBe(before.replace("premium #", "balanced #"));
    await rollBack(at(world, six), { environment: "default" });
    expect((await shown(world)).text).toBe(scheduled);
    expect((await bringDue(at(world, six))).environments).toMatchObject([{ due: [] }]);
  });

  test("is undone by its commit", async () => {
    const world = memoryWorld(project);
    const { commit } = await ask(world, "balanced", { at: two });
    await ask(world, "cheap");
    await rollBack(world, { environment: "default", commit: commit ?? "" });
    expect((await shown(world)).text).toBe(before.replace("premium #", "cheap #"));
  });

  test("rests where it was not proven and went back, also while its own end passes", async () => {
    const world = memoryWorld(project);
    const soon = "2026-01-02T14:05:00Z";
    await ask(world, "balanced", { at: two, until: soon });
    const report = world.applied();
    world.proxy.answer(() => [report]);
    await bringDue(at(world, two));
    const [resting] = (await bringDue(at(world, soon))).environments;
    expect(resting).toMatchObject({ due: [], resting: [{ kind: "begins", from: "premium", to: "balanced" }] });
  });

  test("for a time is begun and ended", async () => {
    const world = memoryWorld(project);
    await ask(world, "balanced", { at: two, until: six });
    const [begun] = (await bringDue(at(world, "2026-01-02T15:00:00Z"))).environments;
    expect(begun).toMatchObject({ next: { at: six, kind: "ends", to: "premium" } });
    expect((await shown(world)).text).toBe(temporary.replace(two, six));
    await bringDue(at(world, six));
    expect((await shown(world)).text).toBe(before);
  });

  test("that was missed as a whole leaves what is in force", async () => {
    const world = memoryWorld(project);
    await ask(world, "balanced", { at: two, until: six });
    const [done] = (await bringDue(at(world, "2026-01-03T12:00:00Z"))).environments;
    expect(done?.due).toHaveLength(2);
    const { text, message } = await shown(world);
    expect(text).toBe(before);
    expect(message.split("\n")[0]).toBe("Let the time of default pass, which stays on premium");
  });

  test("is taken back, and waits through other switches", async () => {
    const world = memoryWorld(project);
    await ask(world, "balanced", { at: two });
    await ask(world, "cheap");
    expect((await shown(world)).text).toBe(scheduled.replace("premium #", "cheap #"));
    await ask(world, "cheap", { clearScheduled: true });
    const { text, message } = await shown(world);
    expect(text).toBe(before.replace("premium #", "cheap #"));
    expect(message.split("\n")[0]).toBe("Take back what is scheduled in default");
  });
});

describe("a time that cannot be", () => {
  test.each<[string, Partial<SwitchRequest>, string]>([
    ["an end that has passed", { until: noon }, "`2026-01-02T12:00:00Z` has passed: it is `2026-01-02T12:00:00Z`"],
    ["a beginning that has passed", { at: "2026-01-02T11:00:00Z" }, "`2026-01-02T11:00:00Z` has passed"],
    ["an end before the beginning", { at: six, until: two }, "would end at `2026-01-02T14:00:00Z`, and begin"],
    ["a task's own", { until: two, tasks: ["synthesis"] }, "Only a switch of the whole environment"],
    ["a beginning that clears", { at: two, clearOverrides: true }, "Only a switch of the whole environment"],
  ])("%s is refused, and nothing has changed", async (_what, time, message) => {
    const world = memoryWorld(project);
    const { commit } = await shown(world);
    const request = { environment: "default", profile: "balanced", ...time };
    await expect(switchProfile(world, request)).rejects.toMatchObject({
      code: "time-refused",
      message: expect.stringContaining(message),
    });
    await expect(planSwitch(world, request)).rejects.toMatchObject({ code: "time-refused" });
    expect((await shown(world)).commit).toBe(commit);
  });
});

describe("what is due in several environments", () => {
  const both = {
    ...project,
    [file]: `active: balanced\nuntil: {at: ${two}, then: premium}\n`,
    "environments/staging.yaml": `active: cheap\nuntil: {at: ${two}, then: balanced}\n`,
  };

  test("is brought about in each; one that refuses keeps nobody else from it", async () => {
    const world = memoryWorld(both);
    const held = world.lock({ ...(await environmentOf(world)), name: "default" });
    const { environments } = await held.hold("switch", async () => bringDue(at(world, six)));
    expect(environments).toMatchObject([
      { environment: "default", result: null, failure: { code: "busy" } },
      { environment: "staging", result: { outcome: "switched", to_profile: "balanced" }, failure: null },
    ]);
  });

  test("only where it is asked for", async () => {
    const world = memoryWorld(both);
    const { environments } = await bringDue(at(world, six), { environment: "staging" });
    expect(environments.map(({ environment }) => environment)).toEqual(["staging"]);
    await expect(bringDue(world, { environment: "stagin" })).rejects.toMatchObject({ code: "unknown-environment" });
  });
});

async function environmentOf({ store }: MemoryWorld) {
  const { loadHead } = await import("../../src/operations/load-head.ts");
  return (await loadHead(store, "default")).environment;
}
