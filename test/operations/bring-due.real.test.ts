import { describe, expect, it } from "vitest";
import { parseSwitchMessage } from "../../src/domain/switch-message.ts";
import { bringDue } from "../../src/operations/bring-due.ts";
import { closePullRequest } from "../../src/operations/close-pull-request.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { World } from "../../src/ports/world.ts";
import { git } from "../adapters/git/git-repository.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { asPerson, branch, makeReviewedProject, reviewedSources, show } from "../fakes/reviewed-project.ts";

const environment = "environments/default.yaml";
const premium = reviewedSources[environment] ?? "";
const [noon, two, six] = ["2026-01-02T12:00:00Z", "2026-01-02T14:00:00Z", "2026-01-02T18:00:00Z"] as const;

function at(world: World, moment: string): World {
  return { ...world, clock: manualClock(moment) };
}

/** Balanced was asked for until two, reviewed and merged. */
async function temporary() {
  const folder = makeReviewedProject();
  const [ada, clock] = [await asPerson(folder, "Ada"), await asPerson(folder, "Clock")];
  const asked = { environment: "default", profile: "balanced", until: two };
  const { pull_request } = await switchProfile(at(ada, noon), asked);
  await mergePullRequest(at(ada, noon), 1);
  return { folder, ada, clock, pull_request };
}

async function pulls(world: World, state: "open" | "all" = "open") {
  return (await openReviews(world)).forge.list({ state });
}

describe("what is due, where switches are reviewed", () => {
  it("is asked for by the environment's pull request, once", async () => {
    const { folder, ada, clock, pull_request } = await temporary();
    expect(pull_request?.title).toBe("Switch default from premium to balanced until 2026-01-02 14:00Z, then premium");
    expect((await bringDue(at(clock, noon), { environment: "default" })).environments).toMatchObject([
      { due: [], next: { at: two }, result: null },
    ]);
    const [first] = (await bringDue(at(clock, six))).environments;
    expect(first).toMatchObject({
      due: [{ at: two, kind: "ends" }],
      failure: null,
      result: {
        outcome: "proposed",
        pull_request: { number: 2, action: "opened", title: "Switch default from balanced to premium" },
      },
    });
    expect(show(folder, branch, environment)).toBe(premium);
    expect(parseSwitchMessage(git(folder, ["log", "-1", "--format=%B", branch]))).toMatchObject([
      { "Profile-Due": two, "Profile-By": "Clock <clock@example.com>" },
    ]);
    const [again] = (await bringDue(at(ada, "2026-01-02T19:00:00Z"))).environments;
    expect(again?.result).toMatchObject({ pull_request: { number: 2, action: "unchanged" } });
    await mergePullRequest(ada, 2);
    expect(show(folder, "main", "litellm_config.yaml")).toBe(withOutputs(reviewedSources)["litellm_config.yaml"]);
    expect((await bringDue(at(clock, six), { environment: "default" })).environments).toMatchObject([
      { due: [], next: null, result: null },
    ]);
    expect(await pulls(ada, "all")).toHaveLength(2);
  });

  it("takes in what is asked for single tasks", async () => {
    const { folder, ada, clock } = await temporary();
    const asked = { environment: "default", profile: "cheap", tasks: ["synthesis"] };
    await switchProfile(at(ada, noon), asked);
    await bringDue(at(clock, six));
    expect(show(folder, branch, environment)).toBe(
      "# who answers here\nactive: premium # the best\noverrides:\n  synthesis: cheap\n",
    );
    expect(await pulls(ada)).toMatchObject([
      { number: 2, title: "Switch default from balanced to premium, synthesis to cheap" },
    ]);
  });

  it("waits for a person's wish, and says whose", async () => {
    const { folder, ada, clock } = await temporary();
    await switchProfile(at(ada, noon), { environment: "default", profile: "cheap" });
    const before = git(folder, ["rev-parse", branch]);
    const [refused] = (await bringDue(at(clock, six))).environments;
    expect(refused).toMatchObject({
      result: null,
      failure: { code: "request-taken", message: expect.stringContaining("Ada <ada@example.com>") },
    });
    expect(git(folder, ["rev-parse", branch])).toBe(before);
    await mergePullRequest(ada, 2);
    expect(show(folder, "main", environment)).toBe(premium.replace("premium", "cheap"));
    expect((await bringDue(at(clock, six), { environment: "default" })).environments).toMatchObject([{ due: [] }]);
  });

  it("gives way to a person who takes its place", async () => {
    const { folder, ada, clock } = await temporary();
    await bringDue(at(clock, six));
    await expect(switchProfile(ada, { environment: "default", profile: "balanced" })).rejects.toMatchObject({
      code: "request-taken",
    });
    await switchProfile(ada, { environment: "default", profile: "balanced", replace: true });
    expect(show(folder, branch, environment)).toBe(premium.replace("premium", "balanced"));
    expect(await pulls(ada)).toMatchObject([{ number: 2, title: "Keep balanced in default" }]);
  });

  it("is asked for again where somebody has closed it", async () => {
    const { ada, clock } = await temporary();
    await bringDue(at(clock, six));
    await closePullRequest(ada, 2);
    const [again] = (await bringDue(at(clock, six))).environments;
    expect(again?.result).toMatchObject({ pull_request: { number: 3, action: "opened" } });
  });

  it("is the end of what is avoided, beside a person's wish for another profile", async () => {
    const folder = makeReviewedProject({
      ...reviewedSources,
      [environment]: `${premium}avoid:\n  openai: {until: "${two}", reason: Their outage}\n`,
    });
    const [ada, clock] = [await asPerson(folder, "Ada"), await asPerson(folder, "Clock")];
    await switchProfile(at(ada, noon), { environment: "default", profile: "cheap" });
    const [first] = (await bringDue(at(clock, six))).environments;
    expect(first).toMatchObject({
      due: [{ at: two, kind: "asks", provider: "openai" }],
      failure: null,
      result: { outcome: "proposed", pull_request: { number: 1 } },
    });
    expect(first?.result?.pull_request?.title).toBe("Switch default from premium to cheap, ask openai again");
    expect(show(folder, branch, environment)).toBe(premium.replace("premium", "cheap"));
    expect(parseSwitchMessage(git(folder, ["log", "-1", "--format=%B", branch]))).toMatchObject([
      { "Profile-Avoid": "openai no longer", "Profile-Due": two, "Profile-To": "premium" },
      { "Profile-To": "cheap", "Profile-By": "Ada <ada@example.com>" },
    ]);
    await mergePullRequest(at(ada, six), 1);
    expect((await bringDue(at(clock, six), { environment: "default" })).environments).toMatchObject([
      { due: [], next: null, result: null },
    ]);
    expect(await pulls(ada, "all")).toHaveLength(1);
  });

  it("is not due again once it was undone", async () => {
    const { folder, ada, clock } = await temporary();
    await bringDue(at(clock, six));
    await mergePullRequest(ada, 2);
    await rollBack(ada, { environment: "default" });
    await mergePullRequest(ada, 3);
    expect(show(folder, "main", environment)).toContain("active: balanced # the best\nuntil:\n");
    expect((await bringDue(at(clock, six), { environment: "default" })).environments).toMatchObject([{ due: [] }]);
  });
});

/** On the page: its commits as one, with a message that says nothing. */
function squash(folder: string): string {
  git(folder, ["merge", "--squash", "--quiet", branch]);
  git(folder, ["commit", "--quiet", "--message=As it was before"]);
  return git(folder, ["rev-parse", "HEAD"]).trim();
}

describe("what is due and was squashed without its trailers", () => {
  it("is not due again, neither now nor once it was undone", async () => {
    const { folder, ada, clock } = await temporary();
    await bringDue(at(clock, six));
    const commit = squash(folder);
    await closePullRequest(ada, 2);
    expect(parseSwitchMessage(git(folder, ["log", "-1", "--format=%B"]))).toEqual([]);
    expect(show(folder, "main", environment)).toBe(premium);
    expect((await bringDue(at(clock, six))).environments[0]).toMatchObject({ due: [], next: null, result: null });
    git(folder, ["revert", "--no-edit", commit]);
    expect(show(folder, "main", environment)).toContain("active: balanced # the best\nuntil:\n");
    expect((await bringDue(at(clock, six))).environments[0]).toMatchObject({ due: [], next: null, result: null });
    expect((await pulls(ada, "all")).map(({ state }) => state)).toEqual(["closed", "merged"]);
  });

  it("is due where what was squashed had another end, and that was undone", async () => {
    const { folder, ada, clock } = await temporary();
    await switchProfile(at(ada, noon), { environment: "default", profile: "cheap" });
    const commit = squash(folder);
    await closePullRequest(ada, 2);
    git(folder, ["revert", "--no-edit", commit]);
    expect((await bringDue(at(clock, six))).environments[0]).toMatchObject({
      due: [{ at: two, kind: "ends" }],
      result: { pull_request: { number: 3, action: "opened" } },
    });
  });
});

describe("a switch for a time that was reviewed too late", () => {
  it("is not merged, but for another end", async () => {
    const folder = makeReviewedProject();
    const ada = await asPerson(folder, "Ada");
    await switchProfile(at(ada, noon), { environment: "default", profile: "balanced", until: two });
    await expect(mergePullRequest(at(ada, two), 1)).rejects.toMatchObject({
      code: "plan-outdated",
      message: "Pull request 1 is for a time that ended at `2026-01-02T14:00:00Z`",
    });
    expect(show(folder, "main", environment)).toBe(premium);
    await switchProfile(at(ada, two), { environment: "default", profile: "balanced", until: six });
    expect(await mergePullRequest(at(ada, two), 1)).toMatchObject({ state: "merged" });
  });
});

describe("a scheduled switch, where switches are reviewed", () => {
  it("is reviewed, and then asked for at its moment", async () => {
    const folder = makeReviewedProject();
    const ada = await asPerson(folder, "Ada");
    const asked = { environment: "default", profile: "cheap", at: two, until: six };
    const { pull_request } = await switchProfile(at(ada, noon), asked);
    expect(pull_request?.title).toBe("Switch default to cheap from 2026-01-02 14:00Z until 2026-01-02 18:00Z");
    await mergePullRequest(at(ada, noon), 1);
    expect(show(folder, "main", environment)).toContain("active: premium # the best\nscheduled:\n");
    const [begun] = (await bringDue(at(ada, two))).environments;
    expect(begun).toMatchObject({ next: { at: six, kind: "ends" }, result: { pull_request: { number: 2 } } });
    await mergePullRequest(ada, 2);
    expect(show(folder, "main", environment)).toBe(
      "# who answers here\nactive: cheap # the best\nuntil:\n  at: 2026-01-02T18:00:00Z\n  then: premium\n",
    );
  });

  it("is taken back by another request", async () => {
    const folder = makeReviewedProject();
    const ada = await asPerson(folder, "Ada");
    await switchProfile(at(ada, noon), { environment: "default", profile: "cheap", at: two });
    await mergePullRequest(ada, 1);
    const asked = { environment: "default", profile: "premium", clearScheduled: true };
    const { pull_request } = await switchProfile(at(ada, noon), asked);
    expect(pull_request).toMatchObject({ number: 2, title: "Take back what is scheduled in default" });
    await mergePullRequest(ada, 2);
    expect(show(folder, "main", environment)).toBe(premium);
  });
});
