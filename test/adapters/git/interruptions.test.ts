import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStore } from "../../../src/adapters/git/open-store.ts";
import { git, makeRepository, variables } from "./git-repository.ts";
import { wrapGit } from "./git-wrapper.ts";
import { runStoreProcess } from "./store-process.ts";

const environment = "environments/default.yaml";
const output = "litellm_config.yaml";

function start(): string {
  return makeRepository({ [environment]: "active: premium\n", [output]: "model: premium\n", "notes.txt": "one\n" });
}

/** Body for `runStoreProcess`: a switch on top of a commit. */
function commitSwitch(parent: string, profile: string): string {
  return `const files = [["${environment}", "active: ${profile}\\n"], ["${output}", "model: ${profile}\\n"]];
    return store.commit({ parent: "${parent}", files: new Map(files), message: "Switch to ${profile}\\n" });`;
}

function headOf(folder: string): string {
  return git(folder, ["rev-parse", "HEAD"]).trim();
}

describe("a process killed during a commit", () => {
  it.each([
    {
      name: "before the branch moves",
      kill: { before: '[ "$command" = update-ref ] && kill -9 $PPID && exit 1' },
      moved: false,
    },
    {
      name: "after the branch has moved",
      kill: { after: '[ "$command" = update-ref ] && kill -9 $PPID' },
      moved: true,
    },
    {
      name: "before the index is settled",
      kill: { before: '[ "$command" = update-index ] && kill -9 $PPID && exit 1' },
      moved: true,
    },
  ])("leaves nothing that settling does not finish: $name", async ({ kill, moved }) => {
    const folder = start();
    const parent = headOf(folder);
    const { variables: wrapped } = wrapGit(kill);
    expect(await runStoreProcess({ folder, body: commitSwitch(parent, "balanced"), variables: wrapped })).toBeNull();
    expect(headOf(folder) !== parent).toBe(moved);

    const store = await openStore(folder, variables);
    await store.settle(parent, [environment, output]);
    expect(git(folder, ["status", "--porcelain"])).toBe("");
    const profile = moved ? "balanced" : "premium";
    expect(readFileSync(join(folder, environment), "utf8")).toBe(`active: ${profile}\n`);
    git(folder, ["commit", "--quiet", "--all", "--allow-empty", "--message=Unrelated"]);
    expect(git(folder, ["show", `HEAD:${output}`])).toBe(`model: ${profile}\n`);
  });
});

/** Variables of a git that locks the index as the branch moves. */
function lockThen(after: string): Record<string, string | undefined> {
  return wrapGit({ after: `[ "$command" = update-ref ] && touch .git/index.lock; ${after}` }).variables;
}

function change(parent: string) {
  return { parent, files: new Map([[output, "model: balanced\n"]]), message: "Switch\n" };
}

describe("an index that is locked while the branch moves", () => {
  it("is waited for", async () => {
    const folder = start();
    const store = await openStore(folder, lockThen('[ "$command" = update-index ] && rm -f .git/index.lock'));
    await store.commit(change(headOf(folder)));
    expect(git(folder, ["status", "--porcelain"])).toBe("");
  });

  it("is named with the commit where it stays so, and settling comes after it", async () => {
    const folder = start();
    const parent = headOf(folder);
    const store = await openStore(folder, lockThen("true"));
    await expect(store.commit(change(parent))).rejects.toMatchObject({
      code: "git-refused",
      message: expect.stringMatching(/^Commit `\w+` is made, but .*index\.lock`/),
    });
    expect(headOf(folder)).not.toBe(parent);
    rmSync(join(folder, ".git/index.lock"));
    expect(await store.settle(parent, [output])).toStrictEqual([output]);
    expect(git(folder, ["status", "--porcelain"])).toBe("");
  });
});

describe("two processes at once", () => {
  it("make one commit, and the other is told", async () => {
    const folder = start();
    const parent = headOf(folder);
    const bodies = ["balanced", "ultra_fast"].map((profile) => commitSwitch(parent, profile));
    const results = await Promise.all(bodies.map(async (body) => runStoreProcess({ folder, body })));
    expect(new Set(results)).toStrictEqual(new Set([headOf(folder), "branch-moved"]));
    expect(git(folder, ["rev-list", "--count", "HEAD"])).toBe("2\n");
    expect(git(folder, ["status", "--porcelain"])).toBe("");
  });

  it("lose no note", async () => {
    const folder = start();
    const commit = headOf(folder);
    const addNotes = (by: string) => `for (let workers = 1; workers <= 5; workers++) {
      const at = "2026-01-01T00:00:00.00" + workers + "Z";
      await store.addNote("${commit}",
        { v: 1, environment: "default", output_sha256: "00", outcome: "proven", at, by: "${by}", workers });
    }
    return "done";`;
    const bodies = ["ada", "bob"].map(addNotes);
    const results = await Promise.all(bodies.map(async (body) => runStoreProcess({ folder, body })));
    expect(results).toStrictEqual(["done", "done"]);
    const store = await openStore(folder, variables);
    expect((await store.notes()).get(commit)).toHaveLength(10);
  });
});

describe("git's own notes", () => {
  it("read ours, and write what we read", async () => {
    const folder = start();
    const store = await openStore(folder, variables);
    const [first, note] = [
      headOf(folder),
      {
        v: 1,
        environment: "default",
        output_sha256: "00",
        outcome: "proven",
        at: "2026-01-02T12:00:00.000Z",
        by: "ada",
        workers: 1,
      },
    ] as const;
    await store.addNote(first, note);
    expect(git(folder, ["notes", "--ref=litellm-profiles", "show", first])).toBe(`${JSON.stringify(note)}\n`);
    // Enough of git's own to make it spread them over folders.
    for (let count = 0; count < 40; count++) {
      const blob = git(folder, ["hash-object", "-w", "--stdin"], { input: `${count}` }).trim();
      git(folder, ["notes", "--ref=litellm-profiles", "add", "--message=not ours", blob]);
    }
    await store.addNote(first, { ...note, workers: 2 });
    expect((await store.notes()).get(first)).toHaveLength(2);
    expect(git(folder, ["notes", "--ref=litellm-profiles", "list"]).trim().split("\n")).toHaveLength(41);
  });

  it("merge with those of another clone", async () => {
    const folder = start();
    const store = await openStore(folder, variables);
    const commit = headOf(folder);
    const note = {
      v: 1,
      environment: "default",
      output_sha256: "00",
      outcome: "proven",
      at: "2026-01-02T12:00:01.000Z",
      by: "ada",
      workers: 1,
    } as const;
    await store.addNote(commit, note);
    git(folder, ["update-ref", "refs/notes/theirs", "refs/notes/litellm-profiles"]);
    await store.addNote(commit, { ...note, at: "2026-01-02T12:00:03.000Z" });
    git(folder, [
      "notes",
      "--ref=theirs",
      "append",
      `--message=${JSON.stringify({ ...note, at: "2026-01-02T12:00:02.000Z" })}`,
      commit,
    ]);
    git(folder, ["notes", "--ref=litellm-profiles", "merge", "--strategy=cat_sort_uniq", "refs/notes/theirs"]);
    expect((await store.notes()).get(commit)?.map(({ at }) => at.slice(17))).toStrictEqual([
      "01.000Z",
      "02.000Z",
      "03.000Z",
    ]);
  });
});

describe("the reader of objects", () => {
  it("starts again where somebody ended it", async () => {
    const folder = start();
    const wrapper = wrapGit({ before: '[ "$command" = cat-file ] && echo $$ > "$PIDS"' });
    const pids = join(makeRepository(null), "pids");
    const store = await openStore(folder, { ...wrapper.variables, PIDS: pids });
    const { commit } = await store.head();
    process.kill(Number(readFileSync(pids, "utf8")));
    expect(await store.readFiles(commit, ["notes.txt"])).toStrictEqual(new Map([["notes.txt", "one\n"]]));
  });

  it("says so where it cannot run", async () => {
    const wrapper = wrapGit({ before: '[ "$command" = cat-file ] && exit 1' });
    const store = await openStore(start(), wrapper.variables);
    await expect(store.resolve("HEAD")).rejects.toMatchObject({ code: "git-refused" });
  });

  it("does not keep its process alive", async () => {
    expect(await runStoreProcess({ folder: start(), body: `return (await store.head()).branch;` })).toBe(
      "refs/heads/main",
    );
  });
});

describe("the writer of objects", () => {
  it.each(["hash-object", "mktree"])("starts `%s` again where somebody ended it", async (command) => {
    const folder = start();
    const wrapper = wrapGit({ before: `[ "$command" = ${command} ] && echo $$ >> "$PIDS"` });
    const pids = join(makeRepository(null), "pids");
    const store = await openStore(folder, { ...wrapper.variables, PIDS: pids });
    const first = await store.commit(change(headOf(folder)));
    process.kill(Number(readFileSync(pids, "utf8")));
    const files = new Map([[output, "model: ultra_fast\n"]]);
    const second = await store.commit({ parent: first, files, message: "Switch\n" });
    expect(git(folder, ["show", `${second}:${output}`])).toBe("model: ultra_fast\n");
    expect(readFileSync(pids, "utf8").trim().split("\n")).toHaveLength(2);
  });

  it("says what git said where it cannot write", async () => {
    const wrapper = wrapGit({ before: '[ "$command" = hash-object ] && echo "fatal: No space left" >&2 && exit 128' });
    const folder = start();
    const store = await openStore(folder, wrapper.variables);
    await expect(store.commit(change(headOf(folder)))).rejects.toMatchObject({
      code: "git-refused",
      message: "Git refused: No space left",
    });
  });

  it("does not keep its process alive", async () => {
    const folder = start();
    expect(await runStoreProcess({ folder, body: commitSwitch(headOf(folder), "balanced") })).toBe(headOf(folder));
  });
});

describe("a plain `git revert`", () => {
  it("gives the bytes that undoing gives", async () => {
    const folder = start();
    const before = git(folder, ["rev-parse", "HEAD^{tree}"]);
    const store = await openStore(folder, variables);
    const { commit: parent } = await store.head();
    const files = new Map([
      [environment, "active: balanced\n"],
      [output, "model: balanced\n"],
    ]);
    const commit = await store.commit({ parent, files, message: "Switch\n" });
    git(folder, ["revert", "--no-edit", commit]);
    expect(git(folder, ["rev-parse", "HEAD^{tree}"])).toBe(before);
  });
});
