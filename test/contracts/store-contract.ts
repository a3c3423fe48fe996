import { describe, expect, it } from "vitest";
import type { ProofNote } from "../../src/domain/revision.ts";
import type { Store } from "../../src/ports/store.ts";

/** Text by path; null deletes. */
export type Files = Readonly<Record<string, string | null>>;

/** A store, and what other people and other programs may do to the repository behind it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** A commit with the files of its first parent, these changed; no branch moves. */
  readonly makeCommit: (parents: readonly string[], files: Files, message: string) => Promise<string>;
  /** Moves the checked-out branch; index and work tree stay, as after a crash. */
  readonly moveBranch: (commit: string) => Promise<void>;
  readonly detach: () => Promise<void>;
  /** Null where there is no such file. */
  readonly readWorkFile: (path: string) => Promise<string | null>;
  readonly writeWorkFile: (path: string, text: string | null) => Promise<void>;
  readonly readStaged: (path: string) => Promise<string | null>;
  /** Stages the file as it stands in the work tree. */
  readonly stage: (path: string) => Promise<void>;
  readonly lockIndex: () => Promise<{ readonly lock: string; readonly unlock: () => Promise<void> }>;
  /** Replaces the whole note of a commit. */
  readonly writeRawNote: (commit: string, text: string) => Promise<void>;
}

/** Null: a repository without a commit. Otherwise one commit, `Start`, checked out and clean. */
export type OpenStoreUnderTest = (files: Files | null) => Promise<StoreUnderTest>;

const environment = "environments/default.yaml";
const output = "litellm_config.yaml";
const premium = "# which profile\nactive: premium # by hand\n";
const balanced = "# which profile\nactive: balanced # by hand\n";
const start: Files = {
  [environment]: premium,
  [output]: "model_list: [premium]\n",
  "profiles/premium.yaml": "description: best\n",
  "profiles/balanced.yaml": "description: middle\n",
  "notes.txt": "one\n",
};
const switched: Files = { [environment]: balanced, [output]: "model_list: [balanced]\n" };
const note: ProofNote = {
  v: 1,
  environment: "default",
  output_sha256: "ab".repeat(32),
  outcome: "proven",
  at: "2026-01-02T03:04:05.678Z",
  by: "ada",
  workers: 2,
};

function failing(code: string): object {
  return { name: "Failure", code };
}

/** The refusal names the commit that is there now. */
function movedTo(commit: string): object {
  return { ...failing("branch-moved"), message: expect.stringContaining(commit.slice(0, 12)) };
}

function toMap(files: Files): Map<string, string | null> {
  return new Map(Object.entries(files));
}

async function statusOf({ readWorkFile, readStaged }: StoreUnderTest, path: string): Promise<object> {
  return { work: await readWorkFile(path), staged: await readStaged(path) };
}

/** What every store must do; run against real git and against the one in memory. */
export function describeStore(name: string, open: OpenStoreUnderTest): void {
  const ready = async (files: Files = start) => {
    const test = await open(files);
    const { commit } = await test.store.head();
    const commitSwitch = async (parent = commit) =>
      test.store.commit({ parent, files: toMap(switched), message: "Switch\n\nProfile-To: balanced\n" });
    return { ...test, first: commit, commitSwitch };
  };

  const crashed = async () => {
    const test = await ready();
    const commit = await test.makeCommit([test.first], switched, "Switch");
    await test.moveBranch(commit);
    return { ...test, settle: async () => test.store.settle(test.first, [environment, output, "notes.txt"]) };
  };

  describe(`${name}: the head`, () => {
    it("names the branch and its commit", async () => {
      const { store, first } = await ready();
      expect(await store.head()).toStrictEqual({ commit: first, branch: "refs/heads/main" });
      expect(first).toMatch(/^[0-9a-f]{40,64}$/);
    });

    it("is refused where there is no commit", async () => {
      const { store } = await open(null);
      await expect(store.head()).rejects.toMatchObject(failing("no-commits"));
    });

    it("can be read, and not committed to, where it is detached", async () => {
      const test = await ready();
      await test.detach();
      expect(await test.store.head()).toStrictEqual({ commit: test.first, branch: null });
      expect(await test.store.readFiles(test.first, [environment])).toStrictEqual(new Map([[environment, premium]]));
      await expect(test.commitSwitch()).rejects.toMatchObject(failing("detached-head"));
      expect(await test.store.head()).toMatchObject({ commit: test.first });
      expect(await test.readWorkFile(environment)).toBe(premium);
    });
  });

  describe(`${name}: a user's word for a commit`, () => {
    it("is a full id, a short one, or relative to the head", async () => {
      const { store, first, commitSwitch } = await ready();
      const second = await commitSwitch();
      expect(await store.resolve(second)).toBe(second);
      expect(await store.resolve(second.slice(0, 10))).toBe(second);
      expect(await store.resolve("HEAD")).toBe(second);
      expect(await store.resolve("HEAD^")).toBe(first);
    });

    it.each(["nonsense", "", "--all", "-n1", "a b", "HEAD\nHEAD", "HEAD:notes.txt", "deadbeef", "HEAD~9"])(
      "is unknown: %j",
      async (word) => {
        const { store } = await ready();
        await expect(store.resolve(word)).rejects.toMatchObject(failing("unknown-commit"));
        await expect(store.resolve("HEAD")).resolves.toMatch(/^[0-9a-f]+$/);
      },
    );
  });

  describe(`${name}: reading files`, () => {
    it("takes files and folders, and leaves out what is not there", async () => {
      const { store, first } = await ready();
      const files = await store.readFiles(first, ["profiles", environment, "absent.yaml", "notes.txt/below", "../x"]);
      expect(Object.fromEntries(files)).toStrictEqual({
        "profiles/premium.yaml": "description: best\n",
        "profiles/balanced.yaml": "description: middle\n",
        [environment]: premium,
      });
    });

    it("reads the commit, not the work tree", async () => {
      const { store, first, writeWorkFile, commitSwitch } = await ready();
      await writeWorkFile(environment, "active: other\n");
      await commitSwitch();
      expect(await store.readFiles(first, [environment])).toStrictEqual(new Map([[environment, premium]]));
    });

    it("keeps names with spaces, line ends, a byte order mark and other letters", async () => {
      const text = "\uFEFF# größer\r\nactive: x";
      const { store, first } = await ready({ "profiles/my profile ü.yaml": text });
      expect(await store.readFiles(first, ["profiles"])).toStrictEqual(new Map([["profiles/my profile ü.yaml", text]]));
    });
  });

  describe(`${name}: a commit`, () => {
    it("changes the named paths alone and brings index and work tree along", async () => {
      const test = await ready();
      const commit = await test.commitSwitch();
      expect(await test.store.head()).toStrictEqual({ commit, branch: "refs/heads/main" });
      const files = await test.store.readFiles(commit, [environment, output, "profiles", "notes.txt"]);
      expect(Object.fromEntries(files)).toStrictEqual({ ...start, ...switched });
      expect(await statusOf(test, environment)).toStrictEqual({ work: balanced, staged: balanced });
      expect(await statusOf(test, output)).toStrictEqual({ work: switched[output], staged: switched[output] });
    });

    it("adds and deletes files", async () => {
      const test = await ready();
      const files = { "rendered/new/config.yaml": "a: 1\n", "profiles/balanced.yaml": null };
      const commit = await test.store.commit({ parent: test.first, files: toMap(files), message: "Move" });
      expect([...(await test.store.readFiles(commit, ["profiles", "rendered"])).keys()].toSorted()).toStrictEqual([
        "profiles/premium.yaml",
        "rendered/new/config.yaml",
      ]);
      expect(await statusOf(test, "rendered/new/config.yaml")).toStrictEqual({ work: "a: 1\n", staged: "a: 1\n" });
      expect(await statusOf(test, "profiles/balanced.yaml")).toStrictEqual({ work: null, staged: null });
    });

    it("leaves the uncommitted work of other files alone", async () => {
      const test = await ready();
      await test.writeWorkFile("notes.txt", "two\n");
      await test.stage("notes.txt");
      await test.writeWorkFile("notes.txt", "three\n");
      const commit = await test.commitSwitch();
      expect(await test.store.readFiles(commit, ["notes.txt"])).toStrictEqual(new Map([["notes.txt", "one\n"]]));
      expect(await statusOf(test, "notes.txt")).toStrictEqual({ work: "three\n", staged: "two\n" });
    });

    it("changes only the active line of an environment with uncommitted edits", async () => {
      const test = await ready();
      await test.writeWorkFile(environment, `${premium}push: origin\n`);
      await test.commitSwitch();
      expect(await statusOf(test, environment)).toStrictEqual({ work: `${balanced}push: origin\n`, staged: balanced });
    });

    it("changes only an override of an environment with uncommitted edits", async () => {
      const test = await ready();
      await test.writeWorkFile(environment, `${premium}push: origin\n`);
      const overridden = `${premium}overrides:\n  synthesis: balanced\n`;
      await test.store.commit({ parent: test.first, files: toMap({ [environment]: overridden }), message: "Override" });
      expect(await statusOf(test, environment)).toStrictEqual({
        work: `${overridden}push: origin\n`,
        staged: overridden,
      });
    });

    it("changes only the active line of staged edits", async () => {
      const test = await ready();
      await test.writeWorkFile(environment, `${premium}push: origin\n`);
      await test.stage(environment);
      await test.commitSwitch();
      const edited = `${balanced}push: origin\n`;
      expect(await statusOf(test, environment)).toStrictEqual({ work: edited, staged: edited });
    });

    it("leaves another uncommitted choice of profile", async () => {
      const test = await ready();
      await test.writeWorkFile(environment, "active: ultra_fast\n");
      await test.commitSwitch();
      expect(await statusOf(test, environment)).toStrictEqual({ work: "active: ultra_fast\n", staged: balanced });
    });

    it("leaves uncommitted edits of any other file", async () => {
      const test = await ready();
      await test.writeWorkFile(output, "active: premium\nby: hand\n");
      await test.commitSwitch();
      expect(await statusOf(test, output)).toStrictEqual({
        work: "active: premium\nby: hand\n",
        staged: switched[output],
      });
    });

    it("leaves a deleted file deleted, and an untracked one where the commit adds it", async () => {
      const test = await ready();
      await test.writeWorkFile(output, null);
      await test.writeWorkFile("new.yaml", "mine: 1\n");
      const files = toMap({ ...switched, "new.yaml": "theirs: 1\n" });
      await test.store.commit({ parent: test.first, files, message: "Switch" });
      expect(await statusOf(test, output)).toStrictEqual({ work: null, staged: switched[output] });
      expect(await statusOf(test, "new.yaml")).toStrictEqual({ work: "mine: 1\n", staged: "theirs: 1\n" });
    });

    it("is none where nothing would change", async () => {
      const { store, first } = await ready();
      const files = toMap({ [environment]: premium, "absent.yaml": null });
      expect(await store.commit({ parent: first, files, message: "Switch" })).toBe(first);
      expect(await store.head()).toMatchObject({ commit: first });
    });

    it("is refused where the branch has moved, and nothing changes", async () => {
      const test = await ready();
      const other = await test.makeCommit([test.first], { "notes.txt": "theirs\n" }, "Theirs");
      await test.moveBranch(other);
      await expect(test.commitSwitch()).rejects.toMatchObject(movedTo(other));
      expect(await test.store.head()).toMatchObject({ commit: other });
      expect(await statusOf(test, environment)).toStrictEqual({ work: premium, staged: premium });
    });

    it("has one winner where two are made at once", async () => {
      const { store, first, commitSwitch } = await ready();
      const fast = { parent: first, files: toMap({ [environment]: "active: ultra_fast\n" }), message: "Fast" };
      const results = await Promise.allSettled([commitSwitch(), store.commit(fast)]);
      const won = results.filter((result) => result.status === "fulfilled");
      const lost = results.filter((result) => result.status === "rejected");
      expect(won).toHaveLength(1);
      expect(lost).toMatchObject([{ reason: movedTo(won[0]?.value ?? "none") }]);
      expect(await store.head()).toMatchObject({ commit: won[0]?.value });
    });

    it("is refused while the index is locked, and made when it is free again", async () => {
      const test = await ready();
      const { lock, unlock } = await test.lockIndex();
      await expect(test.commitSwitch()).rejects.toMatchObject({
        ...failing("git-refused"),
        retry: "later",
        message: expect.stringContaining(lock),
      });
      expect(await test.store.head()).toMatchObject({ commit: test.first });
      await unlock();
      await test.commitSwitch();
      expect(await statusOf(test, environment)).toStrictEqual({ work: balanced, staged: balanced });
    });
  });

  describe(`${name}: settling`, () => {
    it("finishes what a crash left undone, once", async () => {
      const test = await crashed();
      expect([...(await test.settle())].toSorted()).toStrictEqual([environment, output]);
      expect(await statusOf(test, environment)).toStrictEqual({ work: balanced, staged: balanced });
      expect(await statusOf(test, output)).toStrictEqual({ work: switched[output], staged: switched[output] });
      expect(await test.settle()).toStrictEqual([]);
    });

    it("finishes what a crash left half done", async () => {
      const test = await crashed();
      await test.writeWorkFile(environment, balanced);
      await test.writeWorkFile(output, switched[output] ?? null);
      await test.stage(output);
      await test.writeWorkFile(output, start[output] ?? null);
      expect([...(await test.settle())].toSorted()).toStrictEqual([environment, output]);
      expect(await statusOf(test, environment)).toStrictEqual({ work: balanced, staged: balanced });
      expect(await statusOf(test, output)).toStrictEqual({ work: switched[output], staged: switched[output] });
    });

    it("keeps edits made before or after the crash", async () => {
      const test = await crashed();
      await test.writeWorkFile(environment, `${premium}push: origin\n`);
      await test.writeWorkFile(output, "mine: 1\n");
      await test.settle();
      expect(await statusOf(test, environment)).toStrictEqual({ work: `${balanced}push: origin\n`, staged: balanced });
      expect(await statusOf(test, output)).toStrictEqual({ work: "mine: 1\n", staged: switched[output] });
    });

    it("brings and takes away files", async () => {
      const test = await ready();
      const files = { "new.yaml": "a: 1\n", "notes.txt": null };
      await test.moveBranch(await test.makeCommit([test.first], files, "Move"));
      await test.store.settle(test.first, ["new.yaml", "notes.txt"]);
      expect(await statusOf(test, "new.yaml")).toStrictEqual({ work: "a: 1\n", staged: "a: 1\n" });
      expect(await statusOf(test, "notes.txt")).toStrictEqual({ work: null, staged: null });
    });
  });

  describe(`${name}: the log`, () => {
    it("has before and after of each commit that touched the paths, newest first", async () => {
      const { store, first, commitSwitch, makeCommit, moveBranch } = await ready();
      const second = await commitSwitch();
      const third = await makeCommit([second], { "notes.txt": "two\n" }, "Notes");
      const fourth = await makeCommit([third], { [environment]: null }, "Remove\n\nbody\n");
      await moveBranch(fourth);
      const log = await store.log(["environments"]);
      expect(log.map(({ commit, parents, changes }) => ({ commit, parents, changes }))).toStrictEqual([
        { commit: fourth, parents: [second], changes: [{ path: environment, before: balanced, after: null }] },
        { commit: second, parents: [first], changes: [{ path: environment, before: premium, after: balanced }] },
        { commit: first, parents: [], changes: [{ path: environment, before: null, after: premium }] },
      ]);
      expect(log[0]?.message.trimEnd()).toBe("Remove\n\nbody");
      expect(log[1]).toMatchObject({
        message: "Switch\n\nProfile-To: balanced\n",
        author: { name: expect.stringMatching(/./), email: expect.stringContaining("@") },
        committer: { name: expect.stringMatching(/./) },
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      });
    });

    it("has the commits of merged branches, and the merge that brought them", async () => {
      const { store, first, makeCommit, moveBranch } = await ready();
      const branch = await makeCommit([first], { [environment]: balanced }, "Switch on a branch");
      const main = await makeCommit([first], { "notes.txt": "two\n" }, "Notes");
      const merge = await makeCommit([main, branch], { [environment]: balanced }, "Merge pull request #12 from x");
      await moveBranch(merge);
      const log = await store.log(["environments"]);
      expect(log.map(({ commit, parents, changes }) => ({ commit, parents, changes }))).toStrictEqual([
        {
          commit: merge,
          parents: [first, branch],
          changes: [{ path: environment, before: premium, after: balanced }],
        },
        { commit: branch, parents: [first], changes: [{ path: environment, before: premium, after: balanced }] },
        { commit: first, parents: [], changes: [{ path: environment, before: null, after: premium }] },
      ]);
    });

    it("has the commits of a merged branch of which nothing was kept", async () => {
      const { store, first, makeCommit, moveBranch } = await ready();
      const lost = await makeCommit([first], { [environment]: balanced }, "Lost");
      const main = await makeCommit([first], { "notes.txt": "two\n" }, "Notes");
      await moveBranch(await makeCommit([main, lost], {}, "Merge, ours"));
      const log = await store.log(["environments"]);
      const touching = log.filter(({ changes }) => changes.length > 0);
      expect(touching.map(({ commit }) => commit)).toStrictEqual([lost, first]);
    });

    it("shows a renamed file as one deleted and one added", async () => {
      const { store, first, makeCommit, moveBranch } = await ready();
      const files = { [environment]: null, "environments/production.yaml": premium };
      await moveBranch(await makeCommit([first], files, "Rename"));
      const [newest] = await store.log(["environments"]);
      expect(newest?.changes).toStrictEqual([
        { path: environment, before: premium, after: null },
        { path: "environments/production.yaml", before: null, after: premium },
      ]);
    });

    it("is empty where nothing touched the paths, and refused where there is no commit", async () => {
      const { store } = await ready();
      expect(await store.log(["absent"])).toStrictEqual([]);
      const unborn = await open(null);
      await expect(unborn.store.log(["absent"])).rejects.toMatchObject(failing("no-commits"));
    });
  });

  describe(`${name}: proof notes`, () => {
    it("come back by commit, oldest first", async () => {
      const { store, first, commitSwitch } = await ready();
      const second = await commitSwitch();
      expect(await store.notes()).toStrictEqual(new Map());
      const earlier: ProofNote = { ...note, at: "2025-01-01T00:00:00.000Z", outcome: "unproven", workers: 0 };
      await store.addNote(second, note);
      await store.addNote(second, earlier);
      await store.addNote(first, note);
      expect(await store.notes()).toStrictEqual(
        new Map([
          [first, [note]],
          [second, [earlier, note]],
        ]),
      );
    });

    it("are kept once where they are equal", async () => {
      const { store, first } = await ready();
      await store.addNote(first, note);
      await store.addNote(first, note);
      expect((await store.notes()).get(first)).toStrictEqual([note]);
    });

    it("are all kept where several are added at once", async () => {
      const { store, first } = await ready();
      const notes = [1, 2, 3, 4, 5].map((workers) => ({ ...note, workers, at: `2026-01-0${workers}T00:00:00.000Z` }));
      await Promise.all(notes.map(async (one) => store.addNote(first, one)));
      expect((await store.notes()).get(first)).toStrictEqual(notes);
    });

    it("are what others have made of them since they were read", async () => {
      const { store, first, commitSwitch, writeRawNote } = await ready();
      const second = await commitSwitch();
      await store.addNote(first, note);
      const earlier = await store.notes();
      await writeRawNote(first, `${JSON.stringify({ ...note, workers: 7 })}\n`);
      await Promise.all([store.notes(), store.addNote(second, note), store.notes()]);
      expect(await store.notes()).toStrictEqual(
        new Map([
          [first, [{ ...note, workers: 7 }]],
          [second, [note]],
        ]),
      );
      expect(earlier).toStrictEqual(new Map([[first, [note]]]));
    });

    it("are read beside lines that are none", async () => {
      const { store, first, writeRawNote } = await ready();
      const others = [{ v: 1 }, null, [], { ...note, v: 2 }, { ...note, at: "yesterday" }, note];
      await writeRawNote(first, `not json\n${others.map((each) => `${JSON.stringify(each)}\n`).join("")}`);
      expect((await store.notes()).get(first)).toStrictEqual([note]);
      await store.addNote(first, { ...note, workers: 3 });
      expect((await store.notes()).get(first)).toHaveLength(2);
    });
  });
}
