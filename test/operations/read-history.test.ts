import { describe, expect, it } from "vitest";
import type { ProofNote, Revision } from "../../src/domain/revision.ts";
import { printSwitchMessage } from "../../src/domain/switch-message.ts";
import { readHistory } from "../../src/operations/read-history.ts";
import type { Files } from "../contracts/store-contract.ts";
import { MemoryStore } from "../fakes/memory-store.ts";

const file = "environments/default.yaml";

function environment(active: string): Files {
  return { [file]: `active: ${active}\n` };
}

async function makeStore(files: Files = environment("premium")) {
  const store = new MemoryStore(files);
  const { commit: first } = await store.head();
  /** Commits onto the branch, as anybody may. */
  const commit = async (change: Files, message: string) => {
    const { commit: head } = await store.head();
    const made = await store.makeCommit([head], change, message);
    await store.moveBranch(made);
    return made;
  };
  return { store, first, commit };
}

function brief({ commit, from, to }: Revision): object {
  return { commit, from, to };
}

function proofNote(change: Partial<ProofNote>): ProofNote {
  return {
    v: 1,
    environment: "default",
    output_sha256: "00",
    outcome: "proven",
    at: "2026-01-01T00:00:00.000Z",
    by: "ada",
    workers: 1,
    ...change,
  };
}

describe("history", () => {
  it("refuses an environment that was never there, and names the nearest", async () => {
    const { store } = await makeStore();
    await expect(readHistory(store, { environment: "defualt" })).rejects.toMatchObject({
      code: "unknown-environment",
      message: "Environment `defualt` does not exist, and never did",
      hint: "Did you mean `default`?",
      nearest: ["default"],
    });
  });

  it("tells of an environment that was removed, and of one in which nothing was switched since", async () => {
    const { store, commit } = await makeStore();
    const added = await commit({ "environments/other.yaml": "active: cheap\n" }, "Add");
    await commit({ "environments/other.yaml": null }, "Remove");
    expect((await readHistory(store, { environment: "other" })).map(brief)).toEqual([
      { commit: added, from: null, to: "cheap" },
    ]);
    expect(await readHistory(store, { environment: "default", since: new Date("2099-01-01T00:00Z") })).toEqual([]);
  });

  it("tells who, when, from, to and why", async () => {
    const { store, first, commit } = await makeStore();
    const message = printSwitchMessage({
      "Profile-Environment": "default",
      "Profile-From": "premium",
      "Profile-To": "balanced",
      "Profile-Reason": "cheaper",
      "Profile-By": "Ada <ada@example.com>",
    });
    const second = await commit(environment("balanced"), message);
    const tool = { name: "litellm-profiles", email: "litellm-profiles@localhost" };
    expect(await readHistory(store)).toStrictEqual([
      {
        commit: second,
        environment: "default",
        from: "premium",
        to: "balanced",
        overrides: [],
        avoid: [],
        author: tool,
        committer: tool,
        at: "2026-01-01T00:01:00.000Z",
        subject: "Switch default from premium to balanced",
        reason: "cheaper",
        by: "Ada <ada@example.com>",
        approvers: null,
        pull_request: null,
        proof: "unknown",
      },
      {
        commit: first,
        environment: "default",
        from: null,
        to: "premium",
        overrides: [],
        avoid: [],
        author: tool,
        committer: tool,
        at: "2026-01-01T00:00:00.000Z",
        subject: "Start",
        reason: null,
        by: null,
        approvers: null,
        pull_request: null,
        proof: "unknown",
      },
    ]);
  });

  it("shows overrides that come, move and go", async () => {
    const { store, commit } = await makeStore();
    const put = async (overrides: string) => commit({ [file]: `active: premium\n${overrides}` }, "Override");
    await put("overrides: {sort: cheap}\n");
    await put("overrides: {sort: cheap} # for the demo\n");
    await put("overrides: {sort: fast, read: cheap}\n");
    await put("");
    const overrides = (await readHistory(store)).map((revision) => [revision.from, revision.overrides]);
    expect(overrides).toEqual([
      [
        "premium",
        [
          { task: "sort", from: "fast", to: null },
          { task: "read", from: "cheap", to: null },
        ],
      ],
      [
        "premium",
        [
          { task: "sort", from: "cheap", to: "fast" },
          { task: "read", from: null, to: "cheap" },
        ],
      ],
      ["premium", [{ task: "sort", from: null, to: "cheap" }]],
      [null, []],
    ]);
  });

  it("shows edits by hand and reverts, and not what leaves the profile as it was", async () => {
    const { store, first, commit } = await makeStore();
    const byHand = await commit({ [file]: 'active: "balanced" # by hand\n' }, "try it");
    await commit({ [file]: 'active: "balanced"\npush: origin\n' }, "Push");
    await commit({ "environments/README.md": "active: none\n" }, "Explain");
    const revert = await commit(environment("premium"), 'Revert "try it"');
    expect((await readHistory(store)).map(brief)).toStrictEqual([
      { commit: revert, from: "balanced", to: "premium" },
      { commit: byHand, from: "premium", to: "balanced" },
      { commit: first, from: null, to: "premium" },
    ]);
  });

  it("goes on after a text that names no profile, and after a deleted environment", async () => {
    const { store, first, commit } = await makeStore();
    await commit({ [file]: "active: [\n" }, "Break");
    const mended = await commit(environment("premium"), "Mend");
    await commit({ [file]: null }, "Remove");
    const back = await commit(environment("balanced"), "Bring back");
    expect((await readHistory(store)).map(brief)).toStrictEqual([
      { commit: back, from: null, to: "balanced" },
      { commit: mended, from: null, to: "premium" },
      { commit: first, from: null, to: "premium" },
    ]);
  });

  it("narrows to one environment, and takes the reason that is meant for it from a squash", async () => {
    const { store, commit } = await makeStore({
      ...environment("premium"),
      "environments/staging.yaml": "active: a\n",
    });
    const squash = ["default", "staging"].map((name) =>
      printSwitchMessage({
        "Profile-Environment": name,
        "Profile-From": "x",
        "Profile-To": "balanced",
        "Profile-Reason": `for ${name}`,
        "Profile-By": "Ada",
      }),
    );
    const files = { ...environment("balanced"), "environments/staging.yaml": "active: balanced\n" };
    const made = await commit(files, `Two switches (#12)\n\n* ${squash.join("\n* ")}`);
    const [newest, ...older] = await readHistory(store, { environment: "staging" });
    expect(newest).toMatchObject({ commit: made, from: "a", reason: "for staging", pull_request: 12 });
    expect(older).toHaveLength(1);
  });

  it("names the pull request that brought a commit, and lists the merge not beside it", async () => {
    const { store, first, commit } = await makeStore();
    const inner = await store.makeCommit([first], environment("balanced"), "Switch");
    const outer = await store.makeCommit([inner], environment("ultra_fast"), "Switch again (#7)");
    const main = await commit({ "environments/staging.yaml": "active: x\n" }, "Add staging");
    const merge = await store.makeCommit([main, outer], environment("ultra_fast"), "Merge pull request #12 from x/y");
    await store.moveBranch(merge);
    const revisions = await readHistory(store, { environment: "default" });
    expect(revisions.map(({ commit: id, pull_request }) => ({ id, pull_request }))).toStrictEqual([
      { id: outer, pull_request: 7 },
      { id: inner, pull_request: 12 },
      { id: first, pull_request: null },
    ]);
  });

  it("begins where it is asked to", async () => {
    const { store, commit } = await makeStore();
    const second = await commit(environment("balanced"), "Switch");
    const third = await commit(environment("premium"), "Back");
    const since = async (moment: string) =>
      (await readHistory(store, { since: new Date(moment) })).map((revision) => revision.commit);
    expect(await since("2026-01-01T00:01:00Z")).toEqual([third, second]);
    expect(await since("2026-01-01T00:01:00.001Z")).toEqual([third]);
    expect(await since("2026-01-02T00:00:00Z")).toEqual([]);
  });

  it("names who approved a commit, or the merge that brought it", async () => {
    const { store, first, commit } = await makeStore();
    const inner = await store.makeCommit([first], environment("balanced"), "Switch");
    const outer = await store.makeCommit(
      [inner],
      environment("ultra_fast"),
      "Again\n\nReviewed-by: Cy <c@example.com>",
    );
    const main = await commit({ "environments/staging.yaml": "active: x\n" }, "Add staging");
    const merge = await store.makeCommit([main, outer], environment("ultra_fast"), "Merge\n\nApproved-by: Di");
    await store.moveBranch(merge);
    const approvers = (await readHistory(store, { environment: "default" })).map((revision) => revision.approvers);
    expect(approvers).toEqual([["Cy <c@example.com>"], ["Di"], null]);
  });

  it("lists a merge whose profile is that of no side", async () => {
    const { store, first, commit } = await makeStore();
    const side = await store.makeCommit([first], environment("balanced"), "Side");
    const main = await commit(environment("ultra_fast"), "Main");
    const merge = await store.makeCommit([main, side], environment("specialized"), "Merge by hand");
    await store.moveBranch(merge);
    expect((await readHistory(store)).map(brief)).toStrictEqual([
      { commit: merge, from: "ultra_fast", to: "specialized" },
      { commit: side, from: "premium", to: "balanced" },
      { commit: main, from: "premium", to: "ultra_fast" },
      { commit: first, from: null, to: "premium" },
    ]);
  });

  it("lists switches once where a pull merged the others' line as second parent", async () => {
    const { store, first, commit } = await makeStore();
    const theirs = await store.makeCommit([first], environment("balanced"), "Theirs");
    const mine = await commit({ "environments/staging.yaml": "active: x\n" }, "Mine");
    await store.moveBranch(await store.makeCommit([mine, theirs], environment("balanced"), "Merge branch 'main'"));
    expect((await readHistory(store, { environment: "default" })).map(brief)).toStrictEqual([
      { commit: theirs, from: "premium", to: "balanced" },
      { commit: first, from: null, to: "premium" },
    ]);
  });
});

describe("proof in the history", () => {
  it("is the last note of the environment, on the commit or on the merge that brought it", async () => {
    const { store, first, commit } = await makeStore();
    const inner = await store.makeCommit([first], environment("balanced"), "Switch");
    const main = await commit({ "environments/staging.yaml": "active: x\n" }, "Add staging");
    const merge = await store.makeCommit([main, inner], environment("balanced"), "Merge pull request #12 from x/y");
    await store.moveBranch(merge);
    const later = await commit(environment("premium"), "Back");

    await store.addNote(merge, proofNote({ outcome: "unproven" }));
    await store.addNote(merge, proofNote({ outcome: "proven", at: "2026-01-02T00:00:00.000Z" }));
    await store.addNote(
      merge,
      proofNote({ environment: "staging", outcome: "reverted", at: "2026-01-03T00:00:00.000Z" }),
    );
    await store.addNote(later, proofNote({ environment: "staging" }));
    const proofs = (await readHistory(store, { environment: "default" })).map(({ commit: id, proof }) => [id, proof]);
    expect(proofs).toStrictEqual([
      [later, "unknown"],
      [inner, "proven"],
      [first, "unknown"],
    ]);
  });
});

describe("the pull request's number", () => {
  it.each([
    ["Merge pull request #12 from ada/switch", 12],
    ["Switch default (#34)", 34],
    ['Revert "Switch default (#34)" (#35)', 35],
    ['Revert "Switch default (#34)"', null],
    ["Switch default, see #34", null],
    ["Merge pull request #99999999999 from x", null],
  ])("of %j", async (subject, expected) => {
    const { store, commit } = await makeStore();
    await commit(environment("balanced"), subject);
    expect((await readHistory(store))[0]?.pull_request).toBe(expected);
  });
});
