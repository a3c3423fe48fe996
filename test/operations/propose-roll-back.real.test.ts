import { describe, expect, it } from "vitest";
import { parseSwitchMessage } from "../../src/domain/switch-message.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { readHistory } from "../../src/operations/read-history.ts";
import { renderWorkTree } from "../../src/operations/render-work-tree.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { validateProject } from "../../src/operations/validate-project.ts";
import { openModelMap } from "../../src/litellm/model-map.ts";
import { git } from "../adapters/git/git-repository.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import {
  asPerson,
  branch,
  commitByHand,
  makeReviewedProject,
  reviewedSources,
  show,
} from "../fakes/reviewed-project.ts";

const environment = "environments/default.yaml";
const output = "litellm_config.yaml";
const premium = reviewedSources[environment] ?? "";

/** Balanced was asked for, reviewed and merged. */
async function merged() {
  const folder = makeReviewedProject();
  const ada = await asPerson(folder, "Ada");
  const { commit } = await switchProfile(ada, { environment: "default", profile: "balanced", reason: "try it" });
  await mergePullRequest(ada, 1);
  return { ada, folder, commit };
}

describe("a rollback that is reviewed first", () => {
  it("brings sources and config back byte for byte", async () => {
    const { ada, folder, commit } = await merged();
    const result = await rollBack(ada, { environment: "default", reason: "too slow" });
    expect(result).toMatchObject({
      outcome: "proposed",
      from_profile: "balanced",
      to_profile: "premium",
      pull_request: { number: 2, action: "opened", title: "Roll back default from balanced to premium" },
    });
    const message = git(folder, ["log", "-1", "--format=%B", branch]);
    expect(message).toContain(`\n\nThis reverts commit ${commit}.\n\n`);
    expect(parseSwitchMessage(message)).toMatchObject([{ "Profile-Reverts": commit, "Profile-Reason": "too slow" }]);
    await mergePullRequest(ada, 2);
    expect(show(folder, "main", environment)).toBe(premium);
    expect(show(folder, "main", output)).toBe(withOutputs(reviewedSources)[output]);
  });

  it("renders anew where the sources changed since", async () => {
    const { ada, folder } = await merged();
    const sources = {
      ...reviewedSources,
      "profiles/premium.yaml":
        "tasks:\n  classification: [{model: openai/gpt-5}]\n  synthesis: [{model: openai/gpt-5}]\n",
      [environment]: premium.replace("premium", "balanced"),
    };
    commitByHand(folder, withOutputs(sources));
    await rollBack(ada, { environment: "default" });
    await mergePullRequest(ada, 2);
    expect(show(folder, "main", output)).toBe(withOutputs({ ...sources, [environment]: premium })[output]);
  });

  it("is brought up to date like any other, and stands where it is asked for again", async () => {
    const { ada, folder } = await merged();
    await rollBack(ada, { environment: "default" });
    expect((await rollBack(ada, { environment: "default" })).pull_request?.action).toBe("unchanged");
    commitByHand(folder, { "README.md": "second\n" });
    const result = await rollBack(ada, { environment: "default" });
    expect(result.pull_request).toMatchObject({ number: 2, action: "updated" });
    expect(show(folder, branch, environment)).toBe(premium);
  });

  it("takes somebody else's place only when told so", async () => {
    const { ada, folder } = await merged();
    const bob = await asPerson(folder, "Bob");
    await switchProfile(ada, { environment: "default", profile: "cheap" });
    await expect(rollBack(bob, { environment: "default" })).rejects.toMatchObject({ code: "request-taken" });
    expect((await rollBack(bob, { environment: "default", replace: true })).pull_request).toMatchObject({
      number: 2,
      action: "updated",
    });
  });

  it("explains a conflict in words, and changes nothing", async () => {
    const { ada, commit, folder } = await merged();
    await switchProfile(ada, { environment: "default", profile: "cheap" });
    await mergePullRequest(ada, 2);
    await expect(rollBack(ada, { environment: "default", commit: commit ?? "" })).rejects.toMatchObject({
      code: "rollback-conflict",
      message: `Commit \`${commit?.slice(0, 12)}\` cannot be undone: later commits changed \`environments/default.yaml\` again`,
      hint: "Roll the later ones back first, or name the profile: `litellm-profiles switch PROFILE`",
    });
    expect(git(folder, ["for-each-ref", `refs/heads/${branch}`])).toBe("");
  });
});

describe("a plain `git revert` by hand", () => {
  it("renders what its sources give, shows in history and is delivered", async () => {
    const { ada, folder } = await merged();
    git(folder, ["revert", "--no-edit", "--mainline=1", "HEAD"]);
    expect(show(folder, "HEAD", environment)).toBe(premium);
    expect(
      (await validateProject(ada.readWorkTree, openModelMap)).findings.filter(({ severity }) => severity === "error"),
    ).toEqual([]);
    const { files } = await renderWorkTree(ada, openModelMap, { check: true });
    expect(files.map(({ state }) => state)).toEqual(["current", "current"]);
    const [newest] = await readHistory(ada.store, { environment: "default" });
    expect(newest).toMatchObject({ from: "balanced", to: "premium", subject: expect.stringMatching(/^Revert "/) });
    expect(await deliver(ada, "default")).toMatchObject({ profile: "premium", proof: { outcome: "not configured" } });
  });
});
