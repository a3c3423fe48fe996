import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { holdClaim } from "../../src/local-proxy/claim-file.ts";
import { temporaryFolder } from "../temporary-folder.ts";

async function newFile(): Promise<string> {
  return join(await temporaryFolder(), "default/npm-start.pid");
}

async function leave(file: string, text: string): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, text);
}

/** The id of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

describe("holdClaim", () => {
  test("holds while the work runs, for this user only", async () => {
    const file = await newFile();
    await holdClaim(file, async () => {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    });
    expect(existsSync(file)).toBe(false);
  });

  test("gives the claim back when the work fails", async () => {
    const file = await newFile();
    await expect(holdClaim(file, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(existsSync(file)).toBe(false);
  });

  test("tells the second who is at it", async () => {
    const file = await newFile();
    await holdClaim(file, async () => {
      await expect(holdClaim(file, async () => {})).rejects.toMatchObject({
        code: "busy",
        message: `A local proxy already runs here, as process ${process.pid}`,
      });
      expect(existsSync(file)).toBe(true);
    });
  });

  test("counts a process of another user as alive", async () => {
    const file = await newFile();
    await leave(file, "1");
    await expect(holdClaim(file, async () => {})).rejects.toMatchObject({ code: "busy" });
  });

  test.each([
    { name: "a dead process", text: () => String(deadPid()) },
    { name: "a process killed while it wrote", text: () => "" },
  ])("takes over from $name", async ({ text }) => {
    const file = await newFile();
    await leave(file, text());
    let ran = false;
    await holdClaim(file, async () => {
      ran = true;
    });
    expect(ran).toBe(true);
  });

  test("takes over from a killed process that nobody has waited for", async () => {
    const file = await newFile();
    // The shell becomes a program that never waits for the child it started.
    const parent = spawn("/bin/sh", ["-c", "sleep 0 & echo $!; exec sleep 60"]);
    try {
      const [line]: unknown[] = await once(parent.stdout, "data");
      await leave(file, String(line).trim());
      const ran: string[] = [];
      await expect.poll(async () => (await holdClaim(file, async () => void ran.push("ran")), ran)).toEqual(["ran"]);
    } finally {
      parent.kill();
    }
  });

  test("says so where the folder cannot be made", async () => {
    const file = await newFile();
    await mkdir(join(file, "../.."), { recursive: true });
    await writeFile(join(file, ".."), "a file");
    await expect(holdClaim(file, async () => {})).rejects.toMatchObject({ code: "EEXIST" });
  });
});
