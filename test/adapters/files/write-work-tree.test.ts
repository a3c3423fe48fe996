import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { writeWorkTree } from "../../../src/adapters/files/write-work-tree.ts";

let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "work-tree-"));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

test("makes the folders, and replaces by a rename that leaves nothing beside", async () => {
  const write = writeWorkTree(root);
  await write("rendered/staging/config.yaml", "one\n");
  const before = await stat(join(root, "rendered/staging/config.yaml"));
  await write("rendered/staging/config.yaml", "two\n");
  const after = await stat(join(root, "rendered/staging/config.yaml"));
  expect(after.ino).not.toBe(before.ino);
  expect(await readFile(join(root, "rendered/staging/config.yaml"), "utf8")).toBe("two\n");
  expect(await readdir(join(root, "rendered/staging"))).toEqual(["config.yaml"]);
});

test("keeps the permissions of a file that it replaces", async () => {
  await writeFile(join(root, "config.yaml"), "one\n", { mode: 0o600 });
  await writeWorkTree(root)("config.yaml", "two\n");
  expect((await stat(join(root, "config.yaml"))).mode & 0o777).toBe(0o600);
});

test.each([
  ["a folder stands in its place", "config.yaml", "config.yaml"],
  ["a file stands where a folder must be", "rendered/config.yaml", "rendered/config.yaml/x"],
])("%s: `target-not-writable`, and what was there stays", async (_name, path, folder) => {
  await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, folder, "kept"), "kept");
  const target = path === folder ? path : `${folder}/kept/config.yaml`;
  await expect(writeWorkTree(root)(target, "new")).rejects.toMatchObject({
    code: "target-not-writable",
    message: `\`${target}\` cannot be written`,
  });
  expect(await readFile(join(root, folder, "kept"), "utf8")).toBe("kept");
});
