import { join } from "node:path";
import { expect, it } from "vitest";
import { reportProof } from "../../src/agent/report-proof.ts";
import { Failure } from "../../src/domain/failure.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { loadHead } from "../../src/operations/load-head.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
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
  const ada: World = applyingProxy().beside({
    ...(await asPerson(folder, "Ada")),
    clock: manualClock(),
  });
  return { ada, folder };
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
  const { pull_request } = await switchProfile(ada, {
    environment: "default",
    profile: "balanced",
  });
  await mergePullRequest(ada, pull_request?.number ?? 0);
  const refusal = new Failure("forge-unreachable", "GitHub does not answer", "Try again");
  expect(await reported({ ...ada, reviews: () => Promise.reject(refusal) })).toMatchObject({
    reported: {
      status: "false",
      reason: "not-told",
      message: "Pull request 1 does not say what became of its commit yet",
    },
    warnings: ["GitHub does not answer. Try again"],
  });
});
