import { describe, expect, it } from "vitest";
import { bringDue } from "../../src/operations/bring-due.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { formatStatusText } from "../../src/report/status-text.ts";
import type { SwitchRequest } from "../../src/operations/switch-request.ts";
import type { World } from "../../src/ports/world.ts";
import { git } from "../adapters/git/git-repository.ts";
import { applyingProxy } from "../fakes/applying-proxy.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { reviewedSources, show } from "../fakes/reviewed-project.ts";
import { callsOf, onGitHub, pull, requireNoComplaints } from "../github/github-project.ts";

const branch = "litellm-profiles-break-glass/default";
const environment = "environments/default.yaml";
const output = "litellm_config.yaml";
const [noon, one, two] = ["2026-01-02T12:00:00Z", "2026-01-02T13:00:00Z", "2026-01-02T14:00:00Z"] as const;
const premium = `${reviewedSources[environment]}proxies: [{url: "http://127.0.0.1:4000", key: os.environ/K}]\n`;
const cheap = premium.replace("premium", "cheap");
const listed = {
  ...reviewedSources,
  "litellm-profiles.yaml": `${reviewedSources["litellm-profiles.yaml"]}break_glass: [ada@example.com, bob@example.com]\n`,
  [environment]: premium,
};

requireNoComplaints();

function at<W extends World>(world: W, moment: string): W {
  return { ...world, clock: manualClock(moment) };
}

/** Premium is in force and proven. */
async function project() {
  const there = await onGitHub(listed);
  const { deliveries, beside } = applyingProxy();
  const [ada, bob] = [at(beside(there.ada), noon), at(beside(there.bob), noon)];
  await deliver(ada, "default");
  const rendered = (text: string) => withOutputs({ ...there.sources, [environment]: text })[output];
  return { ...there, ada, bob, rendered, live: () => deliveries.texts.at(-1), tip: () => there.tip(branch) };
}

async function breakGlass(world: World, profile = "cheap", more: Partial<SwitchRequest> = {}) {
  const how = { mode: "direct", breakGlass: true, reason: "INC-4711", until: two } as const;
  return switchProfile(world, { environment: "default", profile, ...how, ...more });
}

async function due(world: World, moment: string) {
  const [told] = (await bringDue(at(world, moment), { environment: "default" })).environments;
  return told;
}

async function pulls(world: World) {
  return (await openReviews(world)).forge.list({ state: "all" });
}

describe("breaking the glass on GitHub", () => {
  it("is proven at once, and kept by merging", async () => {
    const { ada, bare, bob, double, live, rendered, tip } = await project();
    let result;
    const breaking = await callsOf(double, async () => (result = await breakGlass(ada)));
    expect(result).toMatchObject({
      outcome: "switched",
      proof: { outcome: "proven" },
      commit: tip(),
      pull_request: { number: 1, action: "opened", title: "break-glass: Switch default from premium to cheap" },
    });
    expect([live(), show(bare, branch, environment), show(bare, branch, output)]).toEqual([
      rendered(cheap),
      cheap,
      rendered(cheap),
    ]);
    const asking = await callsOf(double, async () =>
      expect(formatStatusText(await readStatus(bob, "default"), { colour: false })).toContain(
        "Overridden until 2026-01-02 14:00Z by Ada (INC-4711), pull request 1\n",
      ),
    );
    const merging = await callsOf(double, () => mergePullRequest(bob, 1));
    pull(ada, bare);
    const after = await callsOf(double, async () =>
      expect(await due(ada, two)).toMatchObject({ due: [], break_glass: null, delivery: null, failure: null }),
    );
    expect([show(bare, "main", environment), tip()]).toEqual([cheap, ""]);
    expect(await deliver(ada, "default")).toMatchObject({ profile: "cheap", proof: { outcome: "proven" } });
    expect(live()).toBe(rendered(cheap));
    const figures = { "break glass": breaking, status: asking, merge: merging, "due after a merge": after };
    const counts = Object.fromEntries(Object.entries(figures).map(([what, calls]) => [what, calls.length]));
    process.stdout.write(`Calls to GitHub for broken glass: ${JSON.stringify(counts)}\n`);
    expect(figures).toEqual({
      "break glass": ["GET /pulls", "POST /pulls"],
      status: ["GET /pulls"],
      merge: ["GET /pulls/1", "PUT /pulls/1/merge", "GET /pulls/1"],
      "due after a merge": ["GET /pulls"],
    });
  });

  it.each([
    ["its time", two, async () => undefined],
    ["closing it on the page", one, async (world: World) => closeOnPage(world)],
    [
      "closing it on the page, which removes the branch",
      one,
      async (world: World, bare: string) => {
        await closeOnPage(world);
        git(bare, ["update-ref", "-d", `refs/heads/${branch}`]);
      },
    ],
  ])("ends by %s, and what was there before comes back", async (_how, moment, end) => {
    const { ada, bare, bob, double, live, rendered, tip } = await project();
    await breakGlass(ada);
    expect(await due(ada, one)).toMatchObject({ due: [], break_glass: { pull_request: 1 }, delivery: null });
    await end(bob, bare);
    let told;
    const calls = await callsOf(double, async () => (told = await due(bob, moment)));
    expect(told).toMatchObject({
      due: [{ kind: "ends", from: "cheap", to: "premium" }],
      delivery: { profile: "premium", proof: { outcome: "proven" } },
      failure: null,
    });
    expect([live(), tip()]).toEqual([rendered(premium), ""]);
    expect(calls.filter((call) => call === "PATCH /pulls/1")).toHaveLength(moment === two ? 1 : 0);
    expect(await pulls(ada)).toMatchObject([{ number: 1, state: "closed" }]);
    expect(await due(ada, two)).toMatchObject({ due: [], break_glass: null, delivery: null });
    process.stdout.write(`Calls to GitHub for the end of broken glass: ${calls.length}\n`);
  });

  it("is one pull request where two break it at once from two machines: of what is in force", async () => {
    const { ada, bare, bob, live, rendered, tip } = await project();
    const results = await Promise.allSettled([breakGlass(ada), breakGlass(bob, "balanced")]);
    const failed = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(failed.every((code) => code === "branch-moved")).toBe(true);
    expect(live()).toBe(rendered(show(bare, branch, environment)));
    const all = await pulls(ada);
    expect(all.map(({ number, head_commit }) => [number, head_commit])).toEqual([[1, tip()]]);
  });
});

async function closeOnPage(world: World): Promise<void> {
  await (await openReviews(world)).forge.update(1, { state: "closed" });
}

const limit = {
  kind: "answer",
  reply: {
    status: 403,
    headers: { "retry-after": "3600" },
    body: { message: "You have exceeded a secondary rate limit" },
  },
} as const;

describe("broken glass while GitHub is in trouble", () => {
  it.each([
    ["fails before it was done", { kind: "before", status: 502 }],
    ["fails after it was done, so that there is one already", { kind: "after", status: 502 }],
    ["loses its answer", { kind: "lose" }],
  ] as const)("has one pull request where opening it %s", async (_how, trouble) => {
    const { ada, double, live, rendered, tip } = await project();
    double.meet(/^POST /, trouble);
    expect(await breakGlass(ada)).toMatchObject({ pull_request: { number: 1 }, proof: { outcome: "proven" } });
    expect(live()).toBe(rendered(cheap));
    expect(await pulls(ada)).toMatchObject([{ number: 1, state: "open", head_commit: tip() }]);
    expect(await readStatus(ada, "default")).toMatchObject({ break_glass: { pull_request: 1, profile: "cheap" } });
  });

  it("changes nothing where GitHub does not want to be asked at all", async () => {
    const { ada, double, live, rendered, tip } = await project();
    double.meet(/^GET /, limit);
    await expect(breakGlass(ada)).rejects.toMatchObject({ code: "forge-limited", retry: "later" });
    expect([live(), tip(), await pulls(ada)]).toEqual([rendered(premium), "", []]);
  });

  it("is in force where only its pull request may not be opened yet, which `due` does, once", async () => {
    const { ada, bob, double, live, rendered, tip } = await project();
    double.meet(/^POST /, limit);
    const result = await breakGlass(ada);
    expect(result).toMatchObject({ outcome: "switched", proof: { outcome: "proven" }, pull_request: null });
    expect(result.warnings[1]).toMatch(/^Its pull request is not up to date: GitHub was asked too often/);
    expect([live(), await pulls(ada)]).toEqual([rendered(cheap), []]);
    const left = tip();
    double.meet(/^POST /, limit);
    expect((await due(bob, one))?.result?.pull_request).toBeNull();
    let told;
    const calls = await callsOf(double, async () => (told = await due(bob, one)));
    expect(told).toMatchObject({
      break_glass: { by: "Ada <ada@example.com>", pull_request: 1 },
      result: { pull_request: { number: 1, action: "opened" } },
    });
    expect(calls).toEqual(["GET /pulls", "GET /pulls", "POST /pulls"]);
    expect((await due(bob, one))?.result).toBeNull();
    expect([live(), tip()]).toEqual([rendered(cheap), left]);
    expect(await pulls(ada)).toHaveLength(1);
  });

  it.each([
    ["fails before it was done", { kind: "before", status: 502 }],
    ["fails after it was done", { kind: "after", status: 502 }],
    ["loses its answer", { kind: "lose" }],
  ] as const)("ends where closing it %s", async (_how, trouble) => {
    const { ada, double, live, rendered, tip } = await project();
    await breakGlass(ada);
    double.meet(/^PATCH /, trouble);
    expect(await due(ada, two)).toMatchObject({ delivery: { profile: "premium" }, failure: null });
    expect([live(), tip()]).toEqual([rendered(premium), ""]);
    expect(await pulls(ada)).toMatchObject([{ number: 1, state: "closed" }]);
  });

  it("ends by the next `due` where a limit was met in between", async () => {
    const { ada, double, live, rendered, tip } = await project();
    await breakGlass(ada);
    double.meet(/^PATCH /, limit);
    expect(await due(ada, two)).toMatchObject({ failure: { code: "forge-limited" } });
    expect([live(), tip() === ""]).toEqual([rendered(premium), false]);
    expect(await due(ada, two)).toMatchObject({ delivery: { profile: "premium" }, failure: null });
    expect([live(), tip()]).toEqual([rendered(premium), ""]);
    expect(await pulls(ada)).toMatchObject([{ number: 1, state: "closed" }]);
  });
});
