import { describe, expect, test } from "vitest";
import { Failure } from "../../src/domain/failure.ts";
import { readActive } from "../../src/sources/active-line.ts";
import { planSwitch, switchProfile } from "../../src/operations/switch-profile.ts";
import type { SwitchRequest } from "../../src/operations/switch-request.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const outputPath = "litellm_config.yaml";
const environmentPath = "environments/default.yaml";
const premiumText = withOutputs(smallProject)[outputPath] ?? "";
const balancedSources = {
  ...smallProject,
  [environmentPath]: smallProject[environmentPath]?.replace("premium #", "balanced #") ?? "",
};
const balancedText = withOutputs(balancedSources)[outputPath] ?? "";

const toBalanced: SwitchRequest = { environment: "default", profile: "balanced" };

function withEnvironment(lines: string): Record<string, string> {
  return { ...smallProject, [environmentPath]: `${smallProject[environmentPath]}${lines}` };
}

/** A world in which premium is delivered and in force. */
async function worldInForce(sources: Readonly<Record<string, string>> = smallProject): Promise<MemoryWorld> {
  const world = memoryWorld(sources);
  await world.deliveries.deliver(withOutputs(sources)[outputPath] ?? "");
  return world;
}

/** A worker that no longer takes anything up. */
function fallSilent(world: MemoryWorld): void {
  const report = world.applied();
  world.proxy.answer(() => [report]);
}

/** Refuses commits after the first, which is the switch's own. */
function refuseUndoing(world: MemoryWorld, error: Error, times: number): void {
  const commit = world.store.commit.bind(world.store);
  let commits = 0;
  world.store.commit = async (change) => {
    commits += 1;
    if (commits > 1 && commits <= times + 1) throw error;
    return commit(change);
  };
}

async function committedTexts(world: MemoryWorld) {
  const { commit } = await world.store.head();
  const files = await world.store.readFiles(commit, [environmentPath, outputPath]);
  return { active: readActive(files.get(environmentPath) ?? ""), output: files.get(outputPath) };
}

async function outcomes(world: MemoryWorld) {
  return [...(await world.store.notes()).values()].flat().map(({ outcome }) => outcome);
}

/** Runs a switch that has to fail, and sees that nothing has changed. */
async function failing(world: MemoryWorld, request: SwitchRequest = toBalanced) {
  const before = await world.store.head();
  const delivered = [...world.deliveries.texts];
  const failure: unknown = await switchProfile(world, request).catch((error: unknown) => error);
  expect(await world.store.head()).toEqual(before);
  expect(world.deliveries.texts).toEqual(delivered);
  expect(await world.store.notes()).toEqual(new Map());
  return failure;
}

describe("a switch", () => {
  test("is committed, delivered, proven and noted", async () => {
    const world = await worldInForce();
    const result = await switchProfile(world, { ...toBalanced, reason: "Half the price" });
    expect(result).toMatchObject({
      version: 1,
      environment: "default",
      outcome: "switched",
      success: true,
      from_profile: "premium",
      to_profile: "balanced",
      active_mappings: { classification: "classification_balanced", synthesis: "synthesis_balanced" },
      switch_timestamp: "2026-01-02T12:00:00.000Z",
      reload_successful: true,
      proof: { outcome: "proven", strength: "identity", workers: 1 },
      plan: { from: "premium", to: "balanced", tasks: [{ task: "classification" }, { task: "synthesis" }] },
      undo: `npx litellm-profiles rollback ${result.commit?.slice(0, 12)}`,
      way_back: null,
      warnings: [],
    });
    expect(await committedTexts(world)).toEqual({ active: "balanced", output: balancedText });
    expect(world.deliveries.texts).toEqual([premiumText, balancedText]);
    expect(await world.store.notes()).toMatchObject(
      new Map([[result.commit, [{ v: 1, environment: "default", outcome: "proven", workers: 1 }]]]),
    );
  });

  test("tells what it does, in order", async () => {
    const world = await worldInForce();
    await switchProfile(world, toBalanced);
    expect(world.events.map(({ step }) => step)).toEqual([
      "preflight",
      "planned",
      "committed",
      "delivered",
      "proving",
      "proof",
    ]);
  });

  test("writes who, what and why into the commit, and changes two files", async () => {
    const world = await worldInForce();
    await switchProfile(world, { ...toBalanced, reason: "Half the price" });
    const [newest] = await world.store.log(["."]);
    const [logged] = await world.store.log([environmentPath, outputPath, "profiles"]);
    expect(newest).toBeUndefined();
    expect(logged?.message).toBe(`Switch default from premium to balanced

Profile-Environment: default
Profile-From: premium
Profile-To: balanced
Profile-Reason: Half the price
Profile-By: Ada <ada@example.org>
`);
    expect(logged?.changes.map(({ path }) => path)).toEqual([environmentPath, outputPath]);
  });

  test("changes one line of the environment's file", async () => {
    const world = await worldInForce();
    const { commit } = await switchProfile(world, toBalanced);
    const files = await world.store.readFiles(commit ?? "", [environmentPath]);
    expect(files.get(environmentPath)).toBe(balancedSources[environmentPath]);
  });

  test("brings index and work tree along", async () => {
    const world = await worldInForce();
    await switchProfile(world, toBalanced);
    expect(await world.store.readWorkFile(outputPath)).toBe(balancedText);
    expect(await world.store.readStaged(outputPath)).toBe(balancedText);
  });

  test("neither takes uncommitted work along nor loses it", async () => {
    const world = await worldInForce();
    await world.store.writeWorkFile("profiles/balanced.yaml", "broken: [");
    await world.store.writeWorkFile(environmentPath, `${smallProject[environmentPath]}# a remark\n`);
    const result = await switchProfile(world, toBalanced);
    expect(result.success).toBe(true);
    expect(await world.store.readWorkFile("profiles/balanced.yaml")).toBe("broken: [");
    expect(await world.store.readWorkFile(environmentPath)).toBe(`${balancedSources[environmentPath]}# a remark\n`);
    expect((await committedTexts(world)).output).toBe(balancedText);
  });

  test("there and back again restores the bytes", async () => {
    const world = await worldInForce();
    await switchProfile(world, toBalanced);
    await switchProfile(world, { ...toBalanced, profile: "premium" });
    const { commit } = await world.store.head();
    expect(await world.store.readFiles(commit, [environmentPath, outputPath])).toEqual(
      new Map([
        [environmentPath, smallProject[environmentPath]],
        [outputPath, premiumText],
      ]),
    );
  });

  test("without proxies says that no proof is configured, and notes none", async () => {
    const world = await worldInForce({ ...smallProject, [environmentPath]: "active: premium\n" });
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({
      outcome: "switched",
      success: true,
      reload_successful: false,
      proof: { outcome: "not configured" },
    });
    expect(world.deliveries.texts.at(-1)).toBe(balancedText);
    expect(await world.store.notes()).toEqual(new Map());
  });

  test("renders what was never rendered", async () => {
    const world = memoryWorld();
    const { commit } = await world.store.head();
    await world.store.moveBranch(await world.store.makeCommit([commit], { [outputPath]: null }, "Forget it"));
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({ outcome: "switched", plan: { from: null, to: "balanced" } });
  });

  test("names the environment in the line that undoes it, and leaves the others alone", async () => {
    const world = await worldInForce({
      ...smallProject,
      "environments/staging.yaml": "active: premium\n",
    });
    const result = await switchProfile(world, { environment: "staging", profile: "balanced" });
    expect(result.undo).toBe(`npx litellm-profiles rollback ${result.commit?.slice(0, 12)} --environment staging`);
    expect(result).toMatchObject({ push: null, warnings: [] });
    const files = await world.store.readFiles(result.commit ?? "", ["rendered", outputPath]);
    expect(files.get("rendered/staging/litellm_config.yaml")).toBe(balancedText);
    expect(files.get(outputPath)).toBe(premiumText);
  });

  test("keeps a warning where the note is refused", async () => {
    const world = await worldInForce();
    world.store.addNote = () => Promise.reject(new Failure("git-refused", "Git refused: no space", "Make some"));
    const result = await switchProfile(world, toBalanced);
    expect(result.success).toBe(true);
    expect(result.warnings).toEqual([
      `The proof of \`${result.commit?.slice(0, 12)}\` could not be noted: Git refused: no space`,
    ]);
  });
});

describe("a switch to the profile that is active", () => {
  const toPremium: SwitchRequest = { environment: "default", profile: "premium" };

  test("proves it anew, without a commit", async () => {
    const world = await worldInForce();
    const before = await world.store.head();
    const result = await switchProfile(world, toPremium);
    expect(result).toMatchObject({
      outcome: "already active",
      success: true,
      from_profile: "premium",
      to_profile: "premium",
      commit: null,
      undo: null,
      reload_successful: true,
    });
    expect(await world.store.head()).toEqual(before);
    expect(world.deliveries.texts).toEqual([premiumText]);
    expect(await outcomes(world)).toEqual(["proven"]);
  });

  test("delivers what a killed switch did not", async () => {
    const world = memoryWorld();
    await world.deliveries.deliver("model_list: []\n");
    const result = await switchProfile(world, toPremium);
    expect(result).toMatchObject({ outcome: "already active", commit: null, reload_successful: true });
    expect(world.deliveries.texts.at(-1)).toBe(premiumText);
  });

  test("puts nothing back where it is not proven", async () => {
    const world = await worldInForce();
    world.proxy.answer(() => [world.applied(), { ...world.applied(), pid: 101, routing: null }]);
    const result = await switchProfile(world, toPremium);
    expect(result).toMatchObject({ outcome: "held", success: false, commit: null, reload_successful: false });
    expect(await outcomes(world)).toEqual(["unproven"]);
  });

  test("commits the rendered config where the head's is stale", async () => {
    const world = await worldInForce();
    const { commit } = await world.store.head();
    await world.store.moveBranch(await world.store.makeCommit([commit], { [outputPath]: "model_list: []\n" }, "Edit"));
    const result = await switchProfile(world, toPremium);
    expect(result).toMatchObject({ outcome: "switched", from_profile: "premium", to_profile: "premium" });
    const [logged] = await world.store.log([outputPath]);
    expect(logged?.message.split("\n")[0]).toBe("Render default anew");
    expect(logged?.changes.map(({ path }) => path)).toEqual([outputPath]);
  });
});

describe("a switch that is not proven", () => {
  test("is undone in git and at the proxies", async () => {
    const world = await worldInForce();
    const before = await world.store.head();
    fallSilent(world);
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({
      outcome: "reverted",
      success: false,
      from_profile: "premium",
      to_profile: "balanced",
      active_mappings: { classification: "classification_premium", synthesis: "synthesis_premium" },
      reload_successful: false,
      proof: { outcome: "unproven", doubts: [{ worker: "here:100", seen: "It has another file in force" }] },
      undo: null,
      way_back: { proof: { outcome: "unproven" } },
    });
    expect(await committedTexts(world)).toEqual({ active: "premium", output: premiumText });
    expect(world.deliveries.texts).toEqual([premiumText, balancedText, premiumText]);
    const [revert, forth] = await world.store.log([environmentPath]);
    expect(revert?.commit).toBe(result.way_back?.commit);
    expect(forth?.commit).toBe(result.commit);
    expect(revert?.message).toBe(`Switch default back from balanced to premium

This reverts commit ${result.commit}, which was not proven in time.

Profile-Environment: default
Profile-From: balanced
Profile-To: premium
Profile-Reason: Not proven in time
Profile-By: Ada <ada@example.org>
`);
    expect(before.commit).not.toBe(revert?.commit);
  });

  test("proves the way back where the workers take that up", async () => {
    const world = await worldInForce();
    world.proxy.answer(() => {
      const report = world.applied();
      return [world.deliveries.texts.length === 2 ? { ...report, state: "refused", error: "No key" } : report];
    });
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({ outcome: "reverted", way_back: { proof: { outcome: "proven", workers: 1 } } });
    expect(await world.store.notes()).toMatchObject(
      new Map([
        [result.commit, [{ outcome: "reverted" }]],
        [result.way_back?.commit, [{ outcome: "proven" }]],
      ]),
    );
  });

  test("stays where the environment says so", async () => {
    const world = await worldInForce(withEnvironment("deliver: {when_unproven: hold}\n"));
    fallSilent(world);
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({ outcome: "held", success: false, reload_successful: false, way_back: null });
    expect(result.undo).toBe(`npx litellm-profiles rollback ${result.commit?.slice(0, 12)}`);
    expect((await committedTexts(world)).active).toBe("balanced");
    expect(world.deliveries.texts.at(-1)).toBe(balancedText);
    expect(await outcomes(world)).toEqual(["unproven"]);
  });

  test("goes back to what was delivered, also where that was not the head's", async () => {
    const world = memoryWorld();
    const other = premiumText.replaceAll("classification_premium", "classification_older");
    await world.deliveries.deliver(other);
    fallSilent(world);
    await switchProfile(world, toBalanced);
    expect(world.deliveries.texts).toEqual([other, balancedText, other]);
  });

  test("goes back to the head's config where what was delivered is broken", async () => {
    const world = memoryWorld();
    await world.deliveries.deliver(premiumText.slice(0, 400));
    fallSilent(world);
    await switchProfile(world, toBalanced);
    expect(world.deliveries.texts.at(-1)).toBe(premiumText);
  });

  test("stays where there is nothing to go back to", async () => {
    const world = memoryWorld();
    const { commit } = await world.store.head();
    await world.store.moveBranch(await world.store.makeCommit([commit], { [outputPath]: null }, "Forget it"));
    fallSilent(world);
    expect(await switchProfile(world, toBalanced)).toMatchObject({ outcome: "held", way_back: null });
  });

  test("is undone on top of what others committed meanwhile", async () => {
    const world = await worldInForce();
    fallSilent(world);
    const deliver = world.deliveries.deliver.bind(world.deliveries);
    world.deliveries.deliver = async (text) => {
      world.deliveries.deliver = deliver;
      const { commit } = await world.store.head();
      await world.store.moveBranch(await world.store.makeCommit([commit], { "README.md": "Hello\n" }, "Add a page"));
      return deliver(text);
    };
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({ outcome: "reverted", warnings: [] });
    expect(await committedTexts(world)).toEqual({ active: "premium", output: premiumText });
    const { commit } = await world.store.head();
    expect((await world.store.readFiles(commit, ["README.md"])).get("README.md")).toBe("Hello\n");
  });

  test("brings the proxies back also where later commits stand in the way, and says so", async () => {
    const world = await worldInForce();
    fallSilent(world);
    const deliver = world.deliveries.deliver.bind(world.deliveries);
    world.deliveries.deliver = async (text) => {
      world.deliveries.deliver = deliver;
      const { commit } = await world.store.head();
      const files = { [environmentPath]: "active: premium\n" };
      await world.store.moveBranch(await world.store.makeCommit([commit], files, "Edit it"));
      return deliver(text);
    };
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({ outcome: "reverted", way_back: { commit: null } });
    expect(result.warnings).toEqual([
      `Commit \`${result.commit?.slice(0, 12)}\` is not undone: Later commits changed \`${environmentPath}\` again`,
    ]);
    expect(world.deliveries.texts.at(-1)).toBe(premiumText);
  });

  test.for([
    { code: "branch-moved", times: 2, commits: 3 },
    { code: "branch-moved", times: 3, commits: 2 },
    { code: "git-refused", times: 1, commits: 2 },
  ] as const)("is undone at the proxies whatever git says: $code, $times times", async ({ code, times, commits }) => {
    const world = await worldInForce();
    fallSilent(world);
    refuseUndoing(world, new Failure(code, "Git says no", "Try again"), times);
    const result = await switchProfile(world, toBalanced);
    expect(result.outcome).toBe("reverted");
    expect(await world.store.log([environmentPath])).toHaveLength(commits);
    expect(result.warnings).toHaveLength(3 - commits);
    expect(world.deliveries.texts.at(-1)).toBe(premiumText);
  });

  test("passes a defect on that shows on the way back", async () => {
    const world = await worldInForce();
    fallSilent(world);
    refuseUndoing(world, new TypeError("a defect"), 1);
    await expect(switchProfile(world, toBalanced)).rejects.toThrow("a defect");
  });

  test("is undone where the delivery fails after the commit", async () => {
    const world = await worldInForce();
    const check = world.deliveries.check.bind(world.deliveries);
    const full = new Failure(
      "target-not-writable",
      "`/proxy/litellm_config.yaml` cannot be written (ENOSPC)",
      "Make room",
    );
    const commit = world.store.commit.bind(world.store);
    world.store.commit = async (change) => {
      const made = await commit(change);
      world.deliveries.refuse(full);
      return made;
    };
    const result = await switchProfile({ ...world, delivery: () => ({ ...world.deliveries, check }) }, toBalanced);
    expect(result).toMatchObject({
      outcome: "reverted",
      proof: { outcome: "unproven", doubts: [{ proxy: "/proxy/litellm_config.yaml", seen: full.message }] },
    });
    expect((await committedTexts(world)).active).toBe("premium");
  });
});

describe("a switch that cannot begin changes nothing", () => {
  test("for an unknown profile, and names the nearest", async () => {
    expect(await failing(await worldInForce(), { ...toBalanced, profile: "balancd" })).toMatchObject({
      code: "unknown-profile",
      message: "Profile `balancd` does not exist",
      hint: "Did you mean `balanced`?",
    });
  });

  test("for an unknown environment, and names the nearest", async () => {
    expect(await failing(await worldInForce(), { ...toBalanced, environment: "defualt" })).toMatchObject({
      code: "unknown-environment",
      hint: "Did you mean `default`?",
    });
  });

  test.for([
    { what: "broken YAML", path: "profiles/balanced.yaml", text: "tasks: [" },
    {
      what: "a profile without a task",
      path: "profiles/balanced.yaml",
      text: "tasks:\n  synthesis: [{model: openai/gpt-4o}]\n",
    },
    { what: "a template that drops the aliases", path: "templates/litellm_config.yaml.hbs", text: "model_list: []\n" },
  ])("for $what", async ({ path, text }) => {
    const world = await worldInForce();
    const { commit } = await world.store.head();
    await world.store.moveBranch(await world.store.makeCommit([commit], { [path]: text }, "Break it"));
    const failure = await failing(world);
    expect(failure).toMatchObject({ code: "sources-invalid" });
    expect(failure).toHaveProperty("findings.0.file", path);
  });

  test("with a detached head", async () => {
    const world = await worldInForce();
    await world.store.detach();
    expect(await failing(world)).toMatchObject({ code: "detached-head" });
  });

  test("while another switch is at it, and is told which", async () => {
    const world = await worldInForce();
    await world.lock(makeEnvironment("premium")).hold("switch `default` to `premium`", async () => {
      expect(await failing(world)).toMatchObject({
        code: "busy",
        message: expect.stringContaining("switch `default` to `premium`"),
      });
    });
  });

  test("where somebody else commits meanwhile", async () => {
    const world = await worldInForce();
    const { commit } = await world.store.head();
    const other = await world.store.makeCommit([commit], { "README.md": "Hello\n" }, "Add a page");
    const check = async () => world.store.moveBranch(other);
    const racing = { ...world, delivery: () => ({ ...world.deliveries, check }) };
    await expect(switchProfile(racing, toBalanced)).rejects.toMatchObject({ code: "branch-moved", retry: "now" });
    expect(await world.store.head()).toMatchObject({ commit: other });
    expect(world.deliveries.texts).toEqual([premiumText]);
  });

  test.for(["proxy-unreachable", "proxy-key-refused", "module-not-loaded", "variable-unset"] as const)(
    "where a proxy refuses: %s",
    async (code) => {
      const world = await worldInForce();
      world.proxy.refuse(code);
      expect(await failing(world)).toMatchObject({ code });
    },
  );

  test("where the module cannot change the proxy's LiteLLM", async () => {
    const world = await worldInForce();
    world.proxy.answer(() => [{ ...world.applied(), state: "unsupported", error: "No `update_settings`" }]);
    expect(await failing(world)).toMatchObject({
      code: "module-not-loaded",
      message: "The reload module of proxy `http://127.0.0.1:4000` cannot change LiteLLM 1.106.2",
      hint: "No `update_settings`",
    });
    world.proxy.answer(() => [{ ...world.applied(), state: "unsupported" }]);
    expect(await failing(world)).toMatchObject({ hint: "Run a LiteLLM release that this version supports" });
  });

  test("where the target cannot be written", async () => {
    const world = await worldInForce();
    world.deliveries.refuse(new Failure("target-not-writable", "It is read-only", "Deliver elsewhere"));
    expect(await failing(world)).toMatchObject({ code: "target-not-writable" });
  });

  test("where files beside the config would not come along, and names them", async () => {
    const template = `${smallProject["templates/litellm_config.yaml.hbs"]}include: [models.yaml, /etc/more.yaml]
litellm_settings: {callbacks: [audit.instance, elsewhere.instance]}
`;
    const world = await worldInForce({
      ...smallProject,
      "templates/litellm_config.yaml.hbs": template,
      "audit.py": "instance = None\n",
    });
    expect(await failing(world)).toMatchObject({
      code: "not-deliverable",
      message: "`litellm_config.yaml` needs files beside it that would not come along: `models.yaml`, `audit.py`",
    });
  });

  test("by a defect of an adapter", async () => {
    const noting = await worldInForce();
    noting.store.addNote = () => Promise.reject(new TypeError("a defect"));
    await expect(switchProfile(noting, toBalanced)).rejects.toThrow("a defect");
    const delivering = await worldInForce();
    delivering.deliveries.deliver = () => Promise.reject(new TypeError("a defect"));
    await expect(switchProfile(delivering, toBalanced)).rejects.toThrow("a defect");
  });

  test("by a defect of a proxy's adapter", async () => {
    const world = await worldInForce();
    world.proxy.workers = () => Promise.reject(new TypeError("a defect"));
    await expect(switchProfile(world, toBalanced)).rejects.toThrow("a defect");
  });
});

describe("a switch by force", () => {
  test("goes on without the proxy, keeps what it did, and says so", async () => {
    const world = await worldInForce();
    world.proxy.refuse("proxy-unreachable");
    const result = await switchProfile(world, { ...toBalanced, force: true });
    expect(result).toMatchObject({ outcome: "held", success: false, reload_successful: false });
    expect(result.warnings).toEqual(["Proxy `http://127.0.0.1:4000` refuses"]);
    expect(world.deliveries.texts.at(-1)).toBe(balancedText);
    expect((await committedTexts(world)).active).toBe("balanced");
  });

  test("changes nothing where all proxies answer", async () => {
    const world = await worldInForce();
    fallSilent(world);
    expect(await switchProfile(world, { ...toBalanced, force: true })).toMatchObject({ outcome: "reverted" });
  });
});

describe("a killed switch", () => {
  test("leaves paths behind that the next one settles first", async () => {
    const world = await worldInForce();
    await switchProfile(world, toBalanced);
    await world.store.writeWorkFile(outputPath, premiumText);
    await world.store.stage(outputPath);
    await world.store.writeWorkFile(environmentPath, smallProject[environmentPath] ?? "");
    await switchProfile(world, toBalanced);
    expect(await world.store.readWorkFile(outputPath)).toBe(balancedText);
    expect(await world.store.readStaged(outputPath)).toBe(balancedText);
    expect(await world.store.readWorkFile(environmentPath)).toBe(balancedSources[environmentPath]);
    expect(world.events).toContainEqual({ step: "recovered", what: `\`${environmentPath}\`, \`${outputPath}\`` });
  });

  test("is not looked for beyond the end of a shallow clone", async () => {
    const message = `Switch default from balanced to premium

Profile-Environment: default
Profile-From: balanced
Profile-To: premium
Profile-By: Ada <ada@example.org>
`;
    const world = await worldInForce();
    const root = await world.store.makeCommit([], withOutputs(smallProject), message);
    await world.store.moveBranch(root);
    expect(await switchProfile(world, toBalanced)).toMatchObject({ outcome: "switched" });
  });

  test("is not mistaken for a person's own edit", async () => {
    const world = await worldInForce();
    const { commit } = await world.store.head();
    const files = { [environmentPath]: balancedSources[environmentPath] ?? "", [outputPath]: balancedText };
    await world.store.moveBranch(await world.store.makeCommit([commit], files, "Edit by hand"));
    await switchProfile(world, toBalanced);
    expect(await world.store.readWorkFile(outputPath)).toBe(premiumText);
    expect(world.events.map(({ step }) => step)).not.toContain("recovered");
  });
});

describe("a planned switch", () => {
  test("is a plan, and changes nothing", async () => {
    const world = await worldInForce();
    const before = await world.store.head();
    const plan = await planSwitch(world, toBalanced);
    expect(plan).toMatchObject({ from: "premium", to: "balanced", fingerprint: { base_commit: before.commit } });
    expect(await world.store.head()).toEqual(before);
    expect(world.deliveries.texts).toEqual([premiumText]);
    expect(world.events).toEqual([]);
  });

  test("can be had with a detached head, and while another one runs", async () => {
    const world = await worldInForce();
    await world.store.detach();
    expect(await planSwitch(world, toBalanced)).toMatchObject({ to: "balanced" });
  });

  test("needs a profile that exists", async () => {
    await expect(planSwitch(memoryWorld(), { ...toBalanced, profile: "cheap" })).rejects.toMatchObject({
      code: "unknown-profile",
      hint: "The profiles are `balanced`, `premium`",
    });
  });
});
