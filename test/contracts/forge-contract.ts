import { describe, expect, it } from "vitest";
import type { PullRequest } from "../../src/domain/pull-request.ts";
import type { Forge } from "../../src/ports/forge.ts";
import type { Files } from "./store-contract.ts";

/** A forge over a repository whose branch `main` holds one commit, and what people may do there. */
export interface ForgeUnderTest {
  readonly forge: Forge;
  /** A person's commit on a branch of the repository; a branch that is new begins at `main`. Returns the commit. */
  readonly commitOn: (branch: string, files: Files) => Promise<string>;
  readonly removeBranch: (branch: string) => Promise<void>;
  /** The commit that a branch names, and its parents. */
  readonly tipOf: (branch: string) => Promise<{ readonly commit: string; readonly parents: readonly string[] }>;
  /** The next call that changes something there arrives, and whoever made it hears nothing of it. */
  readonly loseNextReply: () => void;
  readonly commentsOf: (number: number) => Promise<readonly string[]>;
  /** `context state description` of each line about a commit. */
  readonly statusesOf: (pull: PullRequest) => Promise<readonly string[]>;
}

export type OpenForgeUnderTest = () => Promise<ForgeUnderTest>;

const branch = "litellm-profiles/default";
const asked = { head: branch, base: "main", title: "Switch default", body: "Why: *because* <b>\n\nsecond" };

function failing(code: string): object {
  return { name: "Failure", code };
}

/** What every forge must do; run against git alone, and against GitHub's adapter over real git. */
export function describeForge(name: string, open: OpenForgeUnderTest): void {
  const ready = async () => {
    const test = await open();
    const head = await test.commitOn(branch, { "file.txt": "wanted\n" });
    return { ...test, head, openPull: async () => test.forge.open(asked) };
  };

  describe(`${name}: opening`, () => {
    it("gives a pull request that is found by its branch and by its number", async () => {
      const { forge, head, openPull } = await ready();
      const pull = await openPull();
      expect(pull).toMatchObject({ ...asked, state: "open", head_commit: head, merge_commit: null });
      expect(pull.updated_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
      expect(pull.author).not.toBe("");
      expect(await forge.get(pull.number)).toStrictEqual(pull);
      expect(await forge.list({ head: branch, state: "open" })).toStrictEqual([pull]);
      expect(await forge.list({ state: "open" })).toStrictEqual([pull]);
      expect(await forge.list({ head: "litellm-profiles/staging", state: "all" })).toStrictEqual([]);
    });

    it("gives the one that stands where there is one, as it is", async () => {
      const { forge, openPull } = await ready();
      const first = await openPull();
      expect(await forge.open({ ...asked, title: "Other", body: "other" })).toStrictEqual(first);
      expect(await forge.list({ state: "all" })).toHaveLength(1);
    });

    it("gives one to all who ask at once", async () => {
      const { forge, openPull } = await ready();
      const pulls = await Promise.all([openPull(), openPull(), openPull()]);
      expect(new Set(pulls.map(({ number }) => number)).size).toBe(1);
      expect(await forge.list({ state: "all" })).toHaveLength(1);
    });

    it("gives one where only the answer was lost", async () => {
      const { forge, loseNextReply, openPull } = await ready();
      loseNextReply();
      const pull = await openPull();
      expect(await forge.list({ state: "all" })).toStrictEqual([pull]);
    });

    it("gives each branch its own, the newest first", async () => {
      const { forge, commitOn, openPull } = await ready();
      const first = await openPull();
      await commitOn("litellm-profiles/staging", { "staging.txt": "wanted\n" });
      const second = await forge.open({ ...asked, head: "litellm-profiles/staging" });
      expect((await forge.list({ state: "open" })).map(({ number }) => number)).toEqual([second.number, first.number]);
      expect(second.number).toBeGreaterThan(first.number);
    });

    it("is refused for a branch that is not there", async () => {
      const { forge } = await ready();
      await expect(forge.open({ ...asked, head: "nowhere" })).rejects.toMatchObject(failing("forge-refused"));
    });

    it("is refused for a branch with nothing new", async () => {
      const { forge, commitOn, tipOf } = await open();
      const before = await tipOf("main");
      await commitOn("same", {});
      expect((await tipOf("same")).commit).toBe(before.commit);
      await expect(forge.open({ ...asked, head: "same" })).rejects.toMatchObject(failing("forge-refused"));
    });

    it("keeps every character of a long body", async () => {
      const { forge } = await ready();
      const body = `${"ü<!-- x -->| \u{1F600}\n".repeat(2000)}end`;
      const { number } = await forge.open({ ...asked, body });
      expect((await forge.get(number)).body).toBe(body);
    });
  });

  describe(`${name}: a pull request`, () => {
    it("shows what its branch names now", async () => {
      const { forge, commitOn, openPull } = await ready();
      const { number } = await openPull();
      const next = await commitOn(branch, { "file.txt": "next\n" });
      expect(await forge.get(number)).toMatchObject({ head_commit: next });
    });

    it("gets another title and body in place", async () => {
      const { forge, openPull } = await ready();
      const { number, ...pull } = await openPull();
      const change = { title: "Other", body: "other", base: "main" };
      expect(await forge.update(number, change)).toMatchObject({ number, ...change, head: pull.head, state: "open" });
      expect(await forge.get(number)).toMatchObject(change);
    });

    it("follows a base that is called otherwise", async () => {
      const { commitOn, forge, openPull } = await ready();
      const { number } = await openPull();
      await commitOn("trunk", { "other.txt": "theirs\n" });
      await forge.update(number, { title: asked.title, body: asked.body, base: "trunk" });
      expect(await forge.get(number)).toMatchObject({ base: "trunk", title: asked.title });
    });

    it("can be closed, and closed again", async () => {
      const { forge, head, openPull } = await ready();
      const { number } = await openPull();
      expect(await forge.update(number, { state: "closed" })).toMatchObject({ state: "closed", head_commit: head });
      expect(await forge.update(number, { state: "closed" })).toMatchObject({ state: "closed" });
      expect(await forge.list({ head: branch, state: "open" })).toStrictEqual([]);
      expect(await forge.list({ head: branch, state: "all" })).toMatchObject([{ number, state: "closed" }]);
    });

    it("makes room for another when it is closed", async () => {
      const { forge, openPull } = await ready();
      const first = await openPull();
      await forge.update(first.number, { state: "closed" });
      const second = await openPull();
      expect(second).toMatchObject({ state: "open" });
      expect(second.number).toBeGreaterThan(first.number);
    });

    it("is changed once where only the answer was lost", async () => {
      const { forge, loseNextReply, openPull } = await ready();
      const { number } = await openPull();
      loseNextReply();
      await forge.update(number, { title: "Other", body: "other", base: "main" });
      loseNextReply();
      expect(await forge.update(number, { state: "closed" })).toMatchObject({ state: "closed", title: "Other" });
    });

    it("outlives its branch", async () => {
      const { forge, head, openPull, removeBranch } = await ready();
      const { number } = await openPull();
      await forge.update(number, { state: "closed" });
      await removeBranch(branch);
      expect(await forge.get(number)).toMatchObject({ state: "closed", head_commit: head });
    });

    it("that nobody opened is not known", async () => {
      const { forge, head } = await ready();
      const unknown = { ...failing("unknown-pull-request"), message: "There is no pull request 4711" };
      const status = { commit: head, context: "litellm-profiles", state: "success", description: "well" } as const;
      for (const ask of [
        async () => forge.get(4711),
        async () => forge.update(4711, { title: "a", body: "b", base: "main" }),
        async () => forge.update(4711, { state: "closed" }),
        async () => forge.merge(4711, { head, message: "Merge" }),
        async () => forge.comment(4711, { kind: "plan", body: "text" }),
      ]) {
        await expect(ask()).rejects.toMatchObject(unknown);
      }
      expect(status.commit).toBe(head);
    });
  });

  describe(`${name}: merging`, () => {
    const message = "Merge pull request #1 from litellm-profiles/default\n\nSwitch default";

    it("makes one commit of both", async () => {
      const { forge, head, openPull, tipOf } = await ready();
      const [{ number }, before] = [await openPull(), await tipOf("main")];
      const merged = await forge.merge(number, { head, message });
      const after = await tipOf("main");
      expect(after.parents).toEqual([before.commit, head]);
      expect(merged).toMatchObject({ number, state: "merged", head_commit: head, merge_commit: after.commit });
      expect(await forge.list({ head: branch, state: "open" })).toStrictEqual([]);
    });

    it("happens once, also where only the answer was lost", async () => {
      const { forge, head, loseNextReply, openPull, tipOf } = await ready();
      const { number } = await openPull();
      loseNextReply();
      const merged = await forge.merge(number, { head, message });
      expect(merged).toMatchObject({ state: "merged", merge_commit: (await tipOf("main")).commit });
      expect(await forge.merge(number, { head, message })).toStrictEqual(merged);
      expect((await tipOf("main")).commit).toBe(merged.merge_commit);
    });

    it("is refused to a branch that has moved", async () => {
      const { commitOn, forge, head, openPull, tipOf } = await ready();
      const [{ number }, before] = [await openPull(), await tipOf("main")];
      await commitOn(branch, { "file.txt": "next\n" });
      await expect(forge.merge(number, { head, message })).rejects.toMatchObject(failing("branch-moved"));
      expect((await tipOf("main")).commit).toBe(before.commit);
      expect(await forge.get(number)).toMatchObject({ state: "open" });
    });

    it("is refused where both sides changed the same lines", async () => {
      const { commitOn, forge, head, openPull, tipOf } = await ready();
      const { number } = await openPull();
      const theirs = await commitOn("main", { "file.txt": "theirs\n" });
      await expect(forge.merge(number, { head, message })).rejects.toMatchObject(failing("merge-refused"));
      expect((await tipOf("main")).commit).toBe(theirs);
      expect(await forge.get(number)).toMatchObject({ state: "open" });
    });

    it("takes what came onto the base meanwhile", async () => {
      const { commitOn, forge, head, openPull, tipOf } = await ready();
      const { number } = await openPull();
      const theirs = await commitOn("main", { "other.txt": "theirs\n" });
      await forge.merge(number, { head, message });
      expect((await tipOf("main")).parents).toEqual([theirs, head]);
    });

    it("is refused to one that was closed", async () => {
      const { forge, head, openPull } = await ready();
      const { number } = await openPull();
      await forge.update(number, { state: "closed" });
      await expect(forge.merge(number, { head, message })).rejects.toMatchObject(failing("merge-refused"));
      expect(await forge.get(number)).toMatchObject({ state: "closed", merge_commit: null });
    });

    it("leaves one that is merged when it is closed afterwards", async () => {
      const { forge, head, openPull } = await ready();
      const { number } = await openPull();
      const merged = await forge.merge(number, { head, message });
      expect(await forge.update(number, { state: "closed" })).toMatchObject({
        state: "merged",
        merge_commit: merged.merge_commit,
      });
    });
  });

  describe(`${name}: saying something`, () => {
    it("has one comment of each kind, replaced in place", async () => {
      const { commentsOf, forge, openPull } = await ready();
      const { number } = await openPull();
      await forge.comment(number, { kind: "plan", body: "first *plan*" });
      await forge.comment(number, { kind: "proof", body: "a proof" });
      await forge.comment(number, { kind: "plan", body: "second plan" });
      const comments = await commentsOf(number);
      expect(comments).toHaveLength(2);
      expect(comments[0]).toContain("second plan");
      expect(comments[0]).not.toContain("first");
      expect(comments[1]).toContain("a proof");
    });

    it("knows whether a comment says something new", async () => {
      const { forge, openPull } = await ready();
      const { number } = await openPull();
      const put = async (body: string, onlyReplaces = false) =>
        forge.comment(number, { kind: "plan", body, onlyReplaces });
      expect(await put("first", true)).toBe(false);
      expect(await put("first")).toBe(true);
      expect(await put("first")).toBe(false);
      expect(await put("second", true)).toBe(true);
    });

    it("replaces a comment that is there, and makes none, where that is asked", async () => {
      const { commentsOf, forge, openPull } = await ready();
      const { number } = await openPull();
      await forge.comment(number, { kind: "plan", body: "never", onlyReplaces: true });
      expect(await commentsOf(number)).toEqual([]);
      await forge.comment(number, { kind: "plan", body: "first" });
      await forge.comment(number, { kind: "plan", body: "second", onlyReplaces: true });
      const comments = await commentsOf(number);
      expect(comments).toHaveLength(1);
      expect(comments[0]).toContain("second");
    });

    it("puts a comment once where only the answer was lost", async () => {
      const { commentsOf, forge, loseNextReply, openPull } = await ready();
      const { number } = await openPull();
      loseNextReply();
      expect(await forge.comment(number, { kind: "plan", body: "plan" })).toBe(true);
      expect(await commentsOf(number)).toHaveLength(1);
    });

    it("keeps the last status of each context", async () => {
      const { forge, head, openPull, statusesOf } = await ready();
      const pull = await openPull();
      const status = { commit: head, context: "litellm-profiles", state: "pending", description: "Looking" } as const;
      await forge.report(pull.number, status);
      await forge.report(pull.number, { ...status, state: "failure", description: "1 error" });
      await forge.report(pull.number, { ...status, context: "litellm-profiles/proof", description: "Waiting" });
      expect(await statusesOf(pull)).toEqual([
        "litellm-profiles failure 1 error",
        "litellm-profiles/proof pending Waiting",
      ]);
    });
  });
}
