import { describe, expect, it } from "vitest";
import type { ProofNote } from "../../src/domain/revision.ts";
import type { Remote } from "../../src/ports/remote.ts";
import type { Store } from "../../src/ports/store.ts";

/** A person's clone of the repository that the remote is. */
export interface Clone {
  readonly store: Store;
  readonly remote: Remote;
  readonly detach: () => Promise<void>;
  readonly readWorkFile: (path: string) => Promise<string | null>;
  readonly writeWorkFile: (path: string, text: string) => Promise<void>;
  /** Replaces the whole note of a commit. */
  readonly writeRawNote: (commit: string, text: string) => Promise<void>;
}

/** Two people's clones of one remote, and what may happen to it. */
export interface RemoteUnderTest {
  readonly ada: Clone;
  readonly bob: Clone;
  /** The commit that the branch names at the remote. */
  readonly remoteTip: () => Promise<string>;
  /** The text of a commit's note at the remote, null where there is none. */
  readonly remoteNote: (commit: string) => Promise<string | null>;
  /** From now on the remote refuses whatever is pushed, with these words. */
  readonly refuse: (words: string) => Promise<void>;
  /** The remote's branch names another commit of a clone, by force; null deletes the branch. */
  readonly rewrite: (commit: string | null) => Promise<void>;
  readonly goAway: () => Promise<void>;
  /** The next push of Ada's arrives, and she does not hear of it. */
  readonly loseNextReply: () => Promise<void>;
}

/** One commit that both clones and the remote have. */
export type OpenRemoteUnderTest = () => Promise<RemoteUnderTest>;

const note: ProofNote = {
  v: 1,
  environment: "default",
  output_sha256: "ab".repeat(32),
  outcome: "proven",
  at: "2026-01-02T03:04:05.678Z",
  by: "ada",
  workers: 2,
};

function noteBy(by: string, day = 1): ProofNote {
  return { ...note, by, at: `2026-01-0${day}T00:00:00.000Z` };
}

function failing(code: string): object {
  return { name: "Failure", code };
}

async function commit({ store }: Clone, text: string): Promise<string> {
  const { commit: parent } = await store.head();
  return store.commit({ parent, files: new Map([["file.txt", `${text}\n`]]), message: text });
}

async function look({ store, remote }: Clone) {
  return remote.look(await store.head());
}

async function push({ store, remote }: Clone): Promise<void> {
  await remote.push(await store.head());
}

async function check({ store, remote }: Clone): Promise<void> {
  await remote.check(await store.head());
}

/** A commit of Ada's that Bob has seen, and not followed. */
async function newThere(test: RemoteUnderTest & { readonly first: string }) {
  const second = await commit(test.ada, "second");
  await push(test.ada);
  await look(test.bob);
  return { ...test, second };
}

/** What every remote must do; run against real bare repositories and against the one in memory. */
export function describeRemote(name: string, open: OpenRemoteUnderTest): void {
  const ready = async () => {
    const test = await open();
    return { ...test, first: (await test.ada.store.head()).commit };
  };

  describe(`${name}: a push`, () => {
    it("brings the head's commit there, and can be repeated", async () => {
      const { ada, remoteTip } = await ready();
      const second = await commit(ada, "second");
      await push(ada);
      expect(await remoteTip()).toBe(second);
      await push(ada);
      expect(await remoteTip()).toBe(second);
    });

    it("takes the commits along that were not pushed before", async () => {
      const { ada, bob, remoteTip, first } = await ready();
      await commit(ada, "second");
      const third = await commit(ada, "third");
      await push(ada);
      expect(await remoteTip()).toBe(third);
      await expect(bob.remote.push({ commit: first, branch: "refs/heads/main" })).resolves.toBeUndefined();
      expect(await remoteTip()).toBe(third);
    });

    it("brings that very commit, whatever was committed since", async () => {
      const { ada, remoteTip } = await ready();
      await commit(ada, "second");
      const head = await ada.store.head();
      await commit(ada, "third");
      await ada.remote.push(head);
      expect(await remoteTip()).toBe(head.commit);
    });

    it("never overwrites what somebody else pushed", async () => {
      const { ada, bob, remoteTip } = await ready();
      const theirs = await commit(bob, "theirs");
      await push(bob);
      const mine = await commit(ada, "mine");
      await expect(push(ada)).rejects.toMatchObject({
        ...failing("push-refused"),
        retry: "never",
        message: "Branch `main` of remote `origin` holds commits that are not here",
        hint: "Bring them in: `git pull --no-rebase origin main`",
      });
      expect(await remoteTip()).toBe(theirs);
      expect(await ada.store.head()).toMatchObject({ commit: mine });
    });

    it("has one winner where two are made at once", async () => {
      const { ada, bob, remoteTip } = await ready();
      const commits = [await commit(ada, "mine"), await commit(bob, "theirs")];
      const results = await Promise.allSettled([push(ada), push(bob)]);
      expect(results.map(({ status }) => status).toSorted()).toStrictEqual(["fulfilled", "rejected"]);
      const winner = results.findIndex(({ status }) => status === "fulfilled");
      expect(await remoteTip()).toBe(commits[winner]);
      expect(results[1 - winner]).toMatchObject({ reason: failing("push-refused") });
    });

    it("is refused in the remote's own words", async () => {
      const { ada, refuse, remoteTip, first } = await ready();
      await refuse("main is protected");
      await commit(ada, "mine");
      await expect(push(ada)).rejects.toMatchObject({
        ...failing("push-refused"),
        message: expect.stringMatching(
          /^Remote `origin` refuses the commit on branch `main`: .*main is protected[^\n]*(?<!\.)$/,
        ),
        hint: "Have it allowed there, or bring the commit in by a pull request",
      });
      expect(await remoteTip()).toBe(first);
    });

    it("has arrived where only the answer was lost", async () => {
      const { ada, loseNextReply, remoteTip } = await ready();
      const mine = await commit(ada, "mine");
      await loseNextReply();
      await push(ada);
      expect(await remoteTip()).toBe(mine);
    });

    it("needs a branch", async () => {
      const { ada } = await ready();
      await ada.detach();
      await expect(push(ada)).rejects.toMatchObject(failing("detached-head"));
      await expect(check(ada)).rejects.toMatchObject(failing("detached-head"));
    });
  });

  describe(`${name}: a check`, () => {
    it("passes where a push would", async () => {
      const { ada, remoteTip, first } = await ready();
      await check(ada);
      await commit(ada, "mine");
      await check(ada);
      expect(await remoteTip()).toBe(first);
    });

    it.each(["behind", "beside"])("is refused to a head %s the remote's", async (where) => {
      const { ada, bob, remoteTip } = await ready();
      const theirs = await commit(bob, "theirs");
      await push(bob);
      if (where === "beside") await commit(ada, "mine");
      await expect(check(ada)).rejects.toMatchObject({
        ...failing("push-refused"),
        hint: "Bring them in: `git pull --no-rebase origin main`",
      });
      expect(await remoteTip()).toBe(theirs);
    });
  });

  describe(`${name}: a look`, () => {
    it("brings what is new there, and moves nothing", async () => {
      const { ada, bob, first } = await ready();
      expect(await look(bob)).toStrictEqual({
        stands: "same",
        commit: first,
        isUnshared: false,
      });
      const second = await commit(ada, "second");
      expect(await look(ada)).toMatchObject({ stands: "behind", commit: first });
      await push(ada);
      expect(await look(bob)).toMatchObject({ stands: "ahead", commit: second });
      expect((await bob.store.head()).commit).toBe(first);
      expect(await bob.store.readFiles(second, ["file.txt"])).toStrictEqual(new Map([["file.txt", "second\n"]]));
    });

    it("says that both sides went on", async () => {
      const { ada, bob } = await ready();
      const theirs = await commit(ada, "theirs");
      await push(ada);
      await commit(bob, "mine");
      expect(await look(bob)).toMatchObject({ stands: "apart", commit: theirs });
    });

    it("says that the history there was rewritten", async () => {
      const { ada, bob, first, rewrite } = await ready();
      await commit(ada, "second");
      await push(ada);
      await look(bob);
      const other = await commit(bob, "another second");
      await rewrite(other);
      expect(await look(ada)).toMatchObject({ stands: "apart", commit: other });
      await rewrite(first);
      expect(await look(ada)).toMatchObject({ stands: "behind", commit: first });
    });

    it("says that the branch is not there, nor the notes", async () => {
      const { ada, first, rewrite } = await ready();
      await rewrite(null);
      expect(await look(ada)).toStrictEqual({ stands: "absent", isUnshared: false });
      await ada.store.addNote(first, note);
      expect(await look(ada)).toStrictEqual({ stands: "absent", isUnshared: true });
    });

    it("brings the proof notes here, and sends none", async () => {
      const { ada, bob, first, remoteNote } = await ready();
      await ada.store.addNote(first, noteBy("ada"));
      await ada.remote.shareNotes();
      await bob.store.addNote(first, noteBy("bob"));
      expect(await look(bob)).toMatchObject({ isUnshared: true });
      expect((await bob.store.notes()).get(first)).toStrictEqual([noteBy("ada"), noteBy("bob")]);
      expect(await remoteNote(first)).not.toContain("bob");
      await bob.remote.shareNotes();
      expect(await look(bob)).toMatchObject({ isUnshared: false });
      expect(await look(ada)).toMatchObject({ isUnshared: false });
    });

    it("needs a branch", async () => {
      const { ada } = await ready();
      await ada.detach();
      await expect(look(ada)).rejects.toMatchObject(failing("detached-head"));
    });
  });

  describe(`${name}: following`, () => {
    it("moves the branch on, with index and work tree", async () => {
      const { bob, second } = await newThere(await ready());
      await bob.remote.follow(second);
      expect((await bob.store.head()).commit).toBe(second);
      expect(await bob.readWorkFile("file.txt")).toBe("second\n");
      const third = await commit(bob, "third");
      await push(bob);
      await bob.remote.follow(third);
      expect((await bob.store.head()).commit).toBe(third);
    });

    it("loses no uncommitted work", async () => {
      const { bob, first, second } = await newThere(await ready());
      await bob.writeWorkFile("other.txt", "not committed\n");
      await bob.writeWorkFile("file.txt", "not committed\n");
      await expect(bob.remote.follow(second)).rejects.toMatchObject({
        ...failing("git-refused"),
        message: expect.stringContaining("file.txt"),
      });
      expect((await bob.store.head()).commit).toBe(first);
      expect(await bob.readWorkFile("file.txt")).toBe("not committed\n");
      await bob.writeWorkFile("file.txt", "first\n");
      await bob.remote.follow(second);
      expect(await bob.readWorkFile("other.txt")).toBe("not committed\n");
    });

    it("goes nowhere else than on", async () => {
      const { bob, second } = await newThere(await ready());
      const mine = await commit(bob, "mine");
      await expect(bob.remote.follow(second)).rejects.toMatchObject(failing("git-refused"));
      expect((await bob.store.head()).commit).toBe(mine);
    });
  });

  describe(`${name}: a remote that is gone`, () => {
    it("cannot be reached, and loses nothing", async () => {
      const { ada, goAway } = await ready();
      const mine = await commit(ada, "mine");
      await ada.store.addNote(mine, note);
      await goAway();
      const unreachable = { ...failing("remote-unreachable"), retry: "later" };
      await expect(check(ada)).rejects.toMatchObject(unreachable);
      await expect(look(ada)).rejects.toMatchObject(unreachable);
      await expect(push(ada)).rejects.toMatchObject({
        ...unreachable,
        message: expect.stringMatching(/^Remote `origin` cannot be reached: .*[^.\n]$/),
      });
      await expect(ada.remote.shareNotes()).rejects.toMatchObject(unreachable);
      expect(await ada.store.head()).toMatchObject({ commit: mine });
      expect(await ada.store.notes()).toStrictEqual(new Map([[mine, [note]]]));
    });
  });

  describe(`${name}: proof notes`, () => {
    it("are shared by both sides", async () => {
      const { ada, bob, first } = await ready();
      await ada.store.addNote(first, noteBy("ada"));
      await ada.remote.shareNotes();
      await bob.remote.shareNotes();
      expect(await bob.store.notes()).toStrictEqual(new Map([[first, [noteBy("ada")]]]));
    });

    it("need none on either side, and can be shared again", async () => {
      const { ada, first, remoteNote } = await ready();
      await ada.remote.shareNotes();
      expect(await remoteNote(first)).toBeNull();
      await ada.store.addNote(first, note);
      await ada.remote.shareNotes();
      const text = await remoteNote(first);
      await ada.remote.shareNotes();
      expect(await remoteNote(first)).toBe(text);
      expect(JSON.parse(text ?? "")).toStrictEqual(note);
    });

    it("of the same commit and of others are all kept", async () => {
      const { ada, bob, first } = await ready();
      const second = await commit(ada, "second");
      await ada.store.addNote(first, noteBy("ada", 1));
      await ada.store.addNote(first, note);
      await ada.store.addNote(second, noteBy("ada", 2));
      await bob.store.addNote(first, noteBy("bob", 3));
      await bob.store.addNote(first, note);
      await ada.remote.shareNotes();
      await bob.remote.shareNotes();
      await ada.remote.shareNotes();
      const all = new Map([
        [first, [noteBy("ada", 1), note, noteBy("bob", 3)]],
        [second, [noteBy("ada", 2)]],
      ]);
      expect(await ada.store.notes()).toStrictEqual(all);
      expect(await bob.store.notes()).toStrictEqual(all);
    });

    it("are all kept where several people add them at once", async () => {
      const { ada, bob, first } = await ready();
      const addAndShare = async ({ store, remote }: Clone, by: string) => {
        for (const day of [1, 2, 3]) {
          await store.addNote(first, noteBy(by, day));
          await remote.shareNotes();
        }
      };
      await Promise.all([addAndShare(ada, "ada"), addAndShare(bob, "bob")]);
      await ada.remote.shareNotes();
      const days = (await ada.store.notes()).get(first)?.map(({ by, at }) => `${by} ${at.slice(8, 10)}`);
      expect(days?.toSorted()).toStrictEqual(["ada 01", "ada 02", "ada 03", "bob 01", "bob 02", "bob 03"]);
    });

    it("keep the lines of a later version", async () => {
      const { ada, bob, first, remoteNote } = await ready();
      await bob.writeRawNote(first, `{"v":2,"größer":true}\n`);
      await bob.remote.shareNotes();
      await ada.store.addNote(first, note);
      await ada.remote.shareNotes();
      const lines = (await remoteNote(first))?.trim().split("\n");
      expect(lines).toHaveLength(2);
      expect(lines).toContain(`{"v":2,"größer":true}`);
    });

    it("have arrived where only the answer was lost", async () => {
      const { ada, loseNextReply, first, remoteNote } = await ready();
      await ada.store.addNote(first, note);
      await loseNextReply();
      await ada.remote.shareNotes();
      expect(JSON.parse((await remoteNote(first)) ?? "")).toStrictEqual(note);
    });

    it("stay here where the remote refuses them", async () => {
      const { ada, bob, refuse, first, remoteNote } = await ready();
      await bob.store.addNote(first, noteBy("bob"));
      await bob.remote.shareNotes();
      const text = await remoteNote(first);
      await ada.store.addNote(first, noteBy("ada"));
      await refuse("no notes here");
      await expect(ada.remote.shareNotes()).rejects.toMatchObject({
        ...failing("push-refused"),
        message: expect.stringMatching(/^Remote `origin` refuses the proof notes: .*no notes here/),
      });
      expect((await ada.store.notes()).get(first)).toContainEqual(noteBy("ada"));
      expect(await remoteNote(first)).toBe(text);
    });
  });
}
