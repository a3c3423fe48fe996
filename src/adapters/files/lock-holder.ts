import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { isJsonObject, type Json } from "../../domain/json.ts";
import { isCode } from "./file-identity.ts";

/** Who holds a lock. Written beside it, read by whoever finds it taken. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly by: string;
  readonly what: string;
  /** UTC, ISO 8601. */
  readonly since: string;
}

/** The holder's file; undefined where there is none, or not yet all of it. */
export async function readHolder(file: string): Promise<LockHolder | undefined> {
  try {
    const value: Json = JSON.parse(await readFile(file, "utf8"));
    return isHolder(value) ? value : undefined;
  } catch (error) {
    if (isCode(error, "ENOENT") || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isHolder(value: Json): value is Json & LockHolder {
  return isJsonObject(value) && typeof value["pid"] === "number" && typeof value["host"] === "string";
}

/** Whether the holder is known to be gone; only a process of this host can be asked about. */
export function isDead({ pid, host }: LockHolder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isCode(error, "ESRCH");
  }
}
