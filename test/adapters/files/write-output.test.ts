import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeOutput } from "../../../src/adapters/files/write-output.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

test("a report replaces the one before, and leaves nothing beside it", async () => {
  const folder = await temporaryFolder();
  const file = join(folder, "deep/report.txt");
  await writeOutput(file, "first");
  await writeOutput(file, "second");
  expect(await readFile(file, "utf8")).toBe("second");
  expect(await readdir(join(folder, "deep"))).toEqual(["report.txt"]);
});

test("a device stays one", async () => {
  await writeOutput("/dev/null", "text");
  expect(await readFile("/dev/null", "utf8")).toBe("");
});

test("what cannot be written is refused", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "file"), "");
  for (const path of [folder, join(folder, "file/report.txt")]) {
    await expect(writeOutput(path, "text")).rejects.toMatchObject({ code: "target-not-writable" });
  }
});
