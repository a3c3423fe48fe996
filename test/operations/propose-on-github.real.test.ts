import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { deliver } from "../../src/operations/deliver.ts";
import { gatePullRequest } from "../../src/operations/gate-pull-request.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { SwitchRequest } from "../../src/operations/switch-request.ts";
import type { SwitchResult } from "../../src/domain/switch-result.ts";
import type { World } from "../../src/ports/world.ts";
import { git } from "../adapters/git/git-repository.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { asPerson, branch, show } from "../fakes/reviewed-project.ts";
import { callsOf, onGitHub, pushByHand, requireNoComplaints } from "../github/github-project.ts";

const output = "litellm_config.yaml";

requireNoComplaints();

async function ask(world: World, profile: string, more: Partial<SwitchRequest> = {}): Promise<SwitchResult> {
  return switchProfile(world, { environment: "default", profile, ...more });
}

describe("a switch by a pull request on GitHub", () => {
  it("makes few calls", async () => {
    const { ada, double } = await onGitHub();
    const opening = await callsOf(double, () => ask(ada, "balanced"));
    expect(opening).toEqual(["GET /pulls", "POST /pulls"]);
    expect(await callsOf(double, () => ask(ada, "balanced"))).toEqual(["GET /pulls"]);
    expect(await callsOf(double, () => ask(ada, "cheap"))).toEqual(["GET /pulls", "PATCH /pulls/1"]);
    expect(await callsOf(double, () => ask(ada, "premium"))).toEqual(["GET /pulls", "PATCH /pulls/1"]);
    expect(opening.length).toBeLessThanOrEqual(8);
  });

  it("tells how many calls each operation makes", async () => {
    const { ada, bob, double } = await onGitHub();
    const figures: Record<string, number> = {};
    const count = async (what: string, work: () => Promise<unknown>) => {
      figures[what] = (await callsOf(double, work)).length;
    };
    await count("new pull request", () => ask(ada, "balanced"));
    await count("unchanged", () => ask(ada, "balanced"));
    await count("updated", () => ask(ada, "cheap"));
    await count("gate", () => gatePullRequest(bob, 1));
    await count("gate again", () => gatePullRequest(bob, 1));
    await count("merge", () => mergePullRequest(bob, 1));
    process.stdout.write(`Calls to GitHub: ${JSON.stringify(figures)}\n`);
    expect(figures).toEqual({
      "new pull request": 2,
      unchanged: 1,
      updated: 2,
      gate: 5,
      "gate again": 3,
      merge: 3,
    });
  });

  it("pushes the branch, merges there, and is delivered from a clone", async () => {
    const { ada, bare, bob, double, sources, tip } = await onGitHub();
    const result = await ask(ada, "balanced", { reason: "half the price" });
    expect(result).toMatchObject({
      outcome: "proposed",
      commit: tip(),
      pull_request: {
        number: 1,
        action: "opened",
        url: "https://github.example/acme/models/pull/1",
      },
    });
    expect(await ask(ada, "balanced")).toMatchObject({
      pull_request: { action: "unchanged" },
    });
    const calls = await callsOf(double, () => mergePullRequest(bob, 1));
    expect(calls).toEqual(["GET /pulls/1", "PUT /pulls/1/merge", "GET /pulls/1"]);
    expect(tip()).toBe("");
    git(ada.folder, ["fetch", "--quiet", bare, "main"]);
    git(ada.folder, ["merge", "--quiet", "--ff-only", "FETCH_HEAD"]);
    expect(show(ada.folder, "HEAD", output)).toBe(
      withOutputs({
        ...sources,
        "environments/default.yaml": "# who answers here\nactive: balanced # the best\n",
      })[output],
    );
    expect(await deliver(ada, "default")).toMatchObject({
      profile: "balanced",
    });
    const undone = await rollBack(ada, { environment: "default" });
    expect(undone.pull_request).toMatchObject({
      title: "Roll back default from balanced to premium",
    });
  });

  it("has one pull request where two ask at once from two machines", async () => {
    const { ada, bob, double, tip } = await onGitHub();
    const results = await Promise.allSettled([ask(ada, "balanced"), ask(bob, "cheap")]);
    const failed = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(failed.every(({ code }) => code === "request-taken")).toBe(true);
    const { forge } = await openReviews(ada);
    const pulls = await forge.list({ state: "all" });
    expect(pulls).toHaveLength(1);
    expect(pulls[0]?.head_commit).toBe(tip());
    expect(double.calls.filter((call) => call === "POST /pulls").length).toBeLessThanOrEqual(2);
  });

  it("adds what is asked for at once for other tasks", async () => {
    const { ada, bare, bob } = await onGitHub();
    await Promise.all([
      ask(ada, "balanced", { tasks: ["classification"] }),
      ask(bob, "cheap", { tasks: ["synthesis"] }),
    ]);
    const text = show(bare, branch, "environments/default.yaml");
    expect(text).toContain("classification: balanced");
    expect(text).toContain("synthesis: cheap");
  });

  it.each([false, true])("never overwrites a person's push, by force: %s", async (force) => {
    const { ada, bare, double, tip } = await onGitHub();
    await ask(ada, "balanced");
    const theirs = pushByHand(bare, branch, { "README.md": "by hand\n" }, { force });
    const before = double.calls.length;
    await expect(ask(ada, "cheap")).rejects.toMatchObject({
      code: "foreign-commit",
    });
    expect(tip()).toBe(theirs);
    expect(double.calls.slice(before)).toEqual(["GET /pulls"]);
  });

  it("finds the default branch under its new name", async () => {
    const { ada, bare, tip } = await onGitHub();
    git(bare, ["branch", "--move", "main", "trunk"]);
    git(bare, ["symbolic-ref", "HEAD", "refs/heads/trunk"]);
    expect(await ask(ada, "balanced")).toMatchObject({
      pull_request: { action: "opened" },
    });
    expect(git(bare, ["rev-parse", `${branch}^`]).trim()).toBe(tip("trunk"));
  });

  it("starts from what is there, not from an old clone", async () => {
    const { ada, bare } = await onGitHub();
    const base = pushByHand(bare, "main", { "README.md": "second\n" });
    const result = await ask(ada, "balanced");
    expect(result.plan.fingerprint.base_commit).toBe(base);
    expect(show(bare, branch, "README.md")).toBe("second\n");
  });

  it("says so where the branch may not be pushed", async () => {
    const { ada, bare, double } = await onGitHub();
    writeFileSync(
      join(bare, "hooks/pre-receive"),
      "#!/bin/sh\necho 'GH006: Protected branch update failed'; exit 1\n",
      { mode: 0o755 },
    );
    await expect(ask(ada, "balanced")).rejects.toMatchObject({
      code: "push-refused",
      message: expect.stringContaining("GH006: Protected branch update failed"),
    });
    expect(double.calls).toEqual(["GET /pulls"]);
  });

  it.each([
    ["before the branch was pushed", /^GET /, false],
    ["before the pull request was opened", /^POST /, true],
  ])("is finished by the next call where a limit was met %s", async (_, method, isPushed) => {
    const { ada, double, tip } = await onGitHub();
    const headers = { "retry-after": "3600" };
    double.meet(method, {
      kind: "answer",
      reply: {
        status: 403,
        headers,
        body: { message: "You have exceeded a secondary rate limit" },
      },
    });
    await expect(ask(ada, "balanced")).rejects.toMatchObject({
      code: "forge-limited",
      retry: "later",
    });
    const { forge } = await openReviews(ada);
    expect([tip() !== "", await forge.list({ state: "all" })]).toEqual([isPushed, []]);
    const left = tip();
    expect(await ask(ada, "balanced")).toMatchObject({
      pull_request: { number: 1, action: "opened" },
    });
    expect(await forge.list({ state: "all" })).toHaveLength(1);
    expect(isPushed ? tip() : left).toBe(left);
  });

  it.each([
    ["before it was done", { kind: "before", status: 502 }],
    ["after it was done", { kind: "after", status: 502 }],
    ["and the answer got lost", { kind: "lose" }],
  ] as const)("is one pull request where GitHub fails %s", async (_, trouble) => {
    const { ada, double, tip } = await onGitHub();
    double.meet(/^POST /, trouble);
    expect(await ask(ada, "balanced")).toMatchObject({
      pull_request: { number: 1 },
    });
    const pulls = await (await openReviews(ada)).forge.list({ state: "all" });
    expect(pulls.map(({ number, head_commit }) => [number, head_commit])).toEqual([[1, tip()]]);
  });

  it("is refused without a token, and to a wrong one, before anything is pushed", async () => {
    const { ada, double, tip } = await onGitHub();
    const nobody = await asPerson(ada.folder, "Ada");
    await expect(ask(nobody, "balanced")).rejects.toMatchObject({
      code: "variable-unset",
      message: "GitHub cannot be asked: `GITHUB_TOKEN` is not set",
    });
    double.revokeTokens();
    await expect(ask(ada, "balanced")).rejects.toMatchObject({
      code: "forge-denied",
    });
    expect(tip()).toBe("");
  });

  it("is refused where nothing says which repository it is", async () => {
    const { ada } = await onGitHub();
    git(ada.folder, ["remote", "remove", "origin"]);
    await expect(ask(ada, "balanced")).rejects.toMatchObject({
      code: "no-forge",
      message: "Neither the project nor the remote `origin` says which repository on GitHub it is",
    });
  });
});

describe("the gate on GitHub", () => {
  const commenting = /^POST .*comments$/;

  it("puts its comment once, and replaces it in place", async () => {
    const { ada, bob, double, tip } = await onGitHub();
    await ask(ada, "balanced");
    const first = await callsOf(double, () => gatePullRequest(bob, 1));
    expect(first).toEqual([
      "GET /pulls/1",
      "GET /issues/1/comments",
      "POST /issues/1/comments",
      "GET /issues/1/comments",
      `POST /statuses/${tip()}`,
    ]);
    await ask(ada, "cheap");
    const second = await callsOf(double, () => gatePullRequest(bob, 1));
    expect(second[2]).toMatch(/^PATCH \/issues\/comments\//);
    expect(second).toHaveLength(4);
    expect(double.commentsOf(1)).toHaveLength(1);
    expect(double.commentsOf(1)[0]).toContain("<code>cheap</code>");
    expect(double.statusesOf(tip())).toEqual(["litellm-profiles success default: premium → cheap"]);
  });

  it("leaves one comment where two judge at once", async () => {
    const { ada, bob, double, tip } = await onGitHub();
    await ask(ada, "balanced");
    double.gather(/^GET .*comments$/, 2);
    await Promise.all([gatePullRequest(ada, 1), gatePullRequest(bob, 1)]);
    expect(double.calls.filter((call) => call === "POST /issues/1/comments")).toHaveLength(2);
    expect(double.commentsOf(1)).toHaveLength(1);
    expect(double.commentsOf(1)[0]).toContain("<code>balanced</code>");
    expect(double.statusesOf(tip())).toEqual(["litellm-profiles success default: premium → balanced"]);
    const again = await callsOf(double, () => gatePullRequest(bob, 1));
    expect(again.filter((call) => /comments/.test(call))).toEqual(["GET /issues/1/comments"]);
  });

  it("opens the way to a merge that waits for its status", async () => {
    const { ada, bob, double } = await onGitHub();
    await ask(ada, "balanced");
    double.require("litellm-profiles");
    await expect(mergePullRequest(bob, 1)).rejects.toMatchObject({
      code: "merge-refused",
    });
    await gatePullRequest(bob, 1);
    expect(await mergePullRequest(bob, 1)).toMatchObject({ state: "merged" });
  });

  it("says why it told nothing where the token may not write, as from a fork", async () => {
    const { ada, bob, double, tip } = await onGitHub();
    await ask(ada, "balanced");
    double.meet(commenting, {
      kind: "answer",
      reply: {
        status: 403,
        body: { message: "Resource not accessible by integration" },
      },
    });
    expect(await gatePullRequest(bob, 1)).toMatchObject({
      verdict: { passed: true },
      not_told: "GitHub lets this token not at pull request 1: Resource not accessible by integration",
    });
    expect([double.commentsOf(1), double.statusesOf(tip())]).toEqual([[], []]);
  });

  it("does no harm where somebody merges while it judges", async () => {
    const { ada, bob, bare, double, tip } = await onGitHub();
    await ask(ada, "balanced");
    const before = tip();
    const late: World = {
      ...bob,
      async reviews(project) {
        const { branches, forge } = await bob.reviews(project);
        const mergedTree: typeof branches.mergedTree = async (ours, theirs) => {
          await mergePullRequest(ada, 1);
          return branches.mergedTree(ours, theirs);
        };
        return { forge, branches: { ...branches, mergedTree } };
      },
    };
    expect(await gatePullRequest(late, 1)).toMatchObject({
      commit: before,
      verdict: { passed: true },
    });
    expect(double.statusesOf(before)).toEqual(["litellm-profiles success default: premium → balanced"]);
    expect(git(bare, ["rev-parse", "main^2"]).trim()).toBe(before);
    expect(await (await openReviews(ada)).forge.list({ state: "all" })).toMatchObject([{ state: "merged" }]);
  });

  it("is finished by the next run where a limit was met in the middle", async () => {
    const { ada, bob, double, tip } = await onGitHub();
    await ask(ada, "balanced");
    const headers = { "retry-after": "3600" };
    const body = { message: "You have exceeded a secondary rate limit" };
    double.meet(/^POST .*statuses/, {
      kind: "answer",
      reply: { status: 403, headers, body },
    });
    await expect(gatePullRequest(bob, 1)).rejects.toMatchObject({
      code: "forge-limited",
    });
    await gatePullRequest(bob, 1);
    expect(double.commentsOf(1)).toHaveLength(1);
    expect(double.statusesOf(tip())).toHaveLength(1);
  });
});
