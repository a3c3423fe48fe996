import { appendFile, mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openTrafficFile } from "../../../src/adapters/files/traffic-file.ts";
import { countedEntry, trafficLogContract } from "../../contracts/traffic-log-contract.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

async function openFile(mostBytes?: number) {
  const home = join(await temporaryFolder(), ".litellm-profiles");
  const log = openTrafficFile({ home, ...(mostBytes !== undefined && { mostBytes }) });
  return { home, file: join(home, "default/traffic.jsonl"), log };
}

describe("a traffic file", () => {
  trafficLogContract({ open: async () => (await openFile()).log });

  test("is for its owner's eyes, and ignored by git", async () => {
    const { home, file, log } = await openFile();
    await log.append("default", [countedEntry("a--1")]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(home)).toContain(".gitignore");
  });

  test("passes over a line that was torn, and one of another version", async () => {
    const { file, log } = await openFile();
    await log.append("default", [countedEntry("a--1")]);
    await appendFile(file, '{"v":2}\n{"v":1,"at":"20\n');
    await log.append("default", [countedEntry("b--1")]);
    expect(await log.read("default")).toEqual([countedEntry("a--1"), countedEntry("b--1")]);
  });

  test("keeps the file before a new one, and forgets those before", async () => {
    const { log } = await openFile(100);
    for (const id of ["a--1", "b--1", "c--1"]) await log.append("default", [countedEntry(id)]);
    expect(await log.read("default")).toEqual([countedEntry("b--1"), countedEntry("c--1")]);
  });

  test("says that it cannot be written", async () => {
    const { file, log } = await openFile();
    await mkdir(file, { recursive: true });
    await expect(log.append("default", [countedEntry("a--1")])).rejects.toMatchObject({ code: "target-not-writable" });
  });
});
