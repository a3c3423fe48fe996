import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parsePull } from "../../src/adapters/local-forge/pull-file.ts";
import { reportProof } from "../../src/agent/report-proof.ts";
import { Failure } from "../../src/domain/failure.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { loadHead } from "../../src/operations/load-head.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { World } from "../../src/ports/world.ts";
import { git, makeFolder } from "../adapters/git/git-repository.ts";
import { applyingProxy } from "../fakes/applying-proxy.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { asPerson, commitByHand, makeReviewedProject, reviewedSources } from "../fakes/reviewed-project.ts";

const environmentFile = "environments/default.yaml";
const text = `active: premium\npush: origin\nproxies: [{url: "http://127.0.0.1:4000", key: os.environ/K}]\n`;
const sources: Readonly<Record<string, string>> = {
  ...reviewedSources,
  [environmentFile]: text,
};

/** A reviewed project with a remote and a proxy, whose one worker applies what is delivered. */
async function project() {
  const folder = makeReviewedProject(sources);
  const remote = join(makeFolder(), "remote.git");
  git(folder, ["init", "--quiet", "--bare", remote]);
  git(folder, ["remote", "add", "origin", remote]);
  const { beside, proxy } = applyingProxy();
  const ada: World = beside({ ...(await asPerson(folder, "Ada")), clock: manualClock() });
  return { ada, folder, proxy };
}

const refusal = new Failure("forge-unreachable", "GitHub does not answer", "Try again");

/** The same world while its forge is away. */
function withoutForge(world: World): World {
  return { ...world, reviews: () => Promise.reject(refusal) };
}

async function mergedSwitch(world: World, profile: string): Promise<number> {
  const { pull_request } = await switchProfile(world, { environment: "default", profile });
  await mergePullRequest(world, pull_request?.number ?? 0);
  return pull_request?.number ?? 0;
}

/** What a pass says after it has delivered. */
async function reported(world: World) {
  const delivery = await deliver(world, "default");
  const state = await loadHead(world.store, "default");
  return reportProof(world, { state, delivery, tip: undefined, hasMoved: false, before: undefined });
}

it("is done where another forge's number brought the commit: no later pass tells it either", async () => {
  const { ada, folder } = await project();
  await switchProfile(ada, { environment: "default", profile: "cheap" });
  commitByHand(
    folder,
    withOutputs({
      ...sources,
      [environmentFile]: text.replace("premium", "balanced"),
    }),
  );
  git(folder, ["commit", "--quiet", "--amend", "--message=Switch default (#1)"]);
  expect(await reported(ada)).toMatchObject({
    reported: { status: "true", reason: "shared" },
    warnings: [expect.stringContaining("but the one of that number is open")],
  });
});

it("is not done where the forge does not answer", async () => {
  const { ada } = await project();
  await mergedSwitch(ada, "balanced");
  expect(await reported(withoutForge(ada))).toMatchObject({
    reported: {
      status: "false",
      reason: "not-told",
      message: "Pull request 1 does not say what became of its commit yet",
    },
    warnings: ["GitHub does not answer. Try again"],
  });
});

/** Every pull request, the newest first. */
async function pullsOf(world: World): Promise<Record<string, unknown>[]> {
  const pulls = await (await openReviews(world)).forge.list({ state: "all" });
  return pulls.map(({ number, state }) => ({ number, state }));
}

function commentsOn(folder: string, number: number): object | undefined {
  return parsePull(git(folder, ["show", `refs/litellm-profiles/pull/${number}:pull.json`]))?.comments;
}

describe("what is still to be told", () => {
  const debt = "Pull request 1 does not say what became of its commit yet";

  /** What a pass says that had nothing to deliver, after one that told nobody. */
  async function reportedAgain(world: World) {
    const state = await loadHead(world.store, "default");
    const since = "2026-01-02T12:00:00.000Z";
    const before = { type: "Reported", status: "false", reason: "not-told", message: debt, since } as const;
    return reportProof(world, { state, delivery: null, tip: undefined, hasMoved: false, before });
  }

  it("is told once the forge answers", async () => {
    const { ada, folder } = await project();
    await mergedSwitch(ada, "balanced");
    await reported(withoutForge(ada));
    expect(await reportedAgain(ada)).toMatchObject({ reported: { reason: "not-asked" }, warnings: [] });
    expect(commentsOn(folder, 1)).toEqual({ "proof-default": expect.stringContaining("**Proven live in 1 worker**") });
  });

  it("is not told of a config that nobody has delivered yet", async () => {
    const { ada, folder, proxy } = await project();
    await mergedSwitch(ada, "balanced");
    await reported(withoutForge(ada));
    const untried = await mergedSwitch(ada, "cheap");
    proxy.refuse("proxy-unreachable");
    expect(await reportedAgain(ada)).toMatchObject({
      reported: { status: "false", reason: "not-told", message: debt },
      warnings: [],
    });
    expect(commentsOn(folder, untried)).toEqual({});
    expect(await pullsOf(ada)).toEqual([
      { number: 2, state: "merged" },
      { number: 1, state: "merged" },
    ]);
  });

  it("is told with the way back where that was taken", async () => {
    const { ada, folder, proxy } = await project();
    await deliver(ada, "default");
    await mergedSwitch(ada, "balanced");
    proxy.refuse("proxy-unreachable");
    await reported(withoutForge(ada));
    expect(await reportedAgain(ada)).toMatchObject({ reported: { reason: "not-asked" }, warnings: [] });
    expect(commentsOn(folder, 1)).toEqual({
      "proof-default": expect.stringMatching(
        /^\*\*Not proven in time\*\*: .*\n\nThe config before went back to the proxies\.$/m,
      ),
    });
    expect(await pullsOf(ada)).toEqual([
      { number: 2, state: "open" },
      { number: 1, state: "merged" },
    ]);
  });
});
