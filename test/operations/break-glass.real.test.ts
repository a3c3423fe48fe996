import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openAgent } from "../../src/agent/open-agent.ts";
import { Failure } from "../../src/domain/failure.ts";
import { parseSwitchMessage } from "../../src/domain/switch-message.ts";
import { bringDue } from "../../src/operations/bring-due.ts";
import { closePullRequest } from "../../src/operations/close-pull-request.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { refreshPullRequest } from "../../src/operations/refresh-pull-request.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { SwitchRequest } from "../../src/operations/switch-request.ts";
import type { World } from "../../src/ports/world.ts";
import { formatDueText } from "../../src/report/due-text.ts";
import { git } from "../adapters/git/git-repository.ts";
import { applyingProxy } from "../fakes/applying-proxy.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { memoryProxy, workerReport, type MemoryProxy } from "../fakes/memory-proxy.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import {
  asPerson,
  commitByHand,
  commitOnBranch,
  makeReviewedProject,
  reviewedSources,
  show,
} from "../fakes/reviewed-project.ts";

const branch = "litellm-profiles-break-glass/default";
const environment = "environments/default.yaml";
const output = "litellm_config.yaml";
const premium = reviewedSources[environment] ?? "";
const [noon, one, two] = ["2026-01-02T12:00:00Z", "2026-01-02T13:00:00Z", "2026-01-02T14:00:00Z"] as const;
const listed = {
  ...reviewedSources,
  "litellm-profiles.yaml": `${reviewedSources["litellm-profiles.yaml"]}break_glass: [ada@example.com]\n`,
};

function at(world: World, moment: string): World {
  return { ...world, clock: manualClock(moment) };
}

/** Premium is in force and delivered. */
async function project(sources: Readonly<Record<string, string>> = listed) {
  const folder = makeReviewedProject(sources);
  const [ada, bob] = [at(await asPerson(folder, "Ada"), noon), at(await asPerson(folder, "Bob"), noon)];
  await deliver(ada, "default");
  const tip = (ref = branch) => git(folder, ["for-each-ref", "--format=%(objectname)", `refs/heads/${ref}`]).trim();
  const delivered = () => readFileSync(join(folder, ".litellm-profiles/default/litellm_config.yaml"), "utf8");
  return { folder, ada, bob, tip, main: tip("main"), delivered };
}

async function breakGlass(world: World, profile = "cheap", more: Partial<SwitchRequest> = {}) {
  const how = { mode: "direct", breakGlass: true, reason: "INC-4711", until: two } as const;
  return switchProfile(world, { environment: "default", profile, ...how, ...more });
}

function rendered(text: string, sources: Readonly<Record<string, string>> = listed): string | undefined {
  return withOutputs({ ...sources, [environment]: text })[output];
}

async function pulls(world: World, state: "open" | "all" = "open") {
  return (await openReviews(world)).forge.list({ state });
}

const cheap = premium.replace("premium", "cheap");
const broken = {
  profile: "cheap",
  before: "premium",
  until: two,
  by: "Ada <ada@example.com>",
  reason: "INC-4711",
  pull_request: 1,
};
const title = "break-glass: Switch default from premium to cheap";

const kill = async () => Promise.reject(new Error("killed"));

/** The world of somebody who is killed at one call of the delivery or of the forge. */
function killedAt(world: World, where: "deliver" | "open" | "update"): World {
  return {
    ...world,
    delivery: (from) => ({ ...world.delivery(from), ...(where === "deliver" && { deliver: kill }) }),
    reviews: async (from) => {
      const { branches, forge } = await world.reviews(from);
      return { branches, forge: { ...forge, ...(where !== "deliver" && { [where]: kill }) } };
    },
  };
}

/** Somebody who is killed once the config lies there, before anybody was asked for its proof. */
function killedThere(world: World): World {
  const delivery: World["delivery"] = (from) => {
    const there = world.delivery(from);
    return { ...there, deliver: async (text) => there.deliver(text).then(kill) };
  };
  return { ...world, delivery };
}

const due = async (world: World, moment: string) =>
  (await bringDue(at(world, moment), { environment: "default" })).environments[0];

describe("breaking the glass", () => {
  it("is in force at once, on a branch of its own, with a pull request of the same change", async () => {
    const { ada, folder, main, tip, delivered } = await project();
    const result = await breakGlass(ada);
    expect(result).toMatchObject({
      outcome: "switched",
      success: true,
      from_profile: "premium",
      to_profile: "cheap",
      commit: tip(),
      pull_request: { number: 1, action: "opened", state: "open", branch, title },
      undo: "npx litellm-profiles pr close 1",
      warnings: ["`default` is overridden until 2026-01-02 14:00Z by Ada (INC-4711), pull request 1"],
    });
    expect(delivered()).toBe(rendered(cheap));
    expect([tip("main"), git(folder, ["status", "--porcelain"])]).toEqual([main, ""]);
    expect([show(folder, branch, environment), show(folder, branch, output)]).toEqual([cheap, rendered(cheap)]);
    const [pull] = await pulls(ada);
    expect(pull?.body).toContain(
      "**This is in force already**, and nobody has reviewed it. Merging keeps <code>cheap</code>; closing this pull request, or 2026-01-02 14:00Z, brings <code>premium</code> back.",
    );
    expect(parseSwitchMessage(pull?.body ?? "")).toMatchObject([
      { "Profile-Until": two, "Profile-Reason": "INC-4711" },
    ]);
    expect(await readStatus(ada, "default")).toMatchObject({ break_glass: broken, drift: null, warnings: [] });
  });

  it("is kept by merging", async () => {
    const { ada, bob, folder, delivered, tip } = await project();
    await breakGlass(ada);
    await mergePullRequest(bob, 1);
    expect([show(folder, "main", environment), show(folder, "main", output), tip()]).toEqual([
      cheap,
      rendered(cheap),
      "",
    ]);
    const [later] = (await bringDue(at(ada, two), { environment: "default" })).environments;
    expect(later).toMatchObject({ due: [], break_glass: null, delivery: null });
    expect(await deliver(ada, "default")).toMatchObject({ profile: "cheap" });
    expect(delivered()).toBe(rendered(cheap));
    expect(await readStatus(at(ada, two), "default")).toMatchObject({ break_glass: null, drift: null });
  });

  it("ends by its time, and what was there before comes back", async () => {
    const { ada, tip, delivered } = await project();
    await breakGlass(ada);
    const [early] = (await bringDue(at(ada, one), { environment: "default" })).environments;
    expect(early).toMatchObject({ due: [], next: { at: two, to: "premium" }, break_glass: broken, delivery: null });
    const [dry] = (await bringDue(at(ada, two), { environment: "default", dryRun: true })).environments;
    expect(dry).toMatchObject({ due: [{ at: two, kind: "ends", from: "cheap", to: "premium" }], delivery: null });
    expect(delivered()).toBe(rendered(cheap));
    expect(await readStatus(at(ada, two), "default")).toMatchObject({
      break_glass: broken,
      drift: "delivered",
      warnings: [
        "The time of what overrides `default` is over since 2026-01-02 14:00Z: run `litellm-profiles due`, which brings `premium` back",
      ],
    });
    const [done] = (await bringDue(at(ada, two), { environment: "default" })).environments;
    expect(done).toMatchObject({ delivery: { profile: "premium" }, result: null, failure: null });
    expect([delivered(), tip()]).toEqual([rendered(premium), ""]);
    expect(await pulls(ada, "all")).toMatchObject([{ number: 1, state: "closed" }]);
    const [again] = (await bringDue(at(ada, two), { environment: "default" })).environments;
    expect(again).toMatchObject({ due: [], break_glass: null, delivery: null });
    expect(await readStatus(at(ada, two), "default")).toMatchObject({ break_glass: null, drift: null, warnings: [] });
  });

  const closed = "Pull request 1 of what overrides `default` is closed";
  const gone = "The branch of pull request 1, of what overrides `default`, is gone";

  it.each([
    ["closing its pull request by the tool", closed, async (world: World) => closePullRequest(world, 1)],
    [
      "removing its branch, while its pull request is open,",
      gone,
      async (world: World) => {
        const { branches } = await openReviews(world);
        await branches.move(branch, { from: (await branches.look(branch)).tip, to: null });
      },
    ],
    [
      "closing its pull request by hand, with its branch",
      closed,
      async (world: World) => {
        const { forge, branches } = await openReviews(world);
        await forge.update(1, { state: "closed" });
        const { tip } = await branches.look(branch);
        await branches.move(branch, { from: tip, to: null });
      },
    ],
  ])("ends by %s", async (_how, words, close) => {
    const { ada, bob, tip, delivered } = await project();
    await breakGlass(ada);
    await close(bob);
    expect(delivered()).toBe(rendered(cheap));
    expect(await readStatus(ada, "default")).toMatchObject({
      break_glass: broken,
      drift: "delivered",
      warnings: [`${words}: run \`litellm-profiles due\`, which brings \`premium\` back`],
    });
    const [done] = (await bringDue(at(ada, one), { environment: "default" })).environments;
    expect(done).toMatchObject({ due: [{ at: one, to: "premium" }], delivery: { profile: "premium" } });
    expect([delivered(), tip()]).toEqual([rendered(premium), ""]);
    const [again] = (await bringDue(at(ada, one), { environment: "default" })).environments;
    expect(again).toMatchObject({ due: [], delivery: null });
  });

  it("is not ended by a delivery of something else", async () => {
    const { ada, folder, delivered } = await project();
    await breakGlass(ada);
    commitByHand(folder, { "README.md": "second\n" });
    await expect(deliver(ada, "default")).rejects.toMatchObject({
      code: "overridden",
      message: "Environment `default` is overridden until 2026-01-02 14:00Z by Ada (INC-4711), pull request 1",
    });
    expect(delivered()).toBe(rendered(cheap));
  });

  it("may be prolonged, and changed, in the same pull request", async () => {
    const { ada, delivered } = await project();
    await breakGlass(ada);
    const result = await breakGlass(at(ada, one), "balanced", { until: "2026-01-02T18:00:00Z" });
    expect(result.pull_request).toMatchObject({ number: 1, action: "updated" });
    expect(delivered()).toBe(rendered(premium.replace("premium", "balanced")));
    expect(await pulls(ada, "all")).toHaveLength(1);
    const [later] = (await bringDue(at(ada, two), { environment: "default" })).environments;
    expect(later).toMatchObject({
      due: [],
      break_glass: { profile: "balanced" },
      next: { at: "2026-01-02T18:00:00Z" },
    });
  });

  it("stands beside what is asked for by review, and is not refreshed as that", async () => {
    const { ada, bob } = await project();
    await switchProfile(bob, { environment: "default", profile: "balanced" });
    await breakGlass(ada);
    expect(await pulls(ada)).toMatchObject([{ number: 2, title }, { number: 1 }]);
    await expect(refreshPullRequest(ada, 2)).rejects.toMatchObject({ code: "unknown-pull-request" });
  });

  it("is known, and finished by the same command, where it was killed before its pull request was opened", async () => {
    const { ada, tip, delivered } = await project();
    const killed = killedAt(ada, "open");
    await expect(breakGlass(killed)).rejects.toThrow("killed");
    expect(delivered()).toBe(rendered(cheap));
    expect(await readStatus(ada, "default")).toMatchObject({ break_glass: { ...broken, pull_request: null } });
    expect((await breakGlass(ada)).pull_request).toMatchObject({ number: 1, action: "opened" });
    await expect(breakGlass(killed, "balanced")).resolves.toMatchObject({ pull_request: { action: "updated" } });
    await bringDue(at(ada, two), { environment: "default" });
    expect([delivered(), tip()]).toEqual([rendered(premium), ""]);
  });

  it.each(["deliver", "open"] as const)("killed at `%s` is finished by the next `due`, once", async (where) => {
    const { ada, bob, folder, tip, delivered } = await project();
    await expect(breakGlass(killedAt(ada, where))).rejects.toThrow("killed");
    const left = tip();
    expect([delivered(), await pulls(ada, "all")]).toEqual([rendered(where === "open" ? cheap : premium), []]);
    const [finished] = (await bringDue(at(bob, one), { environment: "default" })).environments;
    expect(finished).toMatchObject({
      due: [],
      break_glass: broken,
      failure: null,
      result: { outcome: "switched", commit: left, pull_request: { number: 1, action: "opened", title } },
    });
    expect([delivered(), tip()]).toEqual([rendered(cheap), left]);
    const [pull] = await pulls(ada, "all");
    expect(parseSwitchMessage(pull?.body ?? "")).toMatchObject([
      { "Profile-Until": two, "Profile-Reason": "INC-4711", "Profile-By": "Ada <ada@example.com>" },
    ]);
    const [again] = (await bringDue(at(bob, one), { environment: "default" })).environments;
    expect(again).toMatchObject({ break_glass: broken, result: null });
    expect(await pulls(ada, "all")).toEqual([pull]);
    await mergePullRequest(bob, 1);
    expect(show(folder, "main", output)).toBe(rendered(cheap));
  });

  it("killed while it was prolonged says so from the next `due` on, and does not end before", async () => {
    const { ada, delivered } = await project();
    await breakGlass(ada);
    const longer = { until: "2026-01-02T18:00:00Z", reason: "INC-4711, longer" };
    await expect(breakGlass(killedAt(ada, "update"), "balanced", longer)).rejects.toThrow("killed");
    const [finished] = (await bringDue(at(ada, two), { environment: "default" })).environments;
    expect(finished).toMatchObject({
      due: [],
      break_glass: { ...broken, profile: "balanced", ...longer },
      result: { pull_request: { number: 1, action: "updated" } },
    });
    expect(delivered()).toBe(rendered(premium.replace("premium", "balanced")));
    const [pull, ...others] = await pulls(ada, "all");
    expect([parseSwitchMessage(pull?.body ?? ""), others]).toMatchObject([
      [{ "Profile-To": "balanced", "Profile-Until": longer.until }],
      [],
    ]);
  });

  it("killed is not finished once its time is over", async () => {
    const { ada, tip, delivered } = await project();
    await expect(breakGlass(killedAt(ada, "open"))).rejects.toThrow("killed");
    await deliver(at(ada, two), "default");
    expect(await readStatus(at(ada, two), "default")).toMatchObject({
      break_glass: null,
      drift: null,
      warnings: [expect.stringMatching(/^The time of what overrides `default` is over since/)],
    });
    const [over] = (await bringDue(at(ada, two), { environment: "default" })).environments;
    expect(over).toMatchObject({ due: [{ to: "premium" }], delivery: { profile: "premium" }, result: null });
    expect([delivered(), tip(), await pulls(ada, "all")]).toEqual([rendered(premium), "", []]);
  });

  it("killed is told by `due` where nothing is to be done", async () => {
    const { ada } = await project();
    await expect(breakGlass(killedAt(ada, "open"))).rejects.toThrow("killed");
    const [dry] = (await bringDue(ada, { environment: "default", dryRun: true })).environments;
    expect(dry).toMatchObject({ break_glass: { ...broken, pull_request: null }, result: null });
    expect(await pulls(ada, "all")).toEqual([]);
  });

  it("is in force where the forge refuses its pull request, and says what is missing", async () => {
    const { ada, delivered } = await project();
    const refusing: World = {
      ...ada,
      reviews: async (from) => {
        const { branches, forge } = await ada.reviews(from);
        const refusal = new Failure("forge-limited", "GitHub was asked too often with this token", "Later");
        return { branches, forge: { ...forge, open: async () => Promise.reject(refusal) } };
      },
    };
    expect(await breakGlass(refusing)).toMatchObject({
      outcome: "switched",
      pull_request: null,
      undo: null,
      warnings: [
        "`default` is overridden until 2026-01-02 14:00Z by Ada (INC-4711), no pull request yet",
        "Its pull request is not up to date: GitHub was asked too often with this token. Run `litellm-profiles due`, which finishes it",
      ],
    });
    expect(delivered()).toBe(rendered(cheap));
  });

  it("never overwrites a person's commit", async () => {
    const { ada, folder, tip } = await project();
    await breakGlass(ada);
    const theirs = commitOnBranch(folder, branch, { "README.md": "by hand\n" });
    await expect(breakGlass(ada, "balanced")).rejects.toMatchObject({ code: "foreign-commit" });
    expect(tip()).toBe(theirs);
  });
});

/** Its one worker answers, and has in force what it has now, whatever is delivered. */
async function freeze(proxy: MemoryProxy) {
  const { workers } = await proxy.workers();
  proxy.answer(() => workers);
}

describe("broken glass and what its proxies make of it", () => {
  const proxies = `${premium}proxies: [{url: http://proxy.test}]\n`;

  /** Premium is in force, and proven by a proxy in memory. */
  async function proved(how = "") {
    const sources = { ...listed, [environment]: `${proxies}${how}` };
    const { folder, ada, tip } = await project(sources);
    const { beside, deliveries, proxy, applies } = applyingProxy();
    const world = beside(ada);
    await deliver(world, "default");
    const texts = { premium: rendered(sources[environment], sources), cheap: rendered(cheap, sources) };
    return { folder, world, tip, deliveries, proxy, applies, texts };
  }

  it("ends when the proxies answer again: one that restarts costs the reviewed config nothing", async () => {
    const { world, deliveries, proxy, texts } = await proved();
    await breakGlass(world);
    proxy.refuse("proxy-unreachable");
    expect(await due(world, two)).toMatchObject({ delivery: null, failure: { code: "proxy-unreachable" } });
    expect(deliveries.texts).toEqual([texts.premium, texts.cheap]);
    expect(await pulls(world)).toHaveLength(1);
    proxy.refuse(undefined);
    expect(await due(world, two)).toMatchObject({ failure: null, delivery: { proof: { outcome: "proven" } } });
    expect(deliveries.texts).toEqual([texts.premium, texts.cheap, texts.premium]);
  });

  it("does not come back at its end, and what was proven before it stays, though it is not proven now", async () => {
    const { world, deliveries, proxy, texts } = await proved();
    await breakGlass(world);
    await freeze(proxy);
    const ended = { proof: { outcome: "unproven" }, way_back: null };
    expect(await due(world, two)).toMatchObject({ failure: null, delivery: ended });
    expect(deliveries.texts).toEqual([texts.premium, texts.cheap, texts.premium]);
    expect(await due(world, two)).toMatchObject({ due: [], break_glass: null, delivery: null });
    expect(await deliver(at(world, two), "default", { onlyOnce: true })).toMatchObject({ way_back: null });
    expect(deliveries.texts).toEqual([texts.premium, texts.cheap, texts.premium]);
  });

  /** Balanced is reviewed, merged, not proven and taken back; then the glass is broken. */
  async function undone() {
    const made = await proved();
    const { world, folder, proxy, deliveries } = made;
    const text = proxies.replace("premium", "balanced");
    const sources = { ...listed, [environment]: text };
    commitByHand(folder, withOutputs(sources));
    await freeze(proxy);
    expect(await deliver(world, "default")).toMatchObject({ way_back: { outcome: "proven" } });
    made.applies();
    await breakGlass(world);
    return { ...made, balanced: rendered(text, sources), before: deliveries.texts.length };
  }

  it("brings what was proven last where the head's config had been taken back", async () => {
    const { world, deliveries, texts, before } = await undone();
    const ended = await due(world, two);
    expect(ended).toMatchObject({
      failure: null,
      delivery: { profile: "balanced", proof: { outcome: "not asked" }, way_back: { outcome: "proven" } },
    });
    expect(
      formatDueText({ version: 1, at: two, environments: ended === undefined ? [] : [ended] }, { colour: false }),
    ).toMatch(
      /Not delivered: `balanced` of `default`, commit [0-9a-f]{12}, which was not proven when it was tried; what was proven last lies at/,
    );
    expect(deliveries.texts.slice(before)).toEqual([texts.premium]);
    expect(await pulls(world)).toMatchObject([{ title: "Roll back default from balanced to premium" }]);
    expect(await due(world, two)).toMatchObject({ due: [], break_glass: null, delivery: null });
  });

  it("goes back to what was proven last, where a commit of meanwhile is not proven at its end", async () => {
    const { world, folder, deliveries, proxy, texts } = await proved();
    await breakGlass(world);
    const text = proxies.replace("premium", "balanced");
    const sources = { ...listed, [environment]: text };
    commitByHand(folder, withOutputs(sources));
    await freeze(proxy);
    expect(await due(world, two)).toMatchObject({
      delivery: { profile: "balanced", way_back: { outcome: "unproven" } },
    });
    expect(deliveries.texts).toEqual([texts.premium, texts.cheap, rendered(text, sources), texts.premium]);
  });

  it("has no claim on the same config once that was reviewed", async () => {
    const { world, folder, deliveries, proxy, applies } = await proved();
    await breakGlass(world);
    await closePullRequest(world, 1);
    await due(world, one);
    const files = { ...listed, [environment]: proxies.replace("premium", "cheap") };
    commitByHand(folder, withOutputs(files));
    const late = at(world, two);
    await deliver(late, "default");
    const cheapText = deliveries.texts.at(-1);
    commitByHand(folder, withOutputs({ ...listed, [environment]: proxies.replace("premium", "balanced") }));
    expect(await readStatus(late, "default")).toMatchObject({ break_glass: null, warnings: [] });
    expect(await due(world, two)).toMatchObject({ due: [], delivery: null });
    await freeze(proxy);
    expect(await deliver(late, "default")).toMatchObject({ way_back: { outcome: "proven" } });
    expect(deliveries.texts.at(-1)).toBe(cheapText);
    applies();
    expect(await due(world, two)).toMatchObject({ due: [], break_glass: null, delivery: null });
  });

  it("killed before its proof is proven by the next `due`", async () => {
    const { world, tip, deliveries, texts } = await proved();
    await expect(breakGlass(killedThere(world))).rejects.toThrow("killed");
    expect((await world.store.notes()).get(tip())).toBeUndefined();
    expect(await due(world, one)).toMatchObject({
      result: { outcome: "switched", success: true, proof: { outcome: "proven" }, pull_request: { number: 1 } },
    });
    expect((await world.store.notes()).get(tip())).toMatchObject([{ outcome: "proven" }]);
    expect(deliveries.texts).toEqual([texts.premium, texts.cheap]);
  });

  it("killed before its proof, and not proven then: the config before goes back", async () => {
    const { world, tip, deliveries, proxy, texts } = await proved();
    await expect(breakGlass(killedThere(world))).rejects.toThrow("killed");
    proxy.refuse("proxy-unreachable");
    expect(await due(world, one)).toMatchObject({ result: null, failure: { code: "not-proven" } });
    expect(deliveries.texts).toEqual([texts.premium, texts.cheap, texts.premium]);
    expect([tip(), await pulls(world, "all")]).toEqual(["", []]);
    expect(await due(world, one)).toMatchObject({ break_glass: null, result: null, failure: null });
  });

  it("killed before its proof, and not proven then: that is said where it is held", async () => {
    const { world, tip, deliveries, proxy, texts } = await proved("deliver: {when_unproven: hold}\n");
    await expect(breakGlass(killedThere(world))).rejects.toThrow("killed");
    proxy.refuse("proxy-unreachable");
    expect(await due(world, one)).toMatchObject({
      result: { outcome: "held", success: false, proof: { outcome: "unproven" }, pull_request: { number: 1 } },
    });
    expect((await world.store.notes()).get(tip())).toMatchObject([{ outcome: "unproven" }]);
    expect(deliveries.texts).toEqual([texts.premium, texts.cheap]);
  });

  it("finished where nothing was ever delivered is not said to be in force", async () => {
    const { world } = await proved();
    await expect(breakGlass(killedThere(world))).rejects.toThrow("killed");
    expect(await due(applyingProxy().beside(world), one)).toMatchObject({
      result: {
        outcome: "held",
        success: false,
        proof: { outcome: "not asked" },
        warnings: expect.arrayContaining([
          "Nothing was delivered from here, so it is not known whether it is in force",
        ]),
      },
    });
  });
});

describe("glass that is not broken", () => {
  it.each<[string, Partial<SwitchRequest>, string, string]>([
    ["without a reason", { reason: " " }, "Breaking the glass needs a reason", "Give a reason, like `INC-4711`"],
    [
      "by review",
      { mode: "pull_request" },
      "Breaking the glass is a direct switch",
      "Ask for no pull request: leave out the `mode`",
    ],
    [
      "for one task",
      { tasks: ["synthesis"] },
      "Broken glass is about the whole environment, and at once",
      "Name a profile, a reason and an end only",
    ],
    [
      "to what is declared",
      { profile: "premium" },
      "Environment `default` declares `premium` already",
      "Run `litellm-profiles deliver` where it is not live",
    ],
  ])("%s", async (_what, more, message, hint) => {
    const { ada, delivered, tip } = await project();
    await expect(breakGlass(ada, "cheap", more)).rejects.toMatchObject({ code: "break-glass-refused", message, hint });
    expect([delivered(), tip(), await pulls(ada, "all")]).toEqual([rendered(premium), "", []]);
  });

  it("without an end", async () => {
    const { ada } = await project();
    const asked = { environment: "default", profile: "cheap", reason: "INC-4711" };
    await expect(switchProfile(ada, { ...asked, mode: "direct", breakGlass: true })).rejects.toMatchObject({
      message: "Breaking the glass needs an end",
    });
    await expect(switchProfile(ada, { ...asked, mode: "direct" })).rejects.toMatchObject({ code: "not-reviewed" });
    await expect(switchProfile(ada, { ...asked, until: two, breakGlass: true })).rejects.toMatchObject({
      message: "Breaking the glass is a direct switch",
      hint: "Say so: `--direct --break-glass`",
    });
  });

  it("by somebody who is not listed, or where nobody is", async () => {
    const { bob, delivered } = await project();
    await expect(breakGlass(bob)).rejects.toMatchObject({
      message: "Bob <bob@example.com> may not break the glass here",
      hint: "Ask one of ada@example.com: `break_glass` in `litellm-profiles.yaml` lists them",
    });
    expect(delivered()).toBe(rendered(premium));
    const { ada } = await project(reviewedSources);
    await expect(breakGlass(ada)).rejects.toMatchObject({
      hint: "Nobody may: `break_glass` in `litellm-profiles.yaml` lists who may",
    });
  });

  it("where switches are direct anyway", async () => {
    const { ada } = await project({ ...listed, [environment]: `${premium}switch: direct\n` });
    await expect(breakGlass(ada)).rejects.toMatchObject({
      message: "Switches of environment `default` are direct anyway",
    });
  });

  it("where the proxies do not take it: the config before goes back", async () => {
    const sources = { ...listed, [environment]: `${premium}proxies: [{url: http://proxy.test}]\n` };
    const { ada, tip, delivered } = await project(sources);
    const proxy = memoryProxy();
    proxy.answer(() => [workerReport({ state: "applied", routing: { aliases: {}, fallbacks: [], ids: [] } })]);
    const before = delivered();
    await expect(breakGlass({ ...ada, proxies: () => [proxy] })).rejects.toMatchObject({ code: "not-proven" });
    expect([delivered(), tip(), await pulls(ada, "all")]).toEqual([before, "", []]);
  });

  it("where the proxies do not take it, though something else was: that stays in force", async () => {
    const sources = { ...listed, [environment]: `${premium}proxies: [{url: http://proxy.test}]\n` };
    const { ada, tip, delivered } = await project(sources);
    const proxy = memoryProxy();
    const world = { ...ada, proxies: () => [proxy] };
    const held = { ...world, proxies: () => [] };
    await breakGlass(held);
    const [before, first] = [delivered(), tip()];
    proxy.answer(() => [workerReport({ state: "applied", routing: { aliases: {}, fallbacks: [], ids: [] } })]);
    await expect(breakGlass(world, "balanced")).rejects.toMatchObject({ code: "not-proven" });
    expect([delivered(), tip()]).toEqual([before, first]);
    expect(await readStatus(held, "default")).toMatchObject({ break_glass: broken });
  });
});

it("is waited out by an agent, which then brings what was to be delivered", async () => {
  const { folder, ada, delivered } = await project();
  const origin = `${folder}.git`;
  git(folder, ["clone", "--quiet", "--bare", ".", origin]);
  onTestFinished(() => rmSync(origin, { recursive: true }));
  git(folder, ["remote", "add", "origin", origin]);
  await breakGlass(ada);
  const agent = await openAgent(ada, { environment: "default" });
  const held = await agent.pass();
  expect(held).toMatchObject({ outcome: "held", due: { next: { at: two } }, delivery: null });
  expect(held.conditions).toContainEqual(
    expect.objectContaining({ type: "Delivered", status: "unknown", reason: "overridden" }),
  );
  expect(delivered()).toBe(rendered(cheap));
  await ada.clock.sleep(7_200_000);
  expect(await agent.pass()).toMatchObject({ outcome: "applied" });
  expect(delivered()).toBe(rendered(premium));
  await agent.close();
});
