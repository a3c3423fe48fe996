import { describe, expect, test } from "vitest";
import { openAgent } from "../../src/agent/open-agent.ts";
import { Failure } from "../../src/domain/failure.ts";
import type { ConditionType, PassResult } from "../../src/domain/pass.ts";
import type { ProofOutcome } from "../../src/domain/revision.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const environmentFile = "environments/default.yaml";
const output = "litellm_config.yaml";

/** The small project, with other lines in its environment. */
function sourcesWith(environment = "", active = "premium"): Record<string, string> {
  const text = smallProject[environmentFile]?.replace("premium", active) ?? "";
  return { ...smallProject, [environmentFile]: `${text}${environment}` };
}

const holding = "deliver: {prove_within: 5s, when_unproven: hold}\n";
const reverting = "deliver: {prove_within: 5s, when_unproven: revert}\n";

/** Somebody else's commit at the remote, on top of what it names. */
async function commitThere(world: MemoryWorld, files: Readonly<Record<string, string>>, parent = world.origin.tip) {
  const commit = await world.store.makeCommit([parent], files, "By somebody else");
  world.origin.moveTip(commit);
  return commit;
}

async function switchThere(world: MemoryWorld, profile: string, environment = "") {
  return commitThere(world, withOutputs(sourcesWith(environment, profile)));
}

/** An agent that has seen to the first commit already. */
async function following(environment = "") {
  const world = memoryWorld(sourcesWith(environment));
  const agent = await openAgent(world, { environment: "default" });
  const first = await agent.pass();
  expect(first.outcome).toBe("applied");
  return { world, agent, first };
}

function of({ conditions }: PassResult, type: ConditionType) {
  return conditions.find((each) => each.type === type);
}

function statuses({ conditions }: PassResult): string[] {
  return conditions.map(({ type, status, reason }) => `${type} ${status} ${reason}`);
}

function aliases({ deliveries }: MemoryWorld): (string | undefined)[] {
  return deliveries.texts.map((text) => /classification: (\S+)/.exec(text)?.[1]);
}

async function noteByBob(world: MemoryWorld, commit: string, outcome: ProofOutcome) {
  await world.store.addNote(commit, {
    v: 1,
    environment: "default",
    output_sha256: await digestOf(world, commit),
    outcome,
    at: "2026-01-02T12:00:01.000Z",
    by: "Bob",
    workers: 0,
  });
}

async function outcomesOf(world: MemoryWorld, commit: string) {
  return (await world.store.notes()).get(commit)?.map(({ outcome }) => outcome);
}

describe("a pass", () => {
  test("delivers, proves and reports what was never delivered", async () => {
    const { world, first } = await following();
    const { commit } = await world.store.head();
    expect(first).toMatchObject({
      version: 1,
      environment: "default",
      remote: "origin",
      commit,
      started_at: "2026-01-02T12:00:00.000Z",
      delivery: { commit, profile: "premium", proof: { outcome: "proven" }, push: { pushed: true } },
      warnings: [],
    });
    expect(first.conditions).toEqual([
      {
        type: "Fetched",
        status: "true",
        reason: "up-to-date",
        message: `\`origin\` names \`${commit.slice(0, 12)}\`, as the clone does`,
        since: "2026-01-02T12:00:00.000Z",
      },
      {
        type: "Valid",
        status: "true",
        reason: "no-errors",
        message: `Commit \`${commit.slice(0, 12)}\` has no error`,
        since: "2026-01-02T12:00:00.000Z",
      },
      {
        type: "Delivered",
        status: "true",
        reason: "delivered",
        message: `\`premium\` of commit \`${commit.slice(0, 12)}\` lies at \`/proxy/litellm_config.yaml\``,
        since: "2026-01-02T12:00:00.000Z",
      },
      {
        type: "Proven",
        status: "true",
        reason: "proven",
        message: "1 worker has it in force",
        since: "2026-01-02T12:00:00.000Z",
      },
      {
        type: "Reported",
        status: "true",
        reason: "shared",
        message: `\`origin\` has \`${commit.slice(0, 12)}\` and the proof notes`,
        since: "2026-01-02T12:00:00.000Z",
      },
    ]);
    expect(await world.origin.readRawNote(commit)).toContain(`"outcome":"proven"`);
  });

  test("does nothing where nothing is new", async () => {
    const { world, agent, first } = await following();
    await world.clock.sleep(60_000);
    const again = await agent.pass();
    expect(again).toMatchObject({ outcome: "unchanged", delivery: null, warnings: [] });
    expect(again.conditions.map(({ since }) => since)).toEqual(first.conditions.map(({ since }) => since));
    expect(aliases(world)).toEqual(["classification_premium"]);
  });

  test("brings somebody else's commit in force, and tells the remote", async () => {
    const { world, agent } = await following();
    const commit = await switchThere(world, "balanced");
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "applied", commit, delivery: { profile: "balanced" } });
    expect(of(result, "Fetched")).toMatchObject({ reason: "ahead", message: expect.stringContaining("which is new") });
    expect((await world.store.head()).commit).toBe(commit);
    expect(aliases(world)).toEqual(["classification_premium", "classification_balanced"]);
    expect(await world.origin.readRawNote(commit)).toContain(`"outcome":"proven"`);
  });

  test("follows the remote that the environment pushes to, or that is named", async () => {
    const world = memoryWorld(sourcesWith("push: upstream\n"));
    const asked: (string | undefined)[] = [];
    const own = {
      ...world,
      remote: ({ push }: { push?: string }) => (asked.push(push), world.origin.open(world.store)),
    };
    await (await openAgent(own, { environment: "default" })).pass();
    await (await openAgent(own, { environment: "default", remote: "fork" })).close();
    expect(new Set(asked)).toEqual(new Set(["upstream", "fork"]));
  });

  test("goes on without the remote, and says so", async () => {
    const world = memoryWorld();
    world.origin.trouble({ kind: "gone" });
    const agent = await openAgent(world, { environment: "default" });
    const result = await agent.pass();
    expect(statuses(result)).toEqual([
      "Fetched false remote-unreachable",
      "Valid true no-errors",
      "Delivered true delivered",
      "Proven true proven",
      "Reported false not-pushed",
    ]);
    expect(of(await agent.pass(), "Reported")).toMatchObject({ status: "unknown", reason: "not-asked" });
    expect(result.outcome).toBe("failed");
    expect(of(result, "Fetched")?.message).toBe("Remote `origin` cannot be reached: it is gone. Bring it back");
    world.origin.trouble(undefined);
    const later = await agent.pass();
    expect(later).toMatchObject({ outcome: "unchanged", delivery: null });
    expect(of(later, "Reported")).toMatchObject({ status: "true", reason: "shared" });
    expect(await world.origin.readRawNote((await world.store.head()).commit)).toContain(`"outcome":"proven"`);
  });

  test("says where the remote takes no notes", async () => {
    const world = memoryWorld();
    world.origin.trouble({ kind: "refusing", words: "read only" });
    const result = await (await openAgent(world, { environment: "default" })).pass();
    expect(result.outcome).toBe("applied");
    expect(of(result, "Reported")).toMatchObject({ status: "false", reason: "not-pushed" });
    expect(result.warnings).toEqual([
      "The proof is not noted at `origin`: Remote `origin` refuses the proof notes: read only",
    ]);
  });

  test("needs a branch and a commit", async () => {
    const world = memoryWorld();
    await world.store.detach();
    const agent = await openAgent(world, { environment: "default" });
    expect(statuses(await agent.pass())).toContain("Fetched false detached-head");
    world.store.head = () => Promise.reject(new Failure("no-commits", "The branch has no commit yet", "Commit"));
    expect(await agent.pass()).toMatchObject({ outcome: "failed", commit: null, delivery: null });
  });

  test("says that the branch is not there", async () => {
    const { world, agent } = await following();
    world.origin.moveTip(null);
    const result = await agent.pass();
    expect(statuses(result)).toEqual([
      "Fetched false no-such-branch",
      "Valid true no-errors",
      "Delivered true unchanged",
      "Proven true proven",
      "Reported false not-pushed",
    ]);
    expect(of(result, "Fetched")?.message).toBe(
      "`origin` has no branch like the one that is checked out here. If it is to be there, push it again from the clone: `git push origin HEAD`; else check out what is to be followed: `git switch NAME`",
    );
    expect(of(result, "Reported")?.message).toBe(
      "Nothing is pushed, as `origin` has no branch like the one that is checked out here",
    );
    expect(result.warnings).toEqual([]);
    expect(world.origin.hasBranch).toBe(false);
  });

  test("makes no branch anew that somebody deleted, whatever comes due", async () => {
    const { world, agent } = await following();
    await switchThere(world, "balanced", `until: {at: 2026-01-02T13:00:00Z, then: premium}\n`);
    await agent.pass();
    world.origin.moveTip(null);
    await world.clock.sleep(3_600_000);
    const result = await agent.pass();
    expect(result.due?.result).toMatchObject({ to_profile: "premium", push: { pushed: false } });
    expect(result.warnings).toEqual([
      "Not pushed to `origin`, the commit is only here: `origin` has no branch like the one that is checked out here. Settle first what `Fetched` says. Then run `litellm-profiles deliver`, which pushes too",
    ]);
    expect(world.origin.hasBranch).toBe(false);
    expect(aliases(world).at(-1)).toBe("classification_premium");
    const { commit } = await world.store.head();
    world.origin.moveTip(commit);
    expect(of(await agent.pass(), "Reported")).toMatchObject({ status: "true" });
  });
});

describe("a commit with an error", () => {
  test("is refused, and what was there stays in force", async () => {
    const { world, agent, first } = await following();
    const { [environmentFile]: text = "" } = smallProject;
    const commit = await commitThere(world, { [environmentFile]: text.replace("premium", "premiun") });
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "refused", commit: first.commit, delivery: null });
    expect(of(result, "Valid")).toMatchObject({
      status: "false",
      reason: "sources-invalid",
      message: expect.stringMatching(
        new RegExp(`^Commit \`${commit.slice(0, 12)}\` is refused: environments/default.yaml:2:9: .*premiun`),
      ),
    });
    expect(of(result, "Delivered")).toMatchObject({ status: "true", reason: "unchanged" });
    expect(aliases(world)).toEqual(["classification_premium"]);
    await switchThere(world, "balanced");
    expect(await agent.pass()).toMatchObject({ outcome: "applied", delivery: { profile: "balanced" } });
  });

  test("is not put in force where the clone begins with it", async () => {
    const { [environmentFile]: text = "" } = smallProject;
    const world = memoryWorld({ ...smallProject, [environmentFile]: text.replace("premium", "premiun") });
    const agent = await openAgent(world, { environment: "default" });
    const result = await agent.pass();
    expect(statuses(result)).toEqual([
      "Fetched true up-to-date",
      "Valid false sources-invalid",
      "Delivered unknown not-reached",
      "Proven unknown not-reached",
      "Reported unknown not-reached",
    ]);
    expect(result.outcome).toBe("refused");
    await commitThere(world, { [environmentFile]: text.replace("premium", "balancet") });
    expect(await agent.pass()).toMatchObject({ outcome: "refused" });
    expect(world.deliveries.texts).toEqual([]);
    await switchThere(world, "balanced");
    expect(await agent.pass()).toMatchObject({ outcome: "applied", delivery: { profile: "balanced" } });
  });

  test("has none of the environment, or no config", async () => {
    const world = memoryWorld();
    const agent = await openAgent(world, { environment: "production" });
    expect(statuses(await agent.pass())).toContain("Valid false unknown-environment");
    const other = await following();
    await commitThere(other.world, { [output]: "model_list: [" });
    const result = await other.agent.pass();
    expect(result).toMatchObject({ outcome: "refused" });
    expect(aliases(other.world)).toEqual(["classification_premium"]);
  });
});

describe("a commit whose config is not what its sources give", () => {
  test("is refused, and says what to do; rendered, it is followed", async () => {
    const { world, agent, first } = await following();
    const commit = await commitThere(world, sourcesWith("", "balanced"));
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "refused", commit: first.commit, delivery: null });
    expect(of(result, "Valid")).toMatchObject({
      status: "false",
      reason: "not-deliverable",
      message: `Commit \`${commit.slice(0, 12)}\` is refused: \`litellm_config.yaml\` is not what the sources of this commit give. Run \`litellm-profiles render\`, then commit the result`,
    });
    expect(of(result, "Delivered")?.message).toMatch(/^`premium` of commit /);
    await switchThere(world, "balanced");
    expect(await agent.pass()).toMatchObject({ outcome: "applied", delivery: { profile: "balanced" } });
  });

  test("is not certified where the clone begins with it", async () => {
    const world = memoryWorld();
    const stale = await commitThere(world, sourcesWith("", "balanced"));
    world.store.fastForward(stale);
    const agent = await openAgent(world, { environment: "default" });
    expect(await agent.pass()).toMatchObject({ outcome: "refused", delivery: null });
    expect(world.deliveries.texts).toEqual([]);
  });

  test("is no matter where only the ends of lines differ, nor where it is another environment's", async () => {
    const { world, agent } = await following();
    const files = withOutputs(sourcesWith("", "balanced"));
    const commit = await commitThere(world, { ...files, [output]: files[output]?.replaceAll("\n", "\r\n") ?? "" });
    expect(await agent.pass()).toMatchObject({ outcome: "applied", commit });
    await commitThere(world, { "environments/other.yaml": "active: premium\n" });
    expect(statuses(await agent.pass())).toContain("Valid true no-errors");
  });
});

test("a head with an error stays untouched where the commit that mends it cannot be checked out", async () => {
  const world = memoryWorld();
  const broken = await commitThere(world, { [output]: "model_list: [" });
  world.store.fastForward(broken);
  await switchThere(world, "balanced");
  const remote = {
    ...world.origin.open(world.store),
    follow: () => Promise.reject(new Failure("git-refused", "Something is in the way", "Stash it")),
  };
  const agent = await openAgent({ ...world, remote: () => remote }, { environment: "default" });
  const result = await agent.pass();
  expect(statuses(result)).toEqual([
    "Fetched false git-refused",
    "Valid true no-errors",
    "Delivered unknown not-reached",
    "Proven unknown not-reached",
    "Reported unknown not-reached",
  ]);
  expect(result).toMatchObject({ outcome: "failed", commit: broken });
});

describe("a history that was rewritten", () => {
  test("is not followed; what is in force stays, and a person is told what to do", async () => {
    const { world, agent } = await following();
    const first = world.origin.tip;
    await switchThere(world, "balanced");
    const { commit } = await agent.pass();
    const other = await commitThere(world, { "notes.txt": "other\n" }, first);
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "failed", commit, delivery: null });
    const [there, here] = [other.slice(0, 12), commit?.slice(0, 12)];
    expect(of(result, "Fetched")).toMatchObject({
      status: "false",
      reason: "history-rewritten",
      message: `\`origin\` names \`${there}\`, which does not lead on from \`${here}\`: its history was rewritten, or the clone has commits of its own. Look at both: \`git log --oneline --left-right ${here}...${there}\`; to take theirs, \`git reset --keep ${there}\` in the clone`,
    });
    expect(of(result, "Delivered")).toMatchObject({ status: "true" });
    expect(of(result, "Reported")).toMatchObject({
      status: "false",
      reason: "not-pushed",
      message: "Nothing is pushed, as the history of `origin` does not lead on from here",
    });
    expect(result.warnings).toEqual([]);
    await world.store.moveBranch(other);
    expect(await agent.pass()).toMatchObject({ outcome: "applied", delivery: { profile: "premium" } });
  });

  test("that only lost commits is no news: the clone brings them back", async () => {
    const { world, agent } = await following();
    const first = world.origin.tip;
    const commit = await switchThere(world, "balanced");
    await agent.pass();
    world.origin.moveTip(first);
    const result = await agent.pass();
    expect(of(result, "Fetched")).toMatchObject({ status: "true", reason: "commits-here" });
    expect(world.origin.tip).toBe(commit);
    expect(of(result, "Reported")).toMatchObject({ status: "true" });
  });
});

describe("a commit that is not proven", () => {
  test("goes back once, is noted, and is never delivered again", async () => {
    const { world, agent } = await following(reverting);
    const commit = await switchThere(world, "balanced", reverting);
    const premium = world.applied();
    world.proxy.answer(() => [premium]);
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "undone", delivery: { way_back: {}, proof: { outcome: "unproven" } } });
    expect(of(result, "Delivered")).toMatchObject({
      status: "false",
      reason: "undone",
      message: expect.stringContaining("Undo it by `litellm-profiles rollback`"),
    });
    const came = ["classification_premium", "classification_balanced", "classification_premium"];
    expect(aliases(world)).toEqual(came);
    expect((await outcomesOf(world, commit))?.toSorted()).toEqual(["reverted", "unproven"]);
    world.proxy.answer(() => [world.applied()]);
    for (const _ of [1, 2, 3]) {
      expect(await agent.pass()).toMatchObject({ outcome: "undone", delivery: null });
    }
    expect(aliases(world)).toEqual(came);
  });

  test("is heeded from another agent's note, and under commits that say nothing of it", async () => {
    const { world, agent } = await following(reverting);
    await agent.close();
    const commit = await switchThere(world, "balanced", reverting);
    await noteByBob(world, commit, "reverted");
    await world.store.addNote(commit, {
      v: 1,
      environment: "default",
      output_sha256: "8".repeat(64),
      outcome: "proven",
      at: "2026-01-02T12:00:02.000Z",
      by: "of something else",
      workers: 0,
    });
    await commitThere(world, { "README.md": "on top\n" });
    const other = await openAgent(world, { environment: "default" });
    const result = await other.pass();
    expect(result).toMatchObject({ outcome: "undone", delivery: null });
    expect(of(result, "Delivered")?.message).toMatch(
      new RegExp(`^Commit \`${commit.slice(0, 12)}\` was not proven when it was tried, and is not tried again`),
    );
    expect(await other.pass()).toMatchObject({ outcome: "undone", delivery: null });
    expect(aliases(world)).toEqual(["classification_premium"]);
  });

  test("is heeded where the note is on a commit that says nothing of it", async () => {
    const { world, agent } = await following(reverting);
    await switchThere(world, "balanced", reverting);
    const tried = await commitThere(world, { "README.md": "one\n" });
    const premium = world.applied();
    world.proxy.answer(() => [premium]);
    expect(await agent.pass()).toMatchObject({ outcome: "undone", commit: tried, delivery: {} });
    await commitThere(world, { "README.md": "two\n" });
    expect(await agent.pass()).toMatchObject({ outcome: "undone", delivery: null });
    await commitThere(world, { "README.md": "three\n" });
    expect(await agent.pass()).toMatchObject({ outcome: "undone", delivery: null });
  });

  test("goes back to what was proven last, where whoever noted it was killed before that", async () => {
    const { world, agent } = await following(reverting);
    const commit = await switchThere(world, "balanced", reverting);
    const premium = world.applied();
    world.proxy.answer(() => [premium]);
    await world.deliveries.deliver(withOutputs(sourcesWith(reverting, "balanced"))[output] ?? "");
    await noteByBob(world, commit, "unproven");
    expect(await agent.pass()).toMatchObject({ outcome: "undone", delivery: { way_back: {} } });
    expect(aliases(world)).toEqual(["classification_premium", "classification_balanced", "classification_premium"]);
    expect(await agent.pass()).toMatchObject({ outcome: "undone", delivery: null });
  });

  test("stays where nothing was ever proven, and is not tried over and over", async () => {
    const world = memoryWorld(sourcesWith(reverting));
    world.proxy.refuse("proxy-unreachable");
    const agent = await openAgent(world, { environment: "default" });
    expect(await agent.pass()).toMatchObject({ outcome: "unproven", delivery: { way_back: null } });
    expect(await agent.pass()).toMatchObject({ outcome: "unproven", delivery: null });
    world.proxy.refuse(undefined);
    await world.clock.sleep(1000);
    expect(await agent.pass()).toMatchObject({ outcome: "applied" });
  });

  test("is delivered again where its place was emptied, and it had not gone back", async () => {
    const world = memoryWorld(sourcesWith(holding));
    world.proxy.refuse("proxy-unreachable");
    const agent = await openAgent(world, { environment: "default" });
    expect(await agent.pass()).toMatchObject({ outcome: "unproven" });
    await agent.close();
    const emptied = memoryWorld(sourcesWith(holding));
    const there = { ...emptied, store: world.store, remote: () => world.origin.open(world.store) };
    const next = await openAgent(there, { environment: "default" });
    expect(await next.pass()).toMatchObject({ outcome: "applied", delivery: { proof: { outcome: "proven" } } });
    expect(aliases(emptied)).toEqual(["classification_premium"]);
  });

  test("went back, and its place was emptied: what was proven last is delivered there", async () => {
    const { world, agent } = await following(reverting);
    const tried = await switchThere(world, "balanced", reverting);
    const premium = world.applied();
    world.proxy.answer(() => [premium]);
    expect(await agent.pass()).toMatchObject({ outcome: "undone" });
    await agent.close();
    const emptied = memoryWorld(sourcesWith(reverting));
    const there = { ...emptied, store: world.store, remote: () => world.origin.open(world.store) };
    const next = await openAgent(there, { environment: "default" });
    const result = await next.pass();
    expect(result).toMatchObject({ outcome: "undone", delivery: null });
    expect(statuses(result).slice(2, 4)).toEqual(["Delivered false undone", "Proven true proven"]);
    expect(of(result, "Delivered")?.message).toBe(
      `Commit \`${tried.slice(0, 12)}\` was not proven when it was tried, and is not tried again. Nothing lay at \`/proxy/litellm_config.yaml\` any more, so what was proven last lies there now. Undo it by \`litellm-profiles rollback\`, or commit what shall be in force instead`,
    );
    expect(aliases(emptied)).toEqual(["classification_premium"]);
    expect(await next.pass()).toMatchObject({ outcome: "undone" });
    expect(aliases(emptied)).toEqual(["classification_premium"]);
  });

  test("went back, its place was emptied, and nothing was ever proven: that is said", async () => {
    const world = memoryWorld(sourcesWith(reverting));
    const { commit } = await world.store.head();
    await noteByBob(world, commit, "reverted");
    const result = await (await openAgent(world, { environment: "default" })).pass();
    expect(result).toMatchObject({ outcome: "undone" });
    expect(of(result, "Delivered")?.message).toContain(
      "Nothing lies at `/proxy/litellm_config.yaml`, and no config is known that was proven before",
    );
    expect(world.deliveries.texts).toEqual([]);
  });

  test("is tried again to be taken back where the disk was full", async () => {
    const { world, agent } = await following(reverting);
    const commit = await switchThere(world, "balanced", reverting);
    const premium = world.applied();
    world.proxy.answer(() => [premium]);
    const full = new Failure("target-not-writable", "The disk is full", "Make room");
    const there = { ...world.deliveries };
    let delivered = 0;
    world.deliveries.deliver = async (text) => {
      delivered += 1;
      return delivered === 2 ? Promise.reject(full) : there.deliver(text);
    };
    const kept = await agent.pass();
    expect(kept).toMatchObject({ delivery: { way_back: null } });
    expect(kept.warnings).toContain("The config before could not be put back: The disk is full. Make room");
    expect(await outcomesOf(world, commit)).toEqual(["unproven"]);
    expect(await agent.pass()).toMatchObject({ outcome: "undone", delivery: { way_back: {} } });
    expect(aliases(world)).toEqual(["classification_premium", "classification_balanced", "classification_premium"]);
  });

  test("is redelivered over what somebody put there, and stays, where it was proven before", async () => {
    const { world, agent } = await following(reverting);
    await world.deliveries.deliver("model_list: []\n");
    const elsewhere = world.applied();
    world.proxy.answer(() => [elsewhere]);
    expect(await agent.pass()).toMatchObject({ outcome: "unproven", delivery: { way_back: null } });
    expect(aliases(world).at(-1)).toBe("classification_premium");
    expect(await agent.pass()).toMatchObject({ outcome: "unproven", delivery: null });
    world.proxy.answer(() => [world.applied()]);
    await world.clock.sleep(1000);
    expect(await agent.pass()).toMatchObject({ outcome: "applied", delivery: { proof: { outcome: "proven" } } });
    expect(world.deliveries.texts).toHaveLength(3);
  });

  test("is tried again where a later commit brings it anew", async () => {
    const { world, agent } = await following(reverting);
    await switchThere(world, "balanced", reverting);
    const premium = world.applied();
    world.proxy.answer(() => [premium]);
    await agent.pass();
    world.proxy.answer(() => [world.applied()]);
    await switchThere(world, "premium", reverting);
    expect(await agent.pass()).toMatchObject({ outcome: "applied", delivery: { profile: "premium" } });
    await commitThere(world, { "README.md": "in between\n" });
    expect(await agent.pass()).toMatchObject({ outcome: "unchanged" });
    const again = await switchThere(world, "balanced", reverting);
    expect(await agent.pass()).toMatchObject({ outcome: "applied", commit: again, delivery: { profile: "balanced" } });
  });

  test("is held, and noted when the proof comes after all", async () => {
    const { world, agent } = await following(holding);
    const commit = await switchThere(world, "balanced", holding);
    const premium = world.applied();
    world.proxy.answer(() => [premium]);
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "unproven", delivery: { way_back: null } });
    expect(of(result, "Proven")).toMatchObject({ status: "false", reason: "unproven" });
    expect(await agent.pass()).toMatchObject({ outcome: "unproven", delivery: null });
    world.proxy.answer(() => [world.applied()]);
    await world.clock.sleep(1000);
    expect(await agent.pass()).toMatchObject({ outcome: "applied", delivery: { proof: { outcome: "proven" } } });
    expect(await outcomesOf(world, commit)).toEqual(["unproven", "proven"]);
    expect(aliases(world)).toEqual(["classification_premium", "classification_balanced"]);
    expect(await agent.pass()).toMatchObject({ outcome: "unchanged" });
  });
});

describe("proxies", () => {
  test("that do not answer keep what is new from being delivered", async () => {
    const { world, agent } = await following(reverting);
    const commit = await switchThere(world, "balanced", reverting);
    world.proxy.refuse("proxy-unreachable");
    const result = await agent.pass();
    expect(statuses(result).slice(2, 4)).toEqual(["Delivered false proxy-unreachable", "Proven unknown not-reached"]);
    expect(of(result, "Delivered")?.message).toMatch(/^Nothing is delivered: /);
    expect(aliases(world)).toEqual(["classification_premium"]);
    world.proxy.refuse(undefined);
    expect(await agent.pass()).toMatchObject({ outcome: "applied", commit, delivery: { profile: "balanced" } });
  });

  test("that restart are waited for, and nothing is delivered anew", async () => {
    const { world, agent } = await following(reverting);
    world.proxy.refuse("proxy-unreachable");
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "unproven", delivery: null });
    world.proxy.refuse(undefined);
    expect(await agent.pass()).toMatchObject({ outcome: "unchanged" });
    expect(aliases(world)).toEqual(["classification_premium"]);
  });

  test("are none: then nothing is proven, and that is no fault", async () => {
    const world = memoryWorld({ ...smallProject, [environmentFile]: "active: premium\n" });
    const agent = await openAgent(world, { environment: "default" });
    expect(await agent.pass()).toMatchObject({ outcome: "applied" });
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "unchanged" });
    expect(of(result, "Proven")).toMatchObject({ status: "unknown", reason: "no-proxies" });
  });
});

describe("a target", () => {
  test("is one agent's; the other says whose, and follows when it ends", async () => {
    const { world, agent } = await following();
    const second = await openAgent(world, { environment: "default" });
    const commit = await switchThere(world, "balanced");
    const held = await second.pass();
    expect(held).toMatchObject({ outcome: "held", delivery: null });
    expect(of(held, "Delivered")).toMatchObject({
      status: "unknown",
      reason: "busy",
      message: expect.stringContaining("is busy: follow `origin`"),
    });
    expect(aliases(world)).toEqual(["classification_premium"]);
    await agent.close();
    expect(await second.pass()).toMatchObject({ outcome: "applied", commit });
    expect(await agent.pass()).toMatchObject({ outcome: "held" });
  });

  test("whose disk is full is said, and tried again", async () => {
    const { world, agent } = await following();
    await switchThere(world, "balanced");
    world.deliveries.refuse(new Failure("target-not-writable", "The disk is full", "Make room"));
    world.passes.fill(true);
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "failed", warnings: [expect.stringContaining("cannot be written")] });
    expect(of(result, "Delivered")).toMatchObject({
      status: "false",
      reason: "target-not-writable",
      message: "The disk is full. Make room",
    });
    world.deliveries.refuse(undefined);
    world.passes.fill(false);
    expect(await agent.pass()).toMatchObject({ outcome: "applied", warnings: [] });
  });
});

describe("broken glass", () => {
  const overridden = new Failure("overridden", "Environment `default` is overridden until 13:00Z", "Merge it first");

  test("is no fault: the agent waits, says so, and goes on when it is over", async () => {
    const { world, agent } = await following();
    const commit = await switchThere(world, "balanced");
    world.deliveries.refuse(overridden);
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "held", commit });
    expect(of(result, "Delivered")).toMatchObject({
      status: "unknown",
      reason: "overridden",
      message: "Environment `default` is overridden until 13:00Z. Merge it first",
    });
    expect(await world.passes.read("default")).toMatchObject({ outcome: "held", commit });
    world.deliveries.refuse(undefined);
    expect(await agent.pass()).toMatchObject({ outcome: "applied", commit });
  });

  test("hides no fault of the remote, and no refused commit", async () => {
    const { world, agent } = await following();
    await switchThere(world, "balanced");
    world.deliveries.refuse(overridden);
    expect(await agent.pass()).toMatchObject({ outcome: "held" });
    await commitThere(world, sourcesWith("", "premiun"));
    expect(await agent.pass()).toMatchObject({ outcome: "refused" });
    world.origin.moveTip(null);
    expect(await agent.pass()).toMatchObject({ outcome: "failed" });
  });
});

describe("what is due", () => {
  test("is brought about, and pushed", async () => {
    const until = `until: {at: 2026-01-02T13:00:00Z, then: premium}\n`;
    const { world, agent } = await following();
    await switchThere(world, "balanced", until);
    expect(await agent.pass()).toMatchObject({ outcome: "applied", due: { due: [], next: { to: "premium" } } });
    await world.clock.sleep(3_600_000);
    const result = await agent.pass();
    expect(result).toMatchObject({
      outcome: "applied",
      due: { due: [{ kind: "ends", to: "premium" }], result: { to_profile: "premium", push: { pushed: true } } },
    });
    expect(world.origin.tip).toBe((await world.store.head()).commit);
    expect(aliases(world).at(-1)).toBe("classification_premium");
    expect(await agent.pass()).toMatchObject({ outcome: "unchanged" });
  });

  test("is told where it cannot be done", async () => {
    const until = `until: {at: 2026-01-02T13:00:00Z, then: premium}\n`;
    const { world, agent } = await following();
    await switchThere(world, "balanced", until);
    await agent.pass();
    await world.clock.sleep(3_600_000);
    world.proxy.refuse("proxy-unreachable");
    const { outcome, warnings } = await agent.pass();
    expect(outcome).toBe("failed");
    expect(warnings).toEqual([expect.stringMatching(/^What is due is not done: /)]);
  });

  test("is no success where it went back, as it was not proven", async () => {
    const until = `until: {at: 2026-01-02T13:00:00Z, then: premium}\n`;
    const { world, agent } = await following(reverting);
    await switchThere(world, "balanced", `${reverting}${until}`);
    await agent.pass();
    let live = world.applied();
    world.proxy.answer(() => {
      if (aliases(world).at(-1) === "classification_balanced") live = world.applied();
      return [live];
    });
    await world.clock.sleep(3_600_000);
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "failed", due: { result: { outcome: "reverted" } } });
    expect(result.warnings).toEqual([expect.stringMatching(/^What is due was not proven in time/)]);
  });

  test("is not said to be at the remote where that did not take it", async () => {
    const until = `until: {at: 2026-01-02T13:00:00Z, then: premium}\n`;
    const { world, agent } = await following();
    const there = await switchThere(world, "balanced", until);
    await agent.pass();
    await world.clock.sleep(3_600_000);
    world.origin.trouble({ kind: "refusing", words: "protected" });
    const result = await agent.pass();
    expect(world.origin.tip).toBe(there);
    expect(of(result, "Reported")).toMatchObject({ status: "false", reason: "not-pushed" });
    world.origin.trouble(undefined);
    expect(of(await agent.pass(), "Reported")).toMatchObject({ status: "true", reason: "shared" });
  });
});

test("commits and proof notes are shared while a pull request cannot be told", async () => {
  const path = "litellm-profiles.yaml";
  const reviewed = { ...smallProject, [path]: `${smallProject[path]}forge: local\n` };
  const world = memoryWorld(reviewed);
  const away = new Failure("forge-unreachable", "The forge cannot be reached", "Try it later");
  const agent = await openAgent({ ...world, reviews: () => Promise.reject(away) }, { environment: "default" });
  const files = withOutputs({ ...reviewed, ...sourcesWith("", "balanced"), [path]: reviewed[path] });
  const merge = await world.store.makeCommit([world.origin.tip], files, "Switch to balanced (#7)");
  world.origin.moveTip(merge);
  const first = await agent.pass();
  const untold = "Pull request 7 does not say what became of its commit yet";
  expect(of(first, "Reported")).toMatchObject({ status: "false", reason: "not-told", message: untold });
  const mine = await world.store.makeCommit([merge], { "notes.txt": "by hand\n" }, "By hand");
  world.store.fastForward(mine);
  const result = await agent.pass();
  expect(of(result, "Reported")).toMatchObject({ status: "false", reason: "not-told", message: untold });
  expect(result.warnings).toEqual(["The forge cannot be reached. Try it later"]);
  expect(world.origin.tip).toBe(mine);
});

describe("git that refuses for a while", () => {
  const refusal = new Failure(
    "git-refused",
    "Git refused: too many open files",
    "Settle what git names, then try again",
  );

  test("says nothing of a commit: it is judged again", async () => {
    const { world, agent } = await following();
    const commit = await switchThere(world, "balanced");
    world.store.readFiles = () => Promise.reject(refusal);
    expect(statuses(await agent.pass())).toContain("Valid false git-refused");
    Reflect.deleteProperty(world.store, "readFiles");
    expect(await agent.pass()).toMatchObject({ outcome: "applied", commit });
  });

  test("ends no agent where it is asked what is due", async () => {
    const { world, agent } = await following();
    await switchThere(world, "balanced", `until: {at: 2026-01-02T13:00:00Z, then: premium}\n`);
    await agent.pass();
    await world.clock.sleep(3_600_000);
    world.store.log = () => Promise.reject(refusal);
    const result = await agent.pass();
    expect(result).toMatchObject({ outcome: "failed", delivery: null });
    expect(statuses(result)).toContain("Delivered false git-refused");
    Reflect.deleteProperty(world.store, "log");
    expect(await agent.pass()).toMatchObject({ due: { result: { to_profile: "premium" } } });
  });
});

test("a switch made in the clone itself is pushed, and not delivered twice", async () => {
  const { world, agent } = await following();
  const { commit } = await switchProfile(world, { environment: "default", profile: "balanced" });
  const result = await agent.pass();
  expect(result).toMatchObject({ outcome: "unchanged", commit });
  expect(world.origin.tip).toBe(commit);
  expect(aliases(world)).toEqual(["classification_premium", "classification_balanced"]);
});

async function digestOf({ store }: MemoryWorld, commit: string): Promise<string> {
  const { createHash } = await import("node:crypto");
  return createHash("sha256")
    .update((await store.readFiles(commit, [output])).get(output) ?? "")
    .digest("hex");
}
