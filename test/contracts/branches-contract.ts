import { describe, expect, it } from "vitest";
import type { Branches } from "../../src/ports/branches.ts";
import type { Store } from "../../src/ports/store.ts";
import type { Files } from "./store-contract.ts";

/** The branches of a repository whose `main` holds one commit, and what other people do there. */
export interface BranchesUnderTest {
  readonly branches: Branches;
  /** The clone of whoever asks. */
  readonly store: Store;
  /** Another person's commit on a branch; a branch that is new begins at `main`. Returns the commit. */
  readonly commitOn: (branch: string, files: Files) => Promise<string>;
  readonly tipOf: (branch: string) => Promise<string | null>;
  /** The next move arrives, and whoever made it hears nothing of it. */
  readonly loseNextReply: () => void;
  /** From now on no branch may be moved. */
  readonly refuse: (words: string) => Promise<void>;
}

export type OpenBranchesUnderTest = () => Promise<BranchesUnderTest>;

const branch = "litellm-profiles/default";

function failing(code: string): object {
  return { name: "Failure", code };
}

/** What the branches of every repository must do: of this very one, and of a remote. */
export function describeBranches(name: string, open: OpenBranchesUnderTest): void {
  const ready = async () => {
    const test = await open();
    const { branches } = test;
    const { base } = await branches.look(branch);
    const make = async (files: Files, parent = base.commit) => {
      const tree = await branches.tree(parent, new Map(Object.entries(files)));
      return branches.commit({ tree, parent, message: "Ours\n\nProfile-To: balanced\n" });
    };
    return { ...test, base, make };
  };

  describe(`${name}: looking at a branch`, () => {
    it("names the base, and no tip where there is none", async () => {
      const { branches, tipOf } = await open();
      const base = { name: "main", commit: await tipOf("main") };
      expect(await branches.look(branch)).toStrictEqual({ base, tip: null, commits: [] });
    });

    it("tells of the commits that the base has not, newest first", async () => {
      const { base, branches, commitOn, make } = await ready();
      const first = await make({ "file.txt": "wanted\n" });
      await branches.move(branch, { from: null, to: first });
      const second = await commitOn(branch, { "file.txt": "by hand\n" });
      const state = await branches.look(branch);
      expect(state).toMatchObject({ base, tip: second });
      expect(state.commits).toMatchObject([
        { commit: second, parents: [first], author: { name: "Ada", email: "ada@example.com" }, message: "By hand\n" },
        { commit: first, parents: [base.commit], message: "Ours\n\nProfile-To: balanced\n" },
      ]);
      const tree = await branches.tree(base.commit, new Map([["file.txt", "wanted\n"]]));
      expect(state.commits.map((commit) => commit.tree === tree)).toEqual([false, true]);
    });

    it("brings here what somebody else pushed", async () => {
      const { branches, commitOn, store } = await open();
      const theirs = await commitOn("main", { "other.txt": "theirs\n" });
      const tip = await commitOn(branch, { "file.txt": "by hand\n" });
      expect(await branches.look(branch)).toMatchObject({ base: { name: "main", commit: theirs }, tip });
      expect(await store.readFiles(tip, ["file.txt", "other.txt"])).toEqual(
        new Map([
          ["file.txt", "by hand\n"],
          ["other.txt", "theirs\n"],
        ]),
      );
    });

    it("is not confused by a longer name that ends the same", async () => {
      const { branches, commitOn } = await open();
      await commitOn(`other/${branch}`, { "file.txt": "by hand\n" });
      expect(await branches.look(branch)).toMatchObject({ tip: null, commits: [] });
    });
  });

  describe(`${name}: making a commit`, () => {
    it("moves nothing, and keeps what is not named", async () => {
      const { base, make, store, tipOf } = await ready();
      const before = await store.head();
      const commit = await make({ "file.txt": null, "folder/new.txt": "new\n" });
      expect(await store.readFiles(commit, ["file.txt", "folder", "other.txt"])).toEqual(
        new Map([
          ["folder/new.txt", "new\n"],
          ["other.txt", "first\n"],
        ]),
      );
      expect([await tipOf("main"), await tipOf(branch)]).toEqual([base.commit, null]);
      expect(await store.head()).toEqual(before);
    });
  });

  describe(`${name}: merging trees`, () => {
    it("gives what both sides changed", async () => {
      const { base, branches, make } = await ready();
      const [ours, theirs] = [await make({ "file.txt": "ours\n" }), await make({ "other.txt": "theirs\n" })];
      const both = new Map([
        ["file.txt", "ours\n"],
        ["other.txt", "theirs\n"],
      ]);
      expect(await branches.mergedTree(ours, theirs)).toBe(await branches.tree(base.commit, both));
    });

    it("is null where they conflict", async () => {
      const { branches, make } = await ready();
      const [ours, theirs] = [await make({ "file.txt": "ours\n" }), await make({ "file.txt": "theirs\n" })];
      expect(await branches.mergedTree(ours, theirs)).toBeNull();
    });
  });

  describe(`${name}: moving a branch`, () => {
    it("makes it, replaces it and removes it", async () => {
      const { branches, make, tipOf } = await ready();
      const [first, second] = [await make({ "file.txt": "first\n" }), await make({ "file.txt": "second\n" })];
      await branches.move(branch, { from: null, to: first });
      expect(await tipOf(branch)).toBe(first);
      await branches.move(branch, { from: first, to: second });
      expect(await tipOf(branch)).toBe(second);
      await branches.move(branch, { from: second, to: null });
      expect(await tipOf(branch)).toBeNull();
    });

    it("can be repeated", async () => {
      const { branches, make, tipOf } = await ready();
      const first = await make({ "file.txt": "first\n" });
      await branches.move(branch, { from: null, to: first });
      await branches.move(branch, { from: null, to: first });
      expect(await tipOf(branch)).toBe(first);
      await branches.move(branch, { from: first, to: null });
      await branches.move(branch, { from: first, to: null });
      expect(await tipOf(branch)).toBeNull();
    });

    it("has happened where only the answer was lost", async () => {
      const { branches, loseNextReply, make, tipOf } = await ready();
      const [first, second] = [await make({ "file.txt": "first\n" }), await make({ "file.txt": "second\n" })];
      for (const move of [
        { from: null, to: first },
        { from: first, to: second },
        { from: second, to: null },
      ]) {
        loseNextReply();
        await branches.move(branch, move);
        expect(await tipOf(branch)).toBe(move.to);
      }
    });

    it.each(["replacing", "removing", "making"])("never loses what somebody else pushed: %s", async (what) => {
      const { branches, commitOn, make, tipOf } = await ready();
      const [first, second] = [await make({ "file.txt": "first\n" }), await make({ "file.txt": "second\n" })];
      if (what !== "making") await branches.move(branch, { from: null, to: first });
      const theirs = await commitOn(branch, { "file.txt": "by hand\n" });
      const move = { from: what === "making" ? null : first, to: what === "removing" ? null : second };
      await expect(branches.move(branch, move)).rejects.toMatchObject({
        ...failing("branch-moved"),
        message: expect.stringContaining(theirs.slice(0, 12)),
      });
      expect(await tipOf(branch)).toBe(theirs);
    });

    it("has one winner where two move it at once", async () => {
      const { branches, make, tipOf } = await ready();
      const commits = [await make({ "file.txt": "first\n" }), await make({ "file.txt": "second\n" })];
      const moves = await Promise.allSettled(commits.map(async (to) => branches.move(branch, { from: null, to })));
      expect(moves.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(await tipOf(branch)).toBe(commits[moves.findIndex(({ status }) => status === "fulfilled")]);
    });

    it("is refused in the repository's own words", async () => {
      const { branches, make, refuse, tipOf } = await ready();
      const first = await make({ "file.txt": "first\n" });
      await refuse("this branch is protected");
      await expect(branches.move(branch, { from: null, to: first })).rejects.toMatchObject({
        ...failing("push-refused"),
        message: expect.stringContaining("this branch is protected"),
      });
      expect(await tipOf(branch)).toBeNull();
    });
  });
}
