import { spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { replaceFile } from "../../../src/adapters/files/replace-file.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const name = "config.yaml";

test("A new file, and the folders that it needs", async () => {
  const file = join(await temporaryFolder(), "a/b", name);
  await replaceFile(file, "one\n", { mode: 0o600 });
  expect(await readFile(file, "utf8")).toBe("one\n");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("A file that is replaced hands on its permissions", async () => {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, "one\n");
  await chmod(file, 0o640);
  await replaceFile(file, "two\n");
  expect(await readFile(file, "utf8")).toBe("two\n");
  expect((await stat(file)).mode & 0o777).toBe(0o640);
});

test("A symbolic link stays, and what it leads to is replaced", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, name), "one\n");
  await symlink(name, join(folder, "link"));
  await replaceFile(join(folder, "link"), "two\n");
  expect((await lstat(join(folder, "link"))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, name), "utf8")).toBe("two\n");
});

test("What a killed process of this host left goes, what anybody else made stays", async () => {
  const folder = await temporaryFolder();
  const { pid: dead } = spawnSync(process.execPath, ["-e", ""]);
  const others = [
    `${name}.20260102`,
    `${name}.bak`,
    `${name}.litellm-profiles-new.${process.pid}@${hostname()}@0a1b2c3d`,
    `${name}.litellm-profiles-new.${dead}@another-host@0a1b2c3d`,
  ];
  for (const each of [...others, `${name}.litellm-profiles-new.${dead}@${hostname()}@0a1b2c3d`]) {
    await writeFile(join(folder, each), "");
  }
  await replaceFile(join(folder, name), "one\n");
  expect((await readdir(folder)).toSorted()).toEqual([name, ...others].toSorted());
});

test("Where it fails nothing has changed", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, name));
  await expect(replaceFile(join(folder, name), "one\n")).rejects.toMatchObject({ code: "EISDIR" });
  expect(await readdir(folder)).toEqual([name]);
});

const small = smallDisk();

/** A file system of 64 kB; undefined where this user may not mount one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]);
  afterAll(() => {
    spawnSync("umount", [folder]);
    rmdirSync(folder);
  });
  return status === 0 ? folder : undefined;
}

test.skipIf(small === undefined)("A disk that is full keeps the file before, whole and alone", async () => {
  const file = join(small ?? "", name);
  await replaceFile(file, "one\n");
  await expect(replaceFile(file, "two\n".repeat(100_000))).rejects.toMatchObject({ code: "ENOSPC" });
  expect(await readFile(file, "utf8")).toBe("one\n");
  expect(await readdir(small ?? "")).toEqual([name]);
  await replaceFile(file, "three\n");
  expect(await readFile(file, "utf8")).toBe("three\n");
});
