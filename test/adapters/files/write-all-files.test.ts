import { lstat, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeAllFiles } from "../../../src/adapters/files/write-all-files.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const files = new Map([
  ["deep/a.yaml", "a: 1\n"],
  ["b.yaml", "b: 1\n"],
]);

async function listed(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).toSorted();
}

test("writes all files, and leaves nothing beside them", async () => {
  const folder = join(await temporaryFolder(), "new/project");
  await writeAllFiles(folder)(files, { overwrite: false });
  expect(await listed(folder)).toEqual(["b.yaml", "deep", "deep/a.yaml"]);
  expect(await readFile(join(folder, "deep/a.yaml"), "utf8")).toBe("a: 1\n");
});

test("overwrites nothing: one file that exists keeps all from being written", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "b.yaml"), "mine");
  await expect(writeAllFiles(folder)(files, { overwrite: false })).rejects.toMatchObject({
    code: "would-overwrite",
    message: "`b.yaml` exists already",
  });
  expect(await listed(folder)).toEqual(["b.yaml"]);
  expect(await readFile(join(folder, "b.yaml"), "utf8")).toBe("mine");
});

test("a link to nowhere is a file that exists", async () => {
  const folder = await temporaryFolder();
  await symlink("nowhere", join(folder, "b.yaml"));
  await expect(writeAllFiles(folder)(files, { overwrite: false })).rejects.toMatchObject({ code: "would-overwrite" });
});

test("overwrites where it is asked to; a link is replaced, not what it points at", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "elsewhere"), "mine");
  await symlink("elsewhere", join(folder, "b.yaml"));
  await writeAllFiles(folder)(files, { overwrite: true });
  expect(await readFile(join(folder, "elsewhere"), "utf8")).toBe("mine");
  expect((await lstat(join(folder, "b.yaml"))).isFile()).toBe(true);
  expect(await listed(folder)).toEqual(["b.yaml", "deep", "deep/a.yaml", "elsewhere"]);
});

test("what cannot be written leaves all as it was", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "b.yaml"), "mine");
  await mkdir(join(folder, "c.yaml"));
  await writeFile(join(folder, "c.yaml/inner"), "mine too");
  const more = new Map([...files, ["c.yaml", "c: 1\n"]]);
  await expect(writeAllFiles(folder)(more, { overwrite: true })).rejects.toMatchObject({ code: "target-not-writable" });
  expect(await listed(folder)).toEqual(["b.yaml", "c.yaml", "c.yaml/inner"]);
  expect(await readFile(join(folder, "b.yaml"), "utf8")).toBe("mine");
});

test("a folder that is a file is refused", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "deep"), "mine");
  await expect(writeAllFiles(folder)(files, { overwrite: false })).rejects.toMatchObject({
    code: "target-not-writable",
  });
  expect(await listed(folder)).toEqual(["deep"]);
});
