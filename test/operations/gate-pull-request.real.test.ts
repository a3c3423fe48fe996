import { describe, expect, it } from "vitest";
import { parsePull } from "../../src/adapters/local-forge/pull-file.ts";
import { gatePullRequest } from "../../src/operations/gate-pull-request.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { World } from "../../src/ports/world.ts";
import { git } from "../adapters/git/git-repository.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import {
  asPerson,
  branch,
  commitByHand,
  commitOnBranch,
  makeReviewedProject,
  reviewedSources,
} from "../fakes/reviewed-project.ts";

const output = "litellm_config.yaml";
const balanced = "# who answers here\nactive: balanced # the best\n";

async function project() {
  const folder = makeReviewedProject();
  return { folder, ada: await asPerson(folder, "Ada") };
}

/** A person's pull request from a branch of theirs. */
async function byHand(folder: string, ada: World, files: Readonly<Record<string, string>>): Promise<number> {
  git(folder, ["branch", "by-hand"]);
  commitOnBranch(folder, "by-hand", files);
  const { forge } = await openReviews(ada);
  const pull = await forge.open({ head: "by-hand", base: "main", title: "By hand", body: "Please" });
  return pull.number;
}

/** What the forge keeps of a pull request: its comments and statuses. */
function kept(folder: string, number: number) {
  const pull = parsePull(git(folder, ["show", `refs/litellm-profiles/pull/${number}:pull.json`]));
  return { comments: pull?.comments ?? {}, statuses: pull?.statuses ?? {} };
}

describe("the gate", () => {
  it("lets a switch through, with the plan as one comment and a status", async () => {
    const { ada, folder } = await project();
    const { commit } = await switchProfile(ada, { environment: "default", profile: "balanced" });
    const result = await gatePullRequest(ada, 1);
    expect(result).toMatchObject({
      pull_request: 1,
      commit,
      verdict: { passed: true, text: "default: premium → balanced" },
      environments: [
        { environment: "default", change: "changed", plan: { from: "premium", to: "balanced" } },
        { environment: "staging", change: "same", plan: null },
      ],
      rendered: [],
      not_told: null,
    });
    const { comments, statuses } = kept(folder, 1);
    expect(Object.keys(comments)).toEqual(["plan"]);
    expect(comments["plan"]).toContain(
      "Environment <code>default</code> switches from <code>premium</code> to <code>balanced</code>.",
    );
    expect(statuses).toEqual({
      "litellm-profiles": { commit, state: "success", description: "default: premium → balanced" },
    });
  });

  it("replaces what it said before", async () => {
    const { ada, folder } = await project();
    await switchProfile(ada, { environment: "default", profile: "balanced" });
    await gatePullRequest(ada, 1);
    const { commit } = await switchProfile(ada, { environment: "default", profile: "cheap" });
    await gatePullRequest(ada, 1);
    const { comments, statuses } = kept(folder, 1);
    expect(comments["plan"]).not.toContain("balanced");
    expect(statuses["litellm-profiles"]).toMatchObject({ commit, description: "default: premium → cheap" });
  });

  it("holds back a switch whose base has other sources by now", async () => {
    const { ada, folder } = await project();
    await switchProfile(ada, { environment: "default", profile: "balanced" });
    const cheaper = reviewedSources["profiles/cheap.yaml"]?.replace("gpt-4.1-nano", "gpt-4.1-mini") ?? "";
    commitByHand(folder, withOutputs({ ...reviewedSources, "profiles/cheap.yaml": cheaper }));
    const { verdict } = await gatePullRequest(ada, 1);
    expect(verdict.passed).toBe(false);
    expect(kept(folder, 1).statuses["litellm-profiles"]?.state).toBe("failure");
  });

  it("lets a plain edit with its rendered config through", async () => {
    const { ada, folder } = await project();
    const number = await byHand(
      folder,
      ada,
      withOutputs({ ...reviewedSources, "environments/default.yaml": balanced }),
    );
    expect((await gatePullRequest(ada, number)).verdict).toEqual({ passed: true, text: "default: premium → balanced" });
  });

  it("lets through what touches nothing of ours", async () => {
    const { ada, folder } = await project();
    const number = await byHand(folder, ada, { "README.md": "by hand\n" });
    expect((await gatePullRequest(ada, number)).verdict).toEqual({ passed: true, text: "No environment changes" });
    expect(kept(folder, number).comments).toEqual({});
    expect(kept(folder, number).statuses["litellm-profiles"]?.state).toBe("success");
  });

  it("lets a plain revert through", async () => {
    const { ada, folder } = await project();
    commitByHand(folder, withOutputs({ ...reviewedSources, "environments/default.yaml": balanced }));
    git(folder, ["revert", "--no-edit", "HEAD"]);
    git(folder, ["branch", "by-hand"]);
    git(folder, ["reset", "--quiet", "--hard", "HEAD^"]);
    const { forge } = await openReviews(ada);
    await forge.open({ head: "by-hand", base: "main", title: "Revert", body: "" });
    expect((await gatePullRequest(ada, 1)).verdict).toEqual({ passed: true, text: "default: balanced → premium" });
  });

  it("finds a mistake at its line, and has no plan for it", async () => {
    const { ada, folder } = await project();
    const number = await byHand(folder, ada, { "environments/default.yaml": "active: premum\n" });
    const result = await gatePullRequest(ada, number);
    expect(result.findings).toMatchObject([
      { file: "environments/default.yaml", line: 1, column: 9, severity: "error", code: "unknown-active-profile" },
    ]);
    expect(result.verdict.passed).toBe(false);
    expect(result.verdict.text).toMatch(/^1 error: environments\/default\.yaml:1: /);
  });

  it("finds sources that are no YAML", async () => {
    const { ada, folder } = await project();
    const number = await byHand(folder, ada, { "environments/default.yaml": "active: [\n" });
    const { environments, verdict } = await gatePullRequest(ada, number);
    expect([environments, verdict.passed]).toEqual([[], false]);
  });

  it("finds a config that was not rendered", async () => {
    const { ada, folder } = await project();
    const number = await byHand(folder, ada, { "environments/default.yaml": balanced });
    const result = await gatePullRequest(ada, number);
    expect(result.findings).toMatchObject([{ file: output, line: 1, code: "stale-config", severity: "error" }]);
    expect(result.environments[0]).toMatchObject({ change: "changed", plan: { to: "balanced" } });
    expect(result.verdict).toEqual({
      passed: false,
      text: "1 error: litellm_config.yaml:1: `litellm_config.yaml` is not what its sources give",
    });
  });

  it("renders it onto the branch where it is told to", async () => {
    const { ada, folder } = await project();
    const number = await byHand(folder, ada, { "environments/default.yaml": balanced });
    const before = git(folder, ["rev-parse", "by-hand"]).trim();
    const result = await gatePullRequest(ada, number, { stale: "commit" });
    const tip = git(folder, ["rev-parse", "by-hand"]).trim();
    expect(git(folder, ["rev-parse", "by-hand^"]).trim()).toBe(before);
    expect(result).toMatchObject({ commit: tip, rendered: [output], verdict: { passed: true } });
    expect(git(folder, ["show", `by-hand:${output}`])).toBe(
      withOutputs({ ...reviewedSources, "environments/default.yaml": balanced })[output],
    );
    expect(kept(folder, number).statuses["litellm-profiles"]).toMatchObject({ commit: tip, state: "success" });
    expect(await gatePullRequest(ada, number, { stale: "commit" })).toMatchObject({ commit: tip, rendered: [] });
  });

  it("commits nothing where something else is wrong, too", async () => {
    const { ada, folder } = await project();
    const wrong = { "environments/default.yaml": balanced, "environments/staging.yaml": "active: premum\n" };
    const number = await byHand(folder, ada, wrong);
    const before = git(folder, ["rev-parse", "by-hand"]);
    expect(await gatePullRequest(ada, number, { stale: "commit" })).toMatchObject({ rendered: [] });
    expect(git(folder, ["rev-parse", "by-hand"])).toBe(before);
  });

  it("commits nothing onto a switch's own branch, nor where the merge alone is stale", async () => {
    const { ada, folder } = await project();
    await switchProfile(ada, { environment: "default", profile: "balanced" });
    const before = git(folder, ["rev-parse", branch]);
    // The base renders otherwise, by a line of the template that git merges without a conflict.
    const template = reviewedSources["templates/litellm_config.yaml.hbs"] ?? "";
    commitByHand(folder, { "templates/litellm_config.yaml.hbs": `# a line\n${template}` });
    const result = await gatePullRequest(ada, 1, { stale: "commit" });
    expect(result).toMatchObject({ verdict: { passed: false }, rendered: [] });
    expect(git(folder, ["rev-parse", branch])).toBe(before);
    const number = await byHand(folder, ada, { "README.md": "by hand\n" });
    git(folder, ["branch", "--force", "by-hand", "HEAD~1"]);
    commitOnBranch(folder, "by-hand", { "README.md": "by hand\n" });
    expect(await gatePullRequest(ada, number, { stale: "commit" })).toMatchObject({ rendered: [] });
  });

  it("commits nothing onto what a person has left on a switch's branch", async () => {
    const { ada, folder } = await project();
    await switchProfile(ada, { environment: "default", profile: "balanced" });
    const theirs = commitOnBranch(folder, branch, { "environments/default.yaml": "active: cheap\n" });
    const result = await gatePullRequest(ada, 1, { stale: "commit" });
    expect(result).toMatchObject({ rendered: [], findings: [{ code: "stale-config" }] });
    expect(git(folder, ["rev-parse", branch]).trim()).toBe(theirs);
  });

  it("says that it conflicts", async () => {
    const { ada, folder } = await project();
    await switchProfile(ada, { environment: "default", profile: "balanced" });
    commitByHand(folder, { "environments/default.yaml": "active: cheap\n" });
    expect(await gatePullRequest(ada, 1)).toMatchObject({
      findings: [],
      environments: [],
      verdict: { passed: false, text: "Conflicts with `main`" },
    });
  });

  it("has a plan for an environment that is new, and a word for one that is gone", async () => {
    const { ada, folder } = await project();
    git(folder, ["branch", "by-hand"]);
    const { "environments/staging.yaml": text = "", ...others } = reviewedSources;
    const files = withOutputs({ ...others, "environments/beta.yaml": text });
    commitOnBranch(folder, "by-hand", files, { removed: ["environments/staging.yaml"] });
    const { forge } = await openReviews(ada);
    await forge.open({ head: "by-hand", base: "main", title: "Beta", body: "" });
    const { environments, verdict } = await gatePullRequest(ada, 1);
    expect(environments).toMatchObject([
      { environment: "beta", change: "changed", plan: { from: null, to: "balanced" } },
      { environment: "default", change: "same" },
      { environment: "staging", change: "removed", plan: null },
    ]);
    expect(verdict.passed).toBe(true);
  });

  it("has a plan where only the end of a switch changes", async () => {
    const { ada, folder } = await project();
    const until = `${reviewedSources["environments/default.yaml"]}until: {at: 2126-01-01T00:00:00Z, then: balanced}\n`;
    const number = await byHand(folder, ada, { "environments/default.yaml": until });
    const { environments, findings } = await gatePullRequest(ada, number);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(environments[0]).toMatchObject({ change: "changed", plan: { until: { after: { profile: "balanced" } } } });
  });

  it("has nothing to say of one that has ended, or was never opened", async () => {
    const { ada } = await project();
    await switchProfile(ada, { environment: "default", profile: "balanced" });
    const { forge } = await openReviews(ada);
    await forge.update(1, { state: "closed" });
    await expect(gatePullRequest(ada, 1)).rejects.toMatchObject({
      code: "unknown-pull-request",
      message: "Pull request 1 is closed, so nothing waits at the gate",
    });
    await expect(gatePullRequest(ada, 7)).rejects.toMatchObject({ code: "unknown-pull-request" });
  });
});
