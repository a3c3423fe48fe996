import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { openLock } from "../../../src/adapters/files/environment-lock.ts";
import { systemClock } from "../../../src/adapters/system-clock.ts";
import type { Clock } from "../../../src/ports/clock.ts";
import { lockContract } from "../../contracts/lock-contract.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const noon: Clock = { ...systemClock, now: () => new Date("2026-01-02T12:00:00.000Z") };

async function home() {
  return join(await temporaryFolder(), ".litellm-profiles");
}

function open(folder: string, environment = "default") {
  const file = join(folder, environment, "lock");
  return openLock({
    home: folder,
    file,
    of: `environment \`${environment}\``,
    by: "Ada <ada@example.org>",
    clock: noon,
  });
}

/** What a process leaves that was killed while it held the lock. */
async function leaveLock(folder: string, holder: object) {
  const lock = join(folder, "default/lock.lock");
  await mkdir(lock, { recursive: true });
  await writeFile(join(lock, "holder.json"), JSON.stringify(holder));
  return lock;
}

async function deadProcess() {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid;
}

describe("the lock of an environment", () => {
  lockContract({
    async open() {
      const folder = await home();
      return { first: open(folder), second: open(folder), other: open(folder, "staging") };
    },
  });

  test("says who does what since when", async () => {
    const folder = await home();
    await open(folder).hold("switch to balanced", async () => {
      await expect(open(folder).hold("deliver", async () => undefined)).rejects.toMatchObject({
        message: `Environment \`default\` is busy: Ada <ada@example.org> (process ${process.pid} on \`${hostname()}\`) has been at it since 2026-01-02T12:00:00.000Z: switch to balanced`,
        hint: "Try again when that has ended",
      });
    });
  });

  test("cannot be taken where the system refuses, and nothing is done", async () => {
    const folder = await home();
    await mkdir(join(folder, "default"), { recursive: true });
    await writeFile(join(folder, "default/lock.lock"), "");
    let isDone = false;
    await expect(open(folder).hold("deliver", async () => (isDone = true))).rejects.toMatchObject({
      code: "target-not-writable",
      message: `The turn of environment \`default\` cannot be taken in \`${folder}/default\` (ENOTDIR)`,
    });
    expect(isDone).toBe(false);
    expect(await readdir(join(folder, "default"))).toEqual(["lock.lock"]);
  });

  test("leaves nothing but a folder that git ignores", async () => {
    const folder = await home();
    await open(folder).hold("deliver", async () => undefined);
    expect(await readdir(join(folder, "default"))).toEqual([]);
    expect(await readFile(join(folder, ".gitignore"), "utf8")).toBe("*\n");
  });

  test("follows a holder of this host that is dead, at once", async () => {
    const folder = await home();
    await leaveLock(folder, { pid: await deadProcess(), host: hostname(), what: "switch to premium" });
    expect(await open(folder).hold("deliver", async () => "mine")).toBe("mine");
  });

  test("is nobody's while it is empty, as a process leaves it that is killed at its end", async () => {
    const folder = await home();
    await mkdir(join(folder, "default/lock.lock"), { recursive: true });
    expect(await open(folder).hold("deliver", async () => "mine")).toBe("mine");
  });

  test("removes what dead processes left that were about to take it, and only theirs", async () => {
    const folder = await home();
    const left = (pid: number | undefined) => join(folder, `default/lock.lock.${pid}@${hostname()}@0a1b2c3d`);
    await mkdir(left(await deadProcess()), { recursive: true });
    await mkdir(left(process.pid));
    await open(folder).hold("deliver", async () => undefined);
    expect(await readdir(join(folder, "default"))).toEqual([basename(left(process.pid))]);
  });

  test("lets one in of several who find a dead holder", async () => {
    const folder = await home();
    await leaveLock(folder, { pid: await deadProcess(), host: hostname(), what: "switch to premium" });
    let inside = 0;
    const work = async () => {
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    const settled = await Promise.allSettled(Array.from({ length: 8 }, () => open(folder).hold("deliver", work)));
    const refused = settled.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(refused.length).toBeLessThan(8);
    expect(new Set(refused)).toEqual(new Set(["busy"]));
  });

  test("looks again before it follows: somebody else may have been faster", async () => {
    const folder = await home();
    const lock = await leaveLock(folder, { pid: await deadProcess(), host: hostname() });
    const faster = { pid: process.pid, host: hostname(), by: "Bob", what: "switch to premium", since: "now" };
    const isDead = ({ pid }: { pid: number }) => {
      if (pid === process.pid) return false;
      rmSync(join(lock, "holder.json"));
      writeFileSync(join(lock, "faster.json"), JSON.stringify(faster));
      return true;
    };
    const file = join(folder, "default/lock");
    const late = openLock({ file, of: "environment `default`", by: "Ada", clock: noon, isDead });
    await expect(late.hold("deliver", async () => undefined)).rejects.toMatchObject({
      code: "busy",
      message: expect.stringContaining("switch to premium"),
    });
    expect(existsSync(lock)).toBe(true);
  });

  test("leaves the lock to a holder that lives, or may live elsewhere", async () => {
    for (const holder of [
      { pid: process.pid, host: hostname(), by: "Bob", what: "switch to premium", since: "now" },
      { pid: await deadProcess(), host: "another-host", by: "Bob", what: "switch to premium", since: "now" },
    ]) {
      const folder = await home();
      await leaveLock(folder, holder);
      await expect(open(folder).hold("deliver", async () => undefined)).rejects.toMatchObject({ code: "busy" });
    }
  });

  test.for(["", "null", `{"pid": 1`])("asks for patience where the lock does not say whose it is: %o", async (text) => {
    const folder = await home();
    await writeFile(join(await leaveLock(folder, {}), "holder.json"), text);
    await expect(open(folder).hold("deliver", async () => undefined)).rejects.toMatchObject({
      message: "Environment `default` is busy: another process has just taken its turn",
    });
  });

  test("follows a holder that has been silent for long, wherever it is", async () => {
    const folder = await home();
    const lock = await leaveLock(folder, { pid: 1, host: "another-host" });
    await utimes(lock, 1, 1);
    expect(await open(folder).hold("deliver", async () => "mine")).toBe("mine");
  });

  test("refuses a folder that cannot be made", async () => {
    const folder = await home();
    await mkdir(dirname(folder), { recursive: true });
    await writeFile(folder, "a file");
    await expect(open(folder).hold("deliver", async () => undefined)).rejects.toMatchObject({
      code: "target-not-writable",
    });
  });
});
