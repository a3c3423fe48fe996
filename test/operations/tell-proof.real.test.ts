import { describe, expect, it } from "vitest";
import { parsePull } from "../../src/adapters/local-forge/pull-file.ts";
import { closePullRequest } from "../../src/operations/close-pull-request.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { verify } from "../../src/operations/verify.ts";
import type { World } from "../../src/ports/world.ts";
import { git } from "../adapters/git/git-repository.ts";
import { applyingProxy } from "../fakes/applying-proxy.ts";
import { manualClock } from "../fakes/manual-clock.ts";
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

const environmentFile = "environments/default.yaml";

/** A reviewed project with a proxy, whose one worker applies what is delivered; premium is in force. */
async function project(how = "") {
  const text = `active: premium\nproxies: [{url: "http://127.0.0.1:4000", key: os.environ/K}]\ndeliver: {prove_within: 5s${how}}\n`;
  const sources: Readonly<Record<string, string>> = { ...reviewedSources, [environmentFile]: text };
  const folder = makeReviewedProject(sources);
  const { deliveries, proxy, applies, beside } = applyingProxy();
  const ada: World = beside({ ...(await asPerson(folder, "Ada")), clock: manualClock() });
  await deliver(ada, "default");
  return { ada, applies, deliveries, folder, proxy, sources };
}

/** A merged switch, as a person's clone has it then. */
async function mergedSwitch(ada: World, profile = "balanced"): Promise<string> {
  const { commit, pull_request } = await switchProfile(ada, { environment: "default", profile });
  await mergePullRequest(ada, pull_request?.number ?? 0);
  return commit ?? "";
}

/** Another clone's pull request 1, which counts for itself: here that number is somebody's who asks for something else. */
async function mergedElsewhere() {
  const there = await project();
  const { ada, folder, sources } = there;
  await switchProfile(ada, { environment: "default", profile: "cheap" });
  git(folder, ["branch", "elsewhere"]);
  const text = sources[environmentFile]?.replace("premium", "balanced") ?? "";
  commitOnBranch(folder, "elsewhere", withOutputs({ ...sources, [environmentFile]: text }));
  git(folder, ["merge", "--quiet", "--no-ff", "--message=Merge pull request #1 from elsewhere", "elsewhere"]);
  const merge = git(folder, ["rev-parse", "--short=12", "HEAD"]).trim();
  return {
    ...there,
    said: `Commit \`${merge}\` says that it brings pull request 1, but the one of that number`,
  };
}

function kept(folder: string, number: number) {
  return parsePull(git(folder, ["show", `refs/litellm-profiles/pull/${number}:pull.json`]));
}

const aliases = (texts: readonly string[]) => texts.map((text) => /classification: (\S+)/.exec(text)?.[1]);

describe("the proof after a merge", () => {
  it("comes into the pull request, as a status, and as a note", async () => {
    const { ada, folder } = await project();
    const commit = await mergedSwitch(ada);
    const result = await deliver(ada, "default");
    expect(result).toMatchObject({ pull_request: 1, revert: null, way_back: null, warnings: [] });
    expect(result.proof.outcome).toBe("proven");
    const pull = kept(folder, 1);
    expect(pull?.comments["proof-default"]).toMatch(/^\*\*Proven live in 1 worker/);
    expect(pull?.statuses["litellm-profiles/default"]).toMatchObject({ commit, state: "success" });
    expect((await ada.store.notes()).get(result.commit)).toMatchObject([{ outcome: "proven" }]);
  });

  it("is missing in time: the config before goes back, and a pull request asks for the undoing", async () => {
    const { ada, deliveries, folder, proxy } = await project();
    const commit = await mergedSwitch(ada);
    proxy.refuse("proxy-unreachable");
    const result = await deliver(ada, "default");
    expect(result).toMatchObject({
      proof: { outcome: "unproven" },
      way_back: { outcome: "unproven" },
      pull_request: 1,
      revert: { number: 2, action: "opened", state: "open", title: "Roll back default from balanced to premium" },
    });
    expect(aliases(deliveries.texts)).toEqual([
      "classification_premium",
      "classification_balanced",
      "classification_premium",
    ]);
    expect(kept(folder, 1)?.statuses["litellm-profiles/default"]).toMatchObject({ commit, state: "failure" });
    const revert = kept(folder, 2);
    expect(revert?.body).toContain(`Profile-Unproven: ${commit}\n`);
    expect(revert?.body).toContain(`Commit ${commit.slice(0, 12)}: Not proven in time, the config before is back: `);
    expect(revert?.comments["proof-default"]).toContain("The config before went back to the proxies.");
    expect((await ada.store.notes()).get(result.commit)).toMatchObject([{ outcome: "reverted" }]);
  });

  it("is missing where it is held: nothing goes back, a pull request asks all the same", async () => {
    const { ada, deliveries, proxy } = await project(", when_unproven: hold");
    await mergedSwitch(ada);
    proxy.refuse("proxy-unreachable");
    expect(await deliver(ada, "default")).toMatchObject({ way_back: null, revert: { action: "opened" } });
    expect(aliases(deliveries.texts)).toEqual(["classification_premium", "classification_balanced"]);
  });

  it("is missing for what lay there before: that is no way back", async () => {
    const { ada, deliveries, proxy } = await project();
    proxy.refuse("proxy-unreachable");
    const result = await deliver(ada, "default");
    expect(result).toMatchObject({ proof: { outcome: "unproven" }, way_back: null, revert: null });
    expect(result.warnings).toEqual([
      `Commit \`${result.commit.slice(0, 12)}\` made the environment, or changed no source, so no pull request asks for its undoing. Look at \`litellm-profiles status\`, and mend what it names`,
    ]);
    expect(aliases(deliveries.texts)).toEqual(["classification_premium", "classification_premium"]);
  });

  it("is asked for once, whoever finds it missing", async () => {
    const { ada, folder, proxy } = await project(", when_unproven: hold");
    await mergedSwitch(ada);
    proxy.refuse("proxy-unreachable");
    await deliver(ada, "default");
    const bob = { ...ada, actor: { name: "Bob", email: "bob@example.com" } };
    expect(await deliver(bob, "default")).toMatchObject({ revert: { number: 2, action: "unchanged" }, warnings: [] });
    expect(kept(folder, 2)?.author).toBe("Ada <ada@example.com>");
    expect(await (await openReviews(ada)).forge.list({ state: "all" })).toHaveLength(2);
  });

  it.each(["deliver", "verify"] as const)("comes after all: by `%s` the asking is withdrawn", async (how) => {
    const { ada, applies, folder, proxy } = await project(", when_unproven: hold");
    await mergedSwitch(ada);
    proxy.refuse("proxy-unreachable");
    await deliver(ada, "default");
    proxy.refuse(undefined);
    applies();
    await verify(ada, "default");
    expect(kept(folder, 2)?.state).toBe("open");
    const result = how === "deliver" ? await deliver(ada, "default") : await verify(ada, "default", { tell: true });
    expect(result).toMatchObject({ pull_request: 1, revert: { number: 2, action: "closed", state: "closed" } });
    expect(git(folder, ["for-each-ref", `refs/heads/${branch}`])).toBe("");
    expect(kept(folder, 1)?.statuses["litellm-profiles/default"]?.state).toBe("success");
  });

  it("is told once, however often somebody looks", async () => {
    const { ada, proxy } = await project();
    await mergedSwitch(ada);
    await deliver(ada, "default");
    const reported: string[] = [];
    const reviews: World["reviews"] = async (of) => {
      const { branches, forge } = await ada.reviews(of);
      return { branches, forge: { ...forge, report: async (_, { state }) => void reported.push(state) } };
    };
    const look = async () => verify({ ...ada, reviews }, "default", { tell: true });
    expect(await look()).toMatchObject({ pull_request: 1, warnings: [] });
    expect(reported).toEqual([]);
    proxy.refuse("proxy-unreachable");
    await look();
    await look();
    expect(reported).toEqual(["failure"]);
  });

  it("leaves what else was asked for when it comes after all", async () => {
    const { ada, applies, folder, proxy } = await project(", when_unproven: hold");
    await mergedSwitch(ada);
    proxy.refuse("proxy-unreachable");
    await deliver(ada, "default");
    await switchProfile(ada, { environment: "default", profile: "cheap", tasks: ["synthesis"] });
    proxy.refuse(undefined);
    applies();
    expect(await deliver(ada, "default")).toMatchObject({ revert: { number: 2, action: "updated", state: "open" } });
    expect(kept(folder, 2)?.body).not.toContain("Profile-Unproven");
    expect(kept(folder, 2)?.title).toContain("synthesis to cheap");
  });

  it("does not take the place of what somebody else has asked for", async () => {
    const { ada, proxy } = await project();
    await mergedSwitch(ada);
    const bob = { ...ada, actor: { name: "Bob", email: "bob@example.com" } };
    await switchProfile(bob, { environment: "default", profile: "cheap" });
    proxy.refuse("proxy-unreachable");
    const { pull_request, revert, warnings } = await deliver(ada, "default");
    expect([pull_request, revert]).toEqual([1, null]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^Bob <bob@example.com> has asked to switch environment `default` to `cheap` already\. /,
    );
  });

  it("is told of no pull request where a person committed the switch", async () => {
    const { ada, folder, sources } = await project();
    const text = sources[environmentFile]?.replace("premium", "balanced") ?? "";
    commitByHand(folder, withOutputs({ ...sources, [environmentFile]: text }));
    expect(await deliver(ada, "default")).toMatchObject({ pull_request: null, revert: null, warnings: [] });
  });

  it.each([
    ["open", "is open", async () => undefined],
    ["closed", "is closed", async (ada: World) => closePullRequest(ada, 1)],
  ])("is not told to somebody's %s pull request of the same number", async (state, words, settle) => {
    const { ada, folder, said } = await mergedElsewhere();
    await settle(ada);
    const { proof, pull_request, warnings } = await deliver(ada, "default");
    expect([proof.outcome, pull_request]).toEqual(["proven", null]);
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`^${said} ${words}\\. No pull request is told`))]);
    expect(kept(folder, 1)).toMatchObject({
      state,
      comments: {},
      statuses: {},
    });
  });

  it("is not told to a merged pull request that another commit names", async () => {
    const { ada, folder, sources } = await project();
    await mergedSwitch(ada);
    await deliver(ada, "default");
    const told = kept(folder, 1);
    const text = sources[environmentFile]?.replace("premium", "cheap") ?? "";
    commitByHand(folder, withOutputs({ ...sources, [environmentFile]: text }));
    git(folder, ["commit", "--quiet", "--amend", "--message=Switch as before (#1)"]);
    const { pull_request, warnings } = await deliver(ada, "default");
    expect(pull_request).toBeNull();
    expect(warnings).toEqual([
      expect.stringContaining("pull request 1, but the one of that number was merged by another commit. "),
    ]);
    expect(kept(folder, 1)).toEqual(told);
  });

  it("is told to the request that was merged, although its commit brings another number from elsewhere", async () => {
    const { ada, folder, sources } = await project();
    git(folder, ["branch", "picked"]);
    const text = sources[environmentFile]?.replace("premium", "cheap") ?? "";
    commitOnBranch(folder, "picked", withOutputs({ ...sources, [environmentFile]: text }), {
      message: "Switch as elsewhere (#7)",
    });
    const { forge } = await openReviews(ada);
    const { number, head_commit: head } = await forge.open({ head: "picked", base: "main", title: "Pick", body: "" });
    await forge.merge(number, { head, message: `Merge pull request #${number} from picked` });
    expect(await deliver(ada, "default")).toMatchObject({ pull_request: number, warnings: [] });
    expect(kept(folder, number)?.comments["proof-default"]).toMatch(/^\*\*Proven live in 1 worker/);
  });

  it("is kept where the forge cannot be asked", async () => {
    const { ada } = await project();
    await mergedSwitch(ada);
    const { Failure } = await import("../../src/domain/failure.ts");
    const dumb: World = {
      ...ada,
      reviews: () => Promise.reject(new Failure("forge-unreachable", "GitHub does not answer", "Try again")),
    };
    const { proof, warnings } = await deliver(dumb, "default");
    expect([proof.outcome, warnings]).toEqual(["proven", ["GitHub does not answer. Try again"]]);
  });
});

describe("a commit that is no switch, and is not proven in time", () => {
  const premium = reviewedSources["profiles/premium.yaml"] ?? "";
  const edited = premium.replace("gpt-4o", "gpt-4.1");

  /** A person's edit of a profile, committed with what it renders to; nothing answers any more. */
  async function unprovenEdit() {
    const there = await project();
    const commit = commitByHand(there.folder, withOutputs({ ...there.sources, "profiles/premium.yaml": edited }));
    there.proxy.refuse("proxy-unreachable");
    return { ...there, commit };
  }

  it("is undone by a pull request of its sources, rendered anew", async () => {
    const { ada, applies, commit, deliveries, folder, proxy, sources } = await unprovenEdit();
    expect(edited).not.toBe(premium);
    const { revert, warnings, way_back } = await deliver(ada, "default");
    expect([warnings, way_back]).toMatchObject([[], { outcome: "unproven" }]);
    expect(revert).toMatchObject({ number: 1, action: "opened", state: "open", title: "Roll back default" });
    expect(show(folder, branch, "profiles/premium.yaml")).toBe(premium);
    expect(show(folder, branch, "litellm_config.yaml")).toBe(withOutputs(sources)["litellm_config.yaml"]);
    const { body = "", comments } = kept(folder, 1) ?? {};
    expect(body).toContain(`Profile-Reverts: ${commit}\nProfile-Unproven: ${commit}\n`);
    expect(body).toContain(`Commit ${commit.slice(0, 12)}: Not proven in time, the config before is back: `);
    expect(comments?.["proof-default"]).toContain("**Not proven in time**");
    expect(await deliver(ada, "default")).toMatchObject({ revert: { number: 1, action: "unchanged" } });
    await mergePullRequest(ada, 1);
    proxy.refuse(undefined);
    applies();
    expect(await deliver(ada, "default")).toMatchObject({ proof: { outcome: "proven" }, revert: null, warnings: [] });
    expect(deliveries.texts.at(-1)).toBe(withOutputs(sources)["litellm_config.yaml"]);
    expect(show(folder, "main", "profiles/premium.yaml")).toBe(premium);
  });

  it("is not to be undone any more where the proof comes after all", async () => {
    const { ada, applies, folder, proxy } = await unprovenEdit();
    await deliver(ada, "default");
    proxy.refuse(undefined);
    applies();
    expect(await deliver(ada, "default")).toMatchObject({ revert: { number: 1, action: "closed", state: "closed" } });
    expect(git(folder, ["for-each-ref", `refs/heads/${branch}`])).toBe("");
    expect(show(folder, "main", "profiles/premium.yaml")).toBe(edited);
  });

  it("is undone with all that its pull request brought, which is told; what came since stays", async () => {
    const { ada, folder, proxy, sources } = await project();
    git(folder, ["branch", "other-models"]);
    const balanced = reviewedSources["profiles/balanced.yaml"] ?? "";
    const changed = {
      ...sources,
      "profiles/premium.yaml": edited,
      "profiles/balanced.yaml": balanced.replaceAll("gpt-4o-mini", "gpt-4.1-mini"),
    };
    commitOnBranch(folder, "other-models", { "profiles/premium.yaml": edited });
    const newest = commitOnBranch(folder, "other-models", withOutputs(changed));
    git(folder, ["merge", "--quiet", "--no-ff", "--message=Merge pull request #7 from other-models", "other-models"]);
    const merge = git(folder, ["rev-parse", "HEAD"]).trim();
    commitByHand(folder, { "profiles/cheap.yaml": `# why it is cheap\n${sources["profiles/cheap.yaml"]}` });
    proxy.refuse("proxy-unreachable");
    const result = await deliver(ada, "default");
    expect(result.revert).toMatchObject({ action: "opened" });
    expect(result.warnings).toEqual([
      `Commit \`${merge.slice(0, 12)}\` says that it brings pull request 7, and there is none of that number here. No pull request is told of the proof; \`forge\` in \`litellm-profiles.yaml\` names where yours are`,
    ]);
    expect(kept(folder, 1)?.body).toContain(`Profile-Unproven: ${merge}\n`);
    expect(kept(folder, 1)?.body).toContain(`Commit ${newest.slice(0, 12)}: Not proven in time`);
    expect([show(folder, branch, "profiles/premium.yaml"), show(folder, branch, "profiles/balanced.yaml")]).toEqual([
      premium,
      balanced,
    ]);
    expect(show(folder, branch, "profiles/cheap.yaml")).toContain("# why it is cheap");
  });

  it("is undone in every environment that it is rendered into", async () => {
    const { ada, folder, proxy, sources } = await project();
    const template = "templates/litellm_config.yaml.hbs";
    const files = { ...sources, [template]: `# other\n${sources[template] ?? ""}` };
    commitByHand(folder, withOutputs(files));
    proxy.refuse("proxy-unreachable");
    expect(await deliver(ada, "default")).toMatchObject({ revert: { action: "opened" }, warnings: [] });
    const outputs = withOutputs(sources);
    expect(git(folder, ["diff", "--name-only", "main", branch]).trim().split("\n")).toEqual(
      [template, ...Object.keys(outputs).filter((path) => !(path in sources))].toSorted(),
    );
    for (const [path, text] of Object.entries(outputs)) expect(show(folder, branch, path)).toBe(text);
  });

  it("is left where later commits changed the same lines, and that is said", async () => {
    const { ada, commit, folder } = await unprovenEdit();
    commitByHand(folder, { "profiles/premium.yaml": edited.replace(/^(.*gpt-4\.1.*)$/m, "$1 # tried") });
    const { revert, warnings } = await deliver(ada, "default");
    expect(revert).toBeNull();
    expect(warnings).toEqual([
      `Commit \`${commit.slice(0, 12)}\` cannot be undone: later commits changed \`profiles/premium.yaml\` again. Roll the later ones back first, or name the profile: \`litellm-profiles switch PROFILE\``,
    ]);
  });
});
