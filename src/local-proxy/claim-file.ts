import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Failure } from "../domain/failure.ts";
import { runCommand } from "./run-command.ts";

/**
 * Runs `work` as the only one on this machine that holds the claim: a file with the process's id. The claim of a dead
 * process is taken over. Throws `busy`, naming the process that is at it.
 */
export async function holdClaim(file: string, work: () => Promise<void>): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  if (!(await take(file))) {
    const holder = Number(await readFile(file, "utf8").catch(() => ""));
    if (await isAlive(holder)) throw busy(file, holder);
    await rm(file, { force: true });
    if (!(await take(file))) throw busy(file, holder);
  }
  try {
    await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** False where the file exists. */
async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** A killed process that nobody has waited for still has its id, but does nothing any more. */
async function isAlive(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || !exists(pid)) return false;
  const { ok, output } = await runCommand("ps", ["-o", "stat=", "-p", String(pid)], { env: {} });
  return !(ok && output.trim().startsWith("Z"));
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function busy(file: string, holder: number): Failure {
  return new Failure(
    "busy",
    `A local proxy already runs here, as process ${holder}`,
    `Use that one, or stop it with Ctrl-C first; \`${file}\` names it`,
  );
}
