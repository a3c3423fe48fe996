import { realpathSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isTracked } from "../../../src/adapters/git/is-tracked.ts";
import { mainWorkTree } from "../../../src/adapters/git/main-work-tree.ts";
import { git, makeFolder, makeRepository, variables } from "./git-repository.ts";

describe("the main work tree", () => {
  test("is the clone itself", async () => {
    const folder = realpathSync(makeRepository({ "a.txt": "a\n" }));
    expect(await mainWorkTree(folder, variables)).toBe(folder);
  });

  test("is that of the clone for a linked work tree, with the project's folder in it", async () => {
    const folder = realpathSync(makeRepository({ "team/a.txt": "a\n" }));
    const linked = join(makeFolder(), "linked");
    git(folder, ["worktree", "add", "--quiet", linked]);
    expect(await mainWorkTree(linked, variables)).toBe(folder);
    expect(await mainWorkTree(join(linked, "team"), variables)).toBe(join(folder, "team/"));
  });

  test("is the folder itself where there is no other", async () => {
    const bare = makeFolder();
    git(bare, ["init", "--quiet", "--bare"]);
    const source = makeRepository({ "a.txt": "a\n" });
    git(source, ["push", "--quiet", bare, "main"]);
    const linked = join(makeFolder(), "linked");
    git(bare, ["worktree", "add", "--quiet", linked, "main"]);
    expect(await mainWorkTree(linked, variables)).toBe(linked);
    const nowhere = makeFolder();
    expect(await mainWorkTree(nowhere, variables)).toBe(nowhere);
  });
});

describe("a path", () => {
  test("is tracked where git has it in its index", async () => {
    const folder = makeRepository({ "a.txt": "a\n", "*.txt": "star\n" });
    expect(await isTracked(join(folder, "a.txt"), variables)).toBe(true);
    expect(await isTracked(join(folder, "b.txt"), variables)).toBe(false);
    expect(await isTracked(join(folder, "?.txt"), variables)).toBe(false);
  });

  test("is not tracked where there is no repository", async () => {
    const folder = makeFolder();
    expect(await isTracked(join(folder, "a.txt"), variables)).toBe(false);
    expect(await isTracked(join(folder, "missing/a.txt"), variables)).toBe(false);
  });
});
