import { describe, expect, it } from "vitest";
import type { ProposedChange, SwitchResult } from "../../src/domain/switch-result.ts";
import { parseMarker } from "../../src/domain/reviewed-plan.ts";
import { parseSwitchMessage } from "../../src/domain/switch-message.ts";
import { closePullRequest } from "../../src/operations/close-pull-request.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { refreshPullRequest } from "../../src/operations/refresh-pull-request.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { SwitchRequest } from "../../src/operations/switch-request.ts";
import type { World } from "../../src/ports/world.ts";
import { git, writeFiles } from "../adapters/git/git-repository.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import {
  asPerson,
  branch,
  commitByHand,
  commitOnBranch,
  makeReviewedProject,
  reviewedSources,
  show,
} from "../fakes/reviewed-project.ts";

const environment = "environments/default.yaml";
const output = "litellm_config.yaml";

async function project(sources = reviewedSources) {
  const folder = makeReviewedProject(sources);
  const [ada, bob] = [await asPerson(folder, "Ada"), await asPerson(folder, "Bob")];
  const tip = (ref = branch) => git(folder, ["for-each-ref", "--format=%(objectname)", `refs/heads/${ref}`]).trim();
  return { folder, ada, bob, tip, main: tip("main") };
}

async function ask(world: World, profile: string, more: Partial<SwitchRequest> = {}): Promise<SwitchResult> {
  return switchProfile(world, { environment: "default", profile, ...more });
}

async function pulls(world: World, state: "open" | "all" = "open") {
  return (await openReviews(world)).forge.list({ state });
}

/** The files that a merge of the branch would give, rendered by us. */
function rendered(sources: Readonly<Record<string, string>>, environmentText: string): string | undefined {
  return withOutputs({ ...sources, [environment]: environmentText })[output];
}

/** Another machine, which has a lock of its own. */
const elsewhere: Pick<World, "lock"> = { lock: () => ({ hold: async (_what, work) => work() }) };

const balanced = "# who answers here\nactive: balanced # the best\n";

describe("a switch that is reviewed first", () => {
  it("opens a pull request, and leaves what is in force", async () => {
    const { ada, folder, main, tip } = await project();
    writeFiles(folder, { "README.md": "not committed\n" });
    const result = await ask(ada, "balanced", { reason: "half the price" });
    expect(result).toMatchObject({
      outcome: "proposed",
      success: true,
      from_profile: "premium",
      to_profile: "balanced",
      active_mappings: { classification: "classification_premium", synthesis: "synthesis_premium" },
      reload_successful: false,
      proof: { outcome: "not asked" },
      commit: tip(),
      pull_request: {
        number: 1,
        url: null,
        state: "open",
        title: "Switch default from premium to balanced",
        branch,
        action: "opened",
      },
      undo: "npx litellm-profiles pr close 1",
      push: null,
      warnings: [],
    } satisfies Partial<SwitchResult>);
    expect([tip("main"), git(folder, ["status", "--porcelain"])]).toEqual([main, " M README.md\n"]);
    expect(git(folder, ["rev-list", "--parents", "-1", branch]).trim()).toBe(`${tip()} ${main}`);
    expect(show(folder, branch, environment)).toBe(balanced);
    expect(show(folder, branch, output)).toBe(rendered(reviewedSources, balanced));
    expect(show(folder, branch, "README.md")).toBe("first\n");
  });

  it("says who asked for what in the commit and in the pull request", async () => {
    const { ada, folder } = await project();
    const { plan } = await ask(ada, "balanced", { reason: "half the price" });
    const block = {
      "Profile-Environment": "default",
      "Profile-From": "premium",
      "Profile-To": "balanced",
      "Profile-Reason": "half the price",
      "Profile-By": "Ada <ada@example.com>",
      "Profile-Output": plan.fingerprint.output_sha256,
    };
    const message = git(folder, ["log", "-1", "--format=%B", branch]);
    expect(parseSwitchMessage(message)).toMatchObject([block]);
    const [pull] = await pulls(ada);
    expect(parseSwitchMessage(pull?.body ?? "")).toStrictEqual([block]);
    expect(parseMarker(pull?.body ?? "")).toStrictEqual({ environment: "default", fingerprint: plan.fingerprint });
  });

  it("is asked for where the environment says so, or the command", async () => {
    const { ada, bob } = await project({
      ...reviewedSources,
      [environment]: `${reviewedSources[environment]}switch: direct\n`,
    });
    expect(await ask(ada, "balanced")).toMatchObject({ outcome: "switched", pull_request: null });
    expect(await ask(bob, "cheap", { mode: "pull_request" })).toMatchObject({ outcome: "proposed" });
    expect(await switchProfile(ada, { environment: "staging", profile: "cheap" })).toMatchObject({
      outcome: "proposed",
      pull_request: { branch: "litellm-profiles/staging" },
    });
  });

  it("needs no forge in the project to be asked for", async () => {
    const { "litellm-profiles.yaml": file = "", ...rest } = reviewedSources;
    const { ada } = await project({ "litellm-profiles.yaml": file.replace("forge: local\n", ""), ...rest });
    expect(await ask(ada, "cheap", { mode: "pull_request" })).toMatchObject({ pull_request: { action: "opened" } });
  });

  it("changes nothing where the profile or the task is unknown", async () => {
    const { ada, tip } = await project();
    await expect(ask(ada, "balance")).rejects.toMatchObject({
      code: "unknown-profile",
      hint: "Did you mean `balanced`?",
    });
    await expect(ask(ada, "balanced", { tasks: ["synthesys"] })).rejects.toMatchObject({
      code: "unknown-task",
      hint: "Did you mean `synthesis`?",
    });
    expect([tip(), await pulls(ada, "all")]).toEqual(["", []]);
  });

  it("finds nothing to do for what is in force", async () => {
    const { ada, tip } = await project();
    expect(await ask(ada, "premium")).toMatchObject({
      outcome: "already active",
      success: true,
      commit: null,
      pull_request: null,
      undo: null,
    });
    expect([tip(), await pulls(ada, "all")]).toEqual(["", []]);
  });

  it("renders anew what is stale", async () => {
    const { ada, folder } = await project();
    commitByHand(folder, { [output]: "model_list: []\n" });
    expect(await ask(ada, "premium")).toMatchObject({
      outcome: "proposed",
      pull_request: { title: "Render default anew" },
    });
    expect(show(folder, branch, output)).toBe(withOutputs(reviewedSources)[output]);
  });
});

describe("a pull request that stands", () => {
  it("is updated in place by the next switch", async () => {
    const { ada, folder, main, tip } = await project();
    await ask(ada, "balanced");
    const result = await ask(ada, "cheap");
    expect(result).toMatchObject({
      commit: tip(),
      pull_request: { number: 1, action: "updated", title: "Switch default from premium to cheap" },
    });
    expect(await pulls(ada, "all")).toHaveLength(1);
    expect(git(folder, ["rev-list", "--parents", "-1", branch]).trim()).toBe(`${tip()} ${main}`);
    expect(show(folder, branch, environment)).toContain("active: cheap # the best");
  });

  it("stays as it is where the same is asked for again", async () => {
    const { ada, folder, tip } = await project();
    await ask(ada, "balanced", { reason: "half the price" });
    const before = [tip(), git(folder, ["rev-parse", "refs/litellm-profiles/pull/1"])];
    expect(await ask(ada, "balanced")).toMatchObject({ pull_request: { action: "unchanged" }, outcome: "proposed" });
    expect([tip(), git(folder, ["rev-parse", "refs/litellm-profiles/pull/1"])]).toEqual(before);
  });

  it("takes in what is asked for other tasks", async () => {
    const { ada, bob, folder } = await project();
    await ask(ada, "balanced", { tasks: ["classification"] });
    const result = await ask(bob, "cheap", { tasks: ["synthesis"], reason: "long texts" });
    expect(result.pull_request).toMatchObject({
      action: "updated",
      title: "Switch classification to balanced, synthesis to cheap in default",
    });
    const text =
      "# who answers here\nactive: premium # the best\noverrides:\n  classification: balanced\n  synthesis: cheap\n";
    expect(show(folder, branch, environment)).toBe(text);
    expect(show(folder, branch, output)).toBe(rendered(reviewedSources, text));
    const [pull] = await pulls(ada);
    expect(
      parseSwitchMessage(pull?.body ?? "").map((block) => [block["Profile-Overrides"], block["Profile-By"]]),
    ).toEqual([
      ["classification=balanced", "Ada <ada@example.com>"],
      ["synthesis=cheap", "Bob <bob@example.com>"],
    ]);
  });

  it("is refused to somebody else for the same task, by the first one's name", async () => {
    const { ada, bob, tip } = await project();
    await ask(ada, "balanced");
    const before = tip();
    await expect(ask(bob, "cheap")).rejects.toMatchObject({
      code: "request-taken",
      message: "Ada <ada@example.com> has asked to switch environment `default` to `balanced` already",
    });
    expect(tip()).toBe(before);
    expect(await ask(bob, "cheap", { replace: true })).toMatchObject({
      pull_request: { number: 1, action: "updated", title: "Switch default from premium to cheap" },
    });
  });

  it("is closed, and its branch removed, when what is in force is wanted again", async () => {
    const { ada, tip } = await project();
    await ask(ada, "balanced");
    const result = await ask(ada, "premium");
    expect(result).toMatchObject({
      outcome: "withdrawn",
      success: true,
      commit: null,
      pull_request: { number: 1, state: "closed", action: "closed" },
      undo: null,
    });
    expect(tip()).toBe("");
    expect(await pulls(ada)).toEqual([]);
    expect((await ask(ada, "cheap")).pull_request).toMatchObject({ number: 2, action: "opened" });
  });

  it.each([
    ["a commit on top", false],
    ["an amended commit", true],
  ])("keeps a person's work: %s", async (_, amend) => {
    const { ada, bob, folder, tip } = await project();
    await ask(ada, "balanced");
    const theirs = commitOnBranch(folder, branch, { "README.md": "by hand\n" }, { amend });
    const before = git(folder, ["rev-parse", "refs/litellm-profiles/pull/1"]);
    for (const work of [
      () => ask(ada, "cheap"),
      () => ask(ada, "balanced"),
      () => ask(ada, "premium"),
      () => ask(bob, "cheap", { replace: true }),
      () => refreshPullRequest(ada, 1),
      () => closePullRequest(ada, 1),
    ]) {
      await expect(work()).rejects.toMatchObject({
        code: "foreign-commit",
        message: expect.stringContaining(theirs.slice(0, 12)),
      });
    }
    expect([tip(), git(folder, ["rev-parse", "refs/litellm-profiles/pull/1"])]).toEqual([theirs, before]);
  });

  it("keeps its commit where the base moved and nothing conflicts", async () => {
    const { ada, folder, tip } = await project();
    await ask(ada, "balanced");
    const before = tip();
    const base = commitByHand(folder, { "README.md": "second\n" });
    const result = await ask(ada, "balanced");
    expect(tip()).toBe(before);
    expect(result.pull_request?.action).toBe("updated");
    expect(result.plan.fingerprint.base_commit).toBe(base);
    const merged = await mergePullRequest(ada, 1);
    expect(show(folder, "HEAD", "README.md")).toBe("second\n");
    expect(merged.merge_commit).toBe(tip("main"));
  });

  it.each([
    ["of lines", { [environment]: "# who answers here\nactive: cheap # the best\n" }],
    [
      "of meaning",
      {
        "profiles/balanced.yaml":
          "tasks:\n  classification: [{model: openai/gpt-5}]\n  synthesis: [{model: openai/gpt-5}]\n",
      },
    ],
  ])("goes on top of the base where there is a conflict %s", async (_, edits) => {
    const { ada, folder, tip } = await project();
    await ask(ada, "balanced");
    const sources = { ...reviewedSources, ...edits };
    const base = commitByHand(folder, withOutputs(sources));
    expect((await ask(ada, "balanced")).pull_request).toMatchObject({ number: 1, action: "updated" });
    expect(git(folder, ["rev-list", "--parents", "-1", branch]).trim()).toBe(`${tip()} ${base}`);
    expect(show(folder, branch, output)).toBe(rendered(sources, balanced));
  });

  it("is finished where it was killed before the pull request was opened", async () => {
    const { ada, bob, folder, tip } = await project();
    const reviews = ada.reviews.bind(ada);
    const killed: World = {
      ...ada,
      reviews: async (from) => {
        const { branches, forge } = await reviews(from);
        return { branches, forge: { ...forge, open: () => Promise.reject(new Error("killed")) } };
      },
    };
    await expect(ask(killed, "balanced")).rejects.toThrow("killed");
    expect([tip() !== "", await pulls(ada, "all")]).toEqual([true, []]);
    // It is hers all the same: she may be about to open it.
    await expect(ask(bob, "cheap")).rejects.toMatchObject({ code: "request-taken" });
    expect((await ask(ada, "balanced")).pull_request).toMatchObject({ number: 1, action: "opened" });
    expect(show(folder, branch, environment)).toBe(balanced);
  });

  it("forgets what was asked for where somebody has closed it", async () => {
    const { ada, bob, folder } = await project();
    await ask(ada, "balanced");
    const { forge } = await openReviews(ada);
    await forge.update(1, { state: "closed" });
    expect((await ask(bob, "cheap")).pull_request).toMatchObject({ number: 2, action: "opened" });
    expect(show(folder, branch, environment)).toContain("active: cheap");
  });

  it("is finished where it was killed before the branch was removed", async () => {
    const { ada, tip } = await project();
    await ask(ada, "balanced");
    const { forge } = await openReviews(ada);
    await forge.update(1, { state: "closed" });
    expect(await ask(ada, "premium")).toMatchObject({ outcome: "already active", pull_request: null });
    expect(tip()).toBe("");
  });

  it("starts again where somebody else moved the branch meanwhile", async () => {
    const { ada, bob, folder } = await project();
    const reviews = ada.reviews.bind(ada);
    let others: Promise<SwitchResult> | undefined;
    const slow: World = {
      ...ada,
      ...elsewhere,
      reviews: async (from) => {
        const { branches, forge } = await reviews(from);
        const move: typeof branches.move = async (...args) => {
          others ??= ask({ ...bob, ...elsewhere }, "cheap", { tasks: ["synthesis"] });
          await others;
          return branches.move(...args);
        };
        return { forge, branches: { ...branches, move } };
      },
    };
    const result = await ask(slow, "balanced", { tasks: ["classification"] });
    expect(result.pull_request).toMatchObject({ number: 1, action: "updated" });
    expect(show(folder, branch, environment)).toContain("overrides:\n  synthesis: cheap\n  classification: balanced\n");
    expect(await pulls(ada, "all")).toHaveLength(1);
  });

  it("follows a base that was renamed", async () => {
    const { ada, folder } = await project();
    await ask(ada, "balanced");
    git(folder, ["branch", "--move", "trunk"]);
    expect((await ask(ada, "balanced")).pull_request).toMatchObject({ number: 1, action: "updated" });
    expect(await pulls(ada)).toMatchObject([{ base: "trunk" }]);
    expect(await mergePullRequest(ada, 1)).toMatchObject({ state: "merged" });
  });

  it("waits for nobody who works on the same environment", async () => {
    const { ada, bob } = await project();
    const [first, second] = await Promise.allSettled([ask(ada, "balanced"), ask(bob, "cheap")]);
    expect([first, second].filter(({ status }) => status === "rejected")).toMatchObject([
      { reason: { code: expect.stringMatching(/^(busy|request-taken)$/) } },
    ]);
    expect(await pulls(ada, "all")).toHaveLength(1);
  });
});

describe("merging", () => {
  it("gives what was reviewed, and removes the branch", async () => {
    const { ada, folder, tip, main } = await project();
    const { commit } = await ask(ada, "balanced");
    const merged = await mergePullRequest(ada, 1);
    expect(merged).toMatchObject({ number: 1, state: "merged", merge_commit: tip("main") });
    expect(git(folder, ["rev-list", "--parents", "-1", "main"]).trim()).toBe(`${tip("main")} ${main} ${commit}`);
    expect(git(folder, ["log", "-1", "--format=%B", "main"]).trim()).toBe(
      "Merge pull request #1 from litellm-profiles/default\n\nSwitch default from premium to balanced",
    );
    expect([tip(), git(folder, ["status", "--porcelain"])]).toEqual(["", ""]);
    expect(show(folder, "main", output)).toBe(rendered(reviewedSources, balanced));
    expect(await mergePullRequest(ada, 1)).toStrictEqual(merged);
  });

  it("does not mind another environment's", async () => {
    const { ada, folder } = await project();
    await ask(ada, "balanced");
    await switchProfile(ada, { environment: "staging", profile: "cheap" });
    await mergePullRequest(ada, 1);
    expect(await mergePullRequest(ada, 2)).toMatchObject({ state: "merged" });
    expect(show(folder, "main", "environments/staging.yaml")).toBe("active: cheap\n");
  });

  it("is refused where the sources are others by now, until it is refreshed", async () => {
    const { ada, folder, tip } = await project();
    await ask(ada, "balanced", { reason: "half the price" });
    const sources = {
      ...reviewedSources,
      "profiles/cheap.yaml":
        "tasks:\n  classification: [{model: openai/gpt-5}]\n  synthesis: [{model: openai/gpt-5}]\n",
    };
    const base = commitByHand(folder, withOutputs(sources));
    await expect(mergePullRequest(ada, 1)).rejects.toMatchObject({
      code: "plan-outdated",
      message: "What was reviewed in pull request 1 is not what would be merged: `main` has other sources by now",
      hint: "Bring it up to date by `litellm-profiles pr refresh 1`, and review it again",
    });
    expect(tip("main")).toBe(base);
    expect((await refreshPullRequest(ada, 1)).pull_request).toMatchObject({ number: 1, action: "updated" });
    const [pull] = await pulls(ada);
    expect(parseSwitchMessage(pull?.body ?? "")).toMatchObject([{ "Profile-Reason": "half the price" }]);
    await mergePullRequest(ada, 1);
    expect(show(folder, "main", output)).toBe(rendered(sources, balanced));
  });

  it("is refused where a person's commit gives another config", async () => {
    const { ada, folder, main, tip } = await project();
    await ask(ada, "balanced");
    commitOnBranch(folder, branch, { [output]: "model_list: []\n" });
    await expect(mergePullRequest(ada, 1)).rejects.toMatchObject({
      code: "plan-outdated",
      message: expect.stringContaining("the merge would give another config"),
    });
    expect(tip("main")).toBe(main);
  });

  it("is refused where it conflicts", async () => {
    const { ada, folder, tip } = await project();
    await ask(ada, "balanced");
    const base = commitByHand(folder, { [environment]: "# who answers here\nactive: premium # by hand\n" });
    await expect(mergePullRequest(ada, 1)).rejects.toMatchObject({
      code: expect.stringMatching(/^(merge-refused|plan-outdated)$/),
    });
    expect(tip("main")).toBe(base);
  });

  it("is refused for a pull request that somebody else opened", async () => {
    const { ada, folder, main, tip } = await project();
    git(folder, ["branch", "feature"]);
    const head = commitOnBranch(folder, "feature", { "README.md": "by hand\n" });
    const { forge } = await openReviews(ada);
    await forge.open({ head: "feature", base: "main", title: "Feature", body: "text" });
    await expect(mergePullRequest(ada, 1)).rejects.toMatchObject({ code: "unknown-pull-request" });
    await expect(refreshPullRequest(ada, 1)).rejects.toMatchObject({ code: "unknown-pull-request" });
    expect([tip("main"), tip("feature")]).toEqual([main, head]);
  });
});

describe("a pull request that is not needed any more", () => {
  it("is closed by a refresh once everything that it asks for is in force", async () => {
    const { ada, folder, tip } = await project();
    await ask(ada, "balanced");
    commitByHand(folder, withOutputs({ ...reviewedSources, [environment]: balanced }));
    const expected: Partial<ProposedChange> = { number: 1, action: "closed", state: "closed" };
    expect(await refreshPullRequest(ada, 1)).toMatchObject({ outcome: "withdrawn", pull_request: expected });
    expect(tip()).toBe("");
  });

  it("is closed by hand, and its branch goes along", async () => {
    const { ada, tip } = await project();
    await ask(ada, "balanced");
    expect(await closePullRequest(ada, 1)).toMatchObject({ number: 1, state: "closed" });
    expect(tip()).toBe("");
    expect(await closePullRequest(ada, 1)).toMatchObject({ number: 1, state: "closed" });
    await expect(refreshPullRequest(ada, 1)).rejects.toMatchObject({ code: "unknown-pull-request" });
    await expect(mergePullRequest(ada, 1)).rejects.toMatchObject({ code: "merge-refused" });
  });
});
