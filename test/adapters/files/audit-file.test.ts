import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openAuditFile } from "../../../src/adapters/files/audit-file.ts";
import { auditEntry, auditLogContract } from "../../contracts/audit-log-contract.ts";
import { manualClock } from "../../fakes/manual-clock.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

async function openFile(mostBytes?: number) {
  const home = join(await temporaryFolder(), ".litellm-profiles");
  const place = { home, clock: manualClock(), ...(mostBytes !== undefined && { mostBytes }) };
  return { home, file: join(home, "audit.jsonl"), log: openAuditFile(place) };
}

describe("an audit file", () => {
  auditLogContract({ open: async () => (await openFile()).log });

  test("has one line per entry, for its owner's eyes", async () => {
    const { file, log } = await openFile();
    await Promise.all([log.append([auditEntry({ commit: "a1" })]), log.append([auditEntry({ commit: "b2" })])]);
    await log.append([auditEntry({ commit: "c3" })]);
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).commit)).toEqual(["a1", "b2", "c3"]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test("skips what it did not write", async () => {
    const { home, file, log } = await openFile();
    await mkdir(home, { recursive: true });
    await writeFile(file, '{"commit":"torn\nnull\n{"commit":"x"}\n"commit":"\n');
    await log.append([auditEntry({ commit: "a1" })]);
    expect((await log.commits()).map((entry) => "commit" in entry && entry.commit)).toEqual(["a1"]);
  });

  test("begins anew where somebody has taken it away", async () => {
    const { file, log } = await openFile();
    await log.append([auditEntry({ commit: "a1" })]);
    await rm(file);
    await log.append([auditEntry({ commit: "b2" })]);
    expect((await readFile(file, "utf8")).trimEnd().split("\n")).toHaveLength(1);
  });

  test("is followed by another one when it is full, and kept", async () => {
    const { home, log } = await openFile(100);
    await log.append([auditEntry({ commit: "a1" })]);
    await log.append([auditEntry({ commit: "b2" })]);
    expect((await readdir(home)).toSorted()).toEqual([
      ".gitignore",
      "audit-2026-01-02T12-00-00.000Z.jsonl",
      "audit.jsonl",
    ]);
    expect(await log.commits()).toHaveLength(2);
  });

  test("says that it cannot be written, and can be again", async () => {
    const { file, log } = await openFile();
    await mkdir(file, { recursive: true });
    await expect(log.append([auditEntry()])).rejects.toMatchObject({ code: "audit-not-writable", retry: "later" });
    await rm(file, { recursive: true });
    await log.append([auditEntry({ commit: "a1" })]);
    expect(await log.commits()).toHaveLength(1);
  });
});
