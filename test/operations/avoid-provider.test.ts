import { describe, expect, test } from "vitest";
import { avoidProvider } from "../../src/operations/avoid-provider.ts";
import type { AvoidRequest } from "../../src/operations/avoid-request.ts";
import { bringDue } from "../../src/operations/bring-due.ts";
import { readCurrentProfile } from "../../src/operations/read-current-profile.ts";
import { readHistory } from "../../src/operations/read-history.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import { planSwitch, switchProfile } from "../../src/operations/switch-profile.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const file = "environments/default.yaml";
const output = "litellm_config.yaml";
/** `classification` has another deployment, `synthesis` a fallback, `search` nothing. */
const sources: Readonly<Record<string, string>> = {
  ...smallProject,
  "litellm-profiles.yaml":
    smallProject["litellm-profiles.yaml"]?.replace("synthesis: {}", "synthesis: {}\n  search: {}") ?? "",
  "profiles/premium.yaml": `tasks:
  classification: [{model: openai/gpt-4o}, {model: anthropic/claude-sonnet-4-6}]
  synthesis: [{model: openai/gpt-4o}]
  search: [{model: openai/gpt-4o}]
fallbacks: [balanced]
`,
  "profiles/balanced.yaml": `tasks:
  classification: [{model: openai/gpt-4o-mini}]
  synthesis: [{model: anthropic/claude-haiku-4-5}]
  search: [{model: openai/gpt-4o-mini}]
`,
};
const environment = sources[file] ?? "";
const outage: AvoidRequest = { environment: "default", provider: "openai", seconds: 7200, reason: "Their outage" };

async function worldInForce(): Promise<MemoryWorld> {
  const world = memoryWorld(sources);
  await world.deliveries.deliver(withOutputs(sources)[output] ?? "");
  return world;
}

async function committed(world: MemoryWorld, path: string): Promise<string | undefined> {
  const { commit } = await world.store.head();
  return (await world.store.readFiles(commit, [path])).get(path);
}

/** The manual clock's time and two hours. */
function inTwoHours(world: MemoryWorld): string {
  return new Date(world.clock.now().getTime() + 7_200_000).toISOString().replace(".000Z", "Z");
}

describe("avoiding a provider", () => {
  test("lets a switch say the same as its plan of tasks that nothing else can answer", async () => {
    const world = await worldInForce();
    await avoidProvider(world, outage);
    const sentences = [
      "Nothing but `openai`, which is avoided, can answer `classification`",
      "Nothing but `openai`, which is avoided, can answer `search`",
    ];
    const request = { environment: "default", profile: "balanced" };
    expect((await planSwitch(world, request)).warnings).toEqual(sentences);
    expect((await switchProfile(world, request)).warnings).toEqual(sentences);
  });

  test("takes its deployments out, moves what has a fallback, and names what nothing can answer", async () => {
    const world = await worldInForce();
    const until = inTwoHours(world);
    const result = await avoidProvider(world, outage);
    expect(result).toMatchObject({
      outcome: "switched",
      from_profile: "premium",
      to_profile: "premium",
      active_mappings: {
        classification: "classification_premium",
        synthesis: "synthesis_balanced",
        search: "search_premium",
      },
      reload_successful: true,
      plan: { avoided: [{ provider: "openai", until, reason: "Their outage" }] },
    });
    expect(result.warnings).toContain("Nothing but `openai`, which is avoided, can answer `search`");
    expect(result.warnings.join()).not.toContain("can answer `synthesis`");
    expect(result.plan.tasks.find(({ task }) => task === "classification")?.after?.deployments).toMatchObject([
      { model: "anthropic/claude-sonnet-4-6" },
    ]);
    expect(result.plan.also_changes).toContain(`Provider \`openai\` is avoided until ${until}`);
    expect(world.applied().routing?.aliases).toMatchObject({ synthesis: "synthesis_balanced" });
  });

  test("is one commit with trailers, in the environment's file, and in the history", async () => {
    const world = await worldInForce();
    const until = inTwoHours(world);
    await avoidProvider(world, outage);
    expect(await committed(world, file)).toBe(
      environment.replace("best\n", `best\navoid:\n  openai: {until: "${until}", reason: "Their outage"}\n`),
    );
    const [newest] = await world.store.log([file]);
    expect(newest?.message).toBe(`Avoid openai in default

Profile-Environment: default
Profile-From: premium
Profile-To: premium
Profile-Avoid: openai until ${until}
Profile-Reason: Their outage
Profile-By: Ada <ada@example.org>
`);
    expect(await readHistory(world.store)).toMatchObject([
      { from: "premium", to: "premium", overrides: [], avoid: [{ provider: "openai", until }], reason: "Their outage" },
      { from: null, avoid: [] },
    ]);
  });

  test("needs no reason", async () => {
    const world = await worldInForce();
    const { reason: _none, ...request } = outage;
    await avoidProvider(world, request);
    expect(await committed(world, file)).toContain(`  openai: {until: "${inTwoHours(world)}"}\n`);
  });

  test.each(["end", "rollback"] as const)("is undone by %s, byte for byte", async (how) => {
    const world = await worldInForce();
    const before = await committed(world, output);
    await avoidProvider(world, outage);
    expect(await committed(world, output)).not.toBe(before);
    if (how === "end") await avoidProvider(world, { ...outage, seconds: "end" });
    else await rollBack(world, { environment: "default" });
    expect(await committed(world, file)).toBe(environment);
    expect(await committed(world, output)).toBe(before);
    const [newest] = await readHistory(world.store);
    expect(newest).toMatchObject({ avoid: [{ provider: "openai", until: null }] });
  });

  test("survives a switch, whose plan names it and what nothing can answer then", async () => {
    const world = await worldInForce();
    await avoidProvider(world, outage);
    const plan = await planSwitch(world, { environment: "default", profile: "balanced" });
    expect(plan.avoided).toMatchObject([{ provider: "openai" }]);
    expect(plan.warnings).toEqual(
      expect.arrayContaining([
        "Nothing but `openai`, which is avoided, can answer `classification`",
        "Nothing but `openai`, which is avoided, can answer `search`",
      ]),
    );
    const { active_mappings } = await switchProfile(world, { environment: "default", profile: "balanced" });
    expect(active_mappings).toMatchObject({ synthesis: "synthesis_balanced" });
  });

  test("is what status and the current profile show", async () => {
    const world = await worldInForce();
    const until = inTwoHours(world);
    await avoidProvider(world, outage);
    const status = await readStatus(world, "default");
    expect(status).toMatchObject({
      layers: {
        declared: { profile: "premium", avoid: { openai: { until, reason: "Their outage" } } },
        rendered: { profile: "premium" },
        live: { profile: "premium" },
      },
      drift: null,
      warnings: [],
    });
    expect(await readCurrentProfile(world, "default")).toMatchObject({
      expected_mappings: { synthesis: "synthesis_balanced" },
      mapping_valid: true,
    });
  });

  test("until another time is a change of that alone", async () => {
    const world = await worldInForce();
    await avoidProvider(world, outage);
    const again = await avoidProvider(world, outage);
    expect(again).toMatchObject({ outcome: "already active", commit: null });
    const longer = await avoidProvider(world, { ...outage, seconds: 14_400 });
    expect(longer.plan.tasks.every(({ before, after }) => before?.group === after?.group)).toBe(true);
    expect(longer.commit).not.toBeNull();
  });

  test.each([
    ["opnai", 60, "No deployment is of provider `opnai`", "Did you mean `openai`?"],
    ["azure", 60, "No deployment is of provider `azure`", "The providers are `anthropic`, `openai`"],
    ["openai", "end", "Provider `openai` is not avoided in environment `default`", "There are no avoided providers"],
  ] as const)("is refused: %s, %s", async (provider, seconds, message, hint) => {
    const world = await worldInForce();
    const { commit } = await world.store.head();
    await expect(avoidProvider(world, { ...outage, provider, seconds })).rejects.toMatchObject({
      code: "unknown-provider",
      message,
      hint,
    });
    expect(await world.store.head()).toMatchObject({ commit });
  });
});

/** The same world at another time. */
function at(world: MemoryWorld, moment: string): MemoryWorld {
  return { ...world, clock: manualClock(moment) };
}

describe("the time to avoid a provider", () => {
  test("ends by `due`, once, byte for byte", async () => {
    const world = await worldInForce();
    const before = await committed(world, output);
    const until = inTwoHours(world);
    await avoidProvider(world, outage);
    const asks = { at: until, kind: "asks", provider: "openai" };
    expect((await bringDue(world)).environments).toMatchObject([{ due: [], next: asks, result: null }]);
    expect((await readStatus(at(world, until), "default")).warnings).toEqual([
      `The time to avoid \`openai\` is over since ${until.slice(0, 16).replace("T", " ")}Z: run \`litellm-profiles due\``,
    ]);
    const [done] = (await bringDue(at(world, until))).environments;
    expect(done).toMatchObject({
      due: [asks],
      next: null,
      failure: null,
      result: { outcome: "switched", reload_successful: true, from_profile: "premium", to_profile: "premium" },
    });
    expect([await committed(world, file), await committed(world, output)]).toEqual([environment, before]);
    const [newest] = await world.store.log([file]);
    expect(newest?.message).toBe(`Ask openai again in default

Profile-Environment: default
Profile-From: premium
Profile-To: premium
Profile-Avoid: openai no longer
Profile-Due: ${until}
Profile-Reason: openai was to be avoided until ${until.slice(0, 16).replace("T", " ")}Z
Profile-By: Ada <ada@example.org>
`);
    const { commit } = await world.store.head();
    expect((await bringDue(at(world, until))).environments).toMatchObject([{ due: [], next: null, result: null }]);
    expect(await world.store.head()).toMatchObject({ commit });
    expect((await readHistory(world.store))[0]).toMatchObject({ avoid: [{ provider: "openai", until: null }] });
  });

  test("goes on where somebody undid its end, and status says how to end it", async () => {
    const world = await worldInForce();
    const until = inTwoHours(world);
    await avoidProvider(world, outage);
    const later = at(world, until);
    await bringDue(later);
    await rollBack(later, { environment: "default" });
    expect(await committed(world, file)).toContain(`openai: {until: "${until}"`);
    expect((await bringDue(later)).environments).toMatchObject([{ due: [], next: null, result: null }]);
    expect((await readStatus(later, "default")).warnings).toEqual([
      `\`openai\` is avoided longer than until ${until.slice(0, 16).replace("T", " ")}Z, as somebody undid its end: \`litellm-profiles avoid openai --end\` asks it again`,
    ]);
  });

  test("is due again where its end was not proven and went back", async () => {
    const world = await worldInForce();
    const until = inTwoHours(world);
    await avoidProvider(world, outage);
    const report = world.applied();
    world.proxy.answer(() => [report]);
    const [first] = (await bringDue(at(world, until))).environments;
    expect(first?.result).toMatchObject({ outcome: "reverted" });
    const { commit } = await world.store.head();
    const [resting] = (await bringDue(at(world, until))).environments;
    const again = resting?.resting[0]?.at ?? "";
    expect(Date.parse(again) - Date.parse(until)).toBeGreaterThanOrEqual(600_000);
    expect(resting).toMatchObject({
      due: [],
      resting: [{ kind: "asks", provider: "openai" }],
      next: null,
      result: null,
    });
    expect(await world.store.head()).toMatchObject({ commit });
    expect((await readStatus(at(world, until), "default")).warnings).toEqual([
      `Asking \`openai\` again was due, was not proven in time and was taken back; it is tried again from ${again.slice(0, 16).replace("T", " ")}Z on`,
    ]);
    world.proxy.answer(() => [world.applied()]);
    const [second] = (await bringDue(at(world, again))).environments;
    expect(second?.result).toMatchObject({ outcome: "switched" });
    expect(await committed(world, file)).toBe(environment);
  });

  test("is due again together with what else was not proven and went back", async () => {
    const world = await worldInForce();
    const until = inTwoHours(world);
    await switchProfile(world, { environment: "default", profile: "balanced", until });
    await avoidProvider(world, outage);
    await avoidProvider(world, { ...outage, provider: "anthropic" });
    const report = world.applied();
    world.proxy.answer(() => [report]);
    await bringDue(at(world, until));
    const [resting] = (await bringDue(at(world, until))).environments;
    const again = resting?.resting[0]?.at ?? "";
    expect(resting).toMatchObject({
      due: [],
      resting: [
        { at: again, kind: "ends", from: "balanced", to: "premium" },
        { at: again, kind: "asks", provider: "openai" },
        { at: again, kind: "asks", provider: "anthropic" },
      ],
      next: null,
    });
    const words = `was due, was not proven in time and was taken back; it is tried again from ${again.slice(0, 16).replace("T", " ")}Z on`;
    expect((await readStatus(at(world, until), "default")).warnings).toEqual([
      `\`premium\` ${words}`,
      `Asking \`openai\` again ${words}`,
      `Asking \`anthropic\` again ${words}`,
    ]);
  });

  test("ends together with the time of a profile, in one commit", async () => {
    const world = await worldInForce();
    const until = inTwoHours(world);
    await switchProfile(world, { environment: "default", profile: "balanced", until });
    await avoidProvider(world, outage);
    await avoidProvider(world, { ...outage, provider: "anthropic", seconds: 14_400 });
    const [done] = (await bringDue(at(world, until))).environments;
    expect(done).toMatchObject({
      due: [
        { kind: "ends", from: "balanced", to: "premium" },
        { kind: "asks", provider: "openai" },
      ],
      next: { kind: "asks", provider: "anthropic" },
      result: { outcome: "switched", to_profile: "premium" },
    });
    expect(await committed(world, file)).toMatch(
      /^active: premium # the best\navoid:\n {2}anthropic: \{until: "[^"]+", reason: "Their outage"\}\n/m,
    );
    const [newest] = await world.store.log([file]);
    expect(newest?.message).toContain(
      "\nProfile-From: balanced\nProfile-To: premium\nProfile-Avoid: openai no longer\nProfile-Due: ",
    );
  });
});
