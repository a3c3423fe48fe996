import { describe, expect, it } from "vitest";
import { bringDue } from "../../src/operations/bring-due.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { SwitchRequest } from "../../src/operations/switch-request.ts";
import type { World } from "../../src/ports/world.ts";
import { git } from "../adapters/git/git-repository.ts";
import { applyingProxy } from "../fakes/applying-proxy.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { branch, reviewedSources, show } from "../fakes/reviewed-project.ts";
import { callsOf, onGitHub, pull, requireNoComplaints } from "../github/github-project.ts";

const environment = "environments/default.yaml";
const output = "litellm_config.yaml";
const premium = `${reviewedSources[environment]}proxies: [{url: "http://127.0.0.1:4000", key: os.environ/K}]\n`;
const [noon, two, six] = ["2026-01-02T12:00:00Z", "2026-01-02T14:00:00Z", "2026-01-02T18:00:00Z"] as const;

requireNoComplaints();

function at<W extends World>(world: W, moment: string): W {
  return { ...world, clock: manualClock(moment) };
}

/** Premium is in force and proven. `how` are more lines of the environment's file. */
async function project(how = "") {
  const text = premium + how;
  const there = await onGitHub({ ...reviewedSources, [environment]: text });
  const { deliveries, beside } = applyingProxy();
  const [ada, bob] = [at(beside(there.ada), noon), at(beside(there.bob), noon)];
  await deliver(ada, "default");
  const rendered = (changed: string) => withOutputs({ ...there.sources, [environment]: changed })[output];
  return { ...there, ada, bob, text, rendered, live: () => deliveries.texts.at(-1) };
}

/** Balanced was asked for until two, reviewed and merged; Bob's clone has it. */
async function temporary() {
  const there = await project();
  await ask(there.ada, { profile: "balanced", until: two });
  await mergePullRequest(there.ada, 1);
  pull(there.bob, there.bare);
  return there;
}

async function ask(world: World, request: Pick<SwitchRequest, "profile"> & Partial<SwitchRequest>) {
  return switchProfile(world, { environment: "default", ...request });
}

async function due(world: World, moment: string) {
  const [told] = (await bringDue(at(world, moment), { environment: "default" })).environments;
  return told;
}

async function pulls(world: World) {
  return (await openReviews(world)).forge.list({ state: "all" });
}

describe("what is due on GitHub", () => {
  it("is asked for once by the pull request, by few calls", async () => {
    const { bare, bob, double, live, rendered, text } = await temporary();
    const before = await callsOf(double, async () =>
      expect(await due(bob, noon)).toMatchObject({ due: [], next: { at: two }, result: null }),
    );
    let told;
    const asking = await callsOf(double, async () => (told = await due(bob, six)));
    expect(told).toMatchObject({
      due: [{ at: two, kind: "ends" }],
      failure: null,
      result: { pull_request: { number: 2, action: "opened", title: "Switch default from balanced to premium" } },
    });
    expect(show(bare, branch, environment)).toBe(text);
    const again = await callsOf(double, async () =>
      expect((await due(bob, six))?.result).toMatchObject({ pull_request: { number: 2, action: "unchanged" } }),
    );
    await mergePullRequest(bob, 2);
    pull(bob, bare);
    const after = await callsOf(double, async () => expect(await due(bob, six)).toMatchObject({ due: [], next: null }));
    expect(await deliver(bob, "default")).toMatchObject({ profile: "premium", proof: { outcome: "proven" } });
    expect([live(), await pulls(bob)]).toMatchObject([rendered(text), [{ number: 2 }, { number: 1 }]]);
    const figures = { "nothing due": before, due: asking, "due again": again, "due after its merge": after };
    const counts = Object.fromEntries(Object.entries(figures).map(([what, calls]) => [what, calls.length]));
    process.stdout.write(`Calls to GitHub for what is due: ${JSON.stringify(counts)}\n`);
    expect(figures).toEqual({
      "nothing due": [],
      due: ["GET /pulls", "POST /pulls"],
      "due again": ["GET /pulls"],
      "due after its merge": [],
    });
  });

  it("begins at its moment where it was scheduled, by another pull request", async () => {
    const { ada, bare, bob, live, rendered, text } = await project();
    await ask(ada, { profile: "cheap", at: two });
    await mergePullRequest(ada, 1);
    pull(bob, bare);
    expect(await due(bob, two)).toMatchObject({
      due: [{ at: two, kind: "begins", from: "premium", to: "cheap" }],
      result: { pull_request: { number: 2, action: "opened" } },
    });
    await mergePullRequest(ada, 2);
    pull(bob, bare);
    const cheap = text.replace("premium", "cheap");
    expect(show(bare, "main", environment)).toBe(cheap);
    expect(await deliver(bob, "default")).toMatchObject({ profile: "cheap", proof: { outcome: "proven" } });
    expect([live(), await due(bob, six)]).toMatchObject([rendered(cheap), { due: [], result: null }]);
  });

  it("is one pull request where two machines bring it at once", async () => {
    const { ada, bare, bob, tip } = await temporary();
    pull(ada, bare);
    const told = await Promise.all([due(ada, six), due(bob, six)]);
    expect(told.every((each) => each?.failure === null || each?.failure.code === "branch-moved")).toBe(true);
    const [newest, ...others] = await pulls(ada);
    expect([newest, others]).toMatchObject([{ number: 2, head_commit: tip() }, [{ number: 1, state: "merged" }]]);
  });

  it.each([
    ["fails before it was done", { kind: "before", status: 502 }],
    ["fails after it was done, so that there is one already", { kind: "after", status: 502 }],
    ["loses its answer", { kind: "lose" }],
  ] as const)("is one pull request where opening it %s", async (_how, trouble) => {
    const { bob, double, tip } = await temporary();
    double.meet(/^POST /, trouble);
    expect(await due(bob, six)).toMatchObject({ failure: null, result: { pull_request: { number: 2 } } });
    const [newest, ...others] = await pulls(bob);
    expect([newest, others]).toMatchObject([{ number: 2, state: "open", head_commit: tip() }, [{ number: 1 }]]);
  });

  it("is asked for by the next run where a limit was met before it was opened", async () => {
    const { bob, double, tip } = await temporary();
    const body = { message: "You have exceeded a secondary rate limit" };
    double.meet(/^POST /, { kind: "answer", reply: { status: 403, headers: { "retry-after": "3600" }, body } });
    expect(await due(bob, six)).toMatchObject({ result: null, failure: { code: "forge-limited" } });
    const left = tip();
    expect(await due(bob, six)).toMatchObject({ failure: null, result: { pull_request: { number: 2 } } });
    expect([tip(), await pulls(bob)]).toMatchObject([left, [{ number: 2 }, { number: 1 }]]);
  });
});

describe("what is due where switches are direct, and pushed to GitHub", () => {
  const direct = "switch: direct\npush: origin\n";

  it.each([
    ["ends", { profile: "balanced", until: two }, "premium"],
    ["begins", { profile: "balanced", at: two }, "balanced"],
  ] as const)("is committed, delivered, proven and pushed, without a call: what %s", async (kind, asked, to) => {
    const { ada, bare, bob, double, live, rendered, text, tip } = await project(direct);
    const calls = await callsOf(double, async () => {
      await ask(ada, asked);
      pull(bob, bare);
      expect(await due(bob, two)).toMatchObject({
        due: [{ at: two, kind, to }],
        failure: null,
        result: { outcome: "switched", proof: { outcome: "proven" }, push: { pushed: true } },
      });
    });
    const after = text.replace("premium", to);
    expect([live(), show(bare, "main", environment), calls]).toEqual([rendered(after), after, []]);
    expect(tip("main")).toBe(git(bob.folder, ["rev-parse", "HEAD"]).trim());
    pull(ada, bare);
    expect(await due(ada, two)).toMatchObject({ due: [], result: null });
  });

  it("is refused to a clone that is behind, and not carried out twice", async () => {
    const { ada, bare, bob, live, rendered, text, tip } = await project(direct);
    await ask(ada, { profile: "balanced", until: two });
    pull(bob, bare);
    await due(bob, two);
    const there = tip("main");
    expect(await due(ada, two)).toMatchObject({ result: null, failure: { code: "push-refused" } });
    expect([tip("main"), live()]).toEqual([there, rendered(text)]);
    pull(ada, bare);
    expect(await due(ada, two)).toMatchObject({ due: [], failure: null });
  });
});
