import { readdir, readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { isJsonObject, type Json } from "../../domain/json.ts";
import { only } from "../../domain/only.ts";
import { isCode } from "./is-code.ts";

/** Who holds a lock. Written into it, read by whoever finds it taken. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly by: string;
  readonly what: string;
  /** UTC, ISO 8601. */
  readonly since: string;
}

/** A holder, and the file that names it. */
export interface NamedHolder {
  readonly file: string;
  /** Undefined where the file does not say. */
  readonly holder: LockHolder | undefined;
}

/** Who holds a lock; undefined where nobody does. */
export async function readHolder(folder: string): Promise<NamedHolder | undefined> {
  try {
    const [name] = await readdir(folder);
    if (name === undefined) return undefined;
    const file = join(folder, name);
    return { file, holder: parseHolder(await readFile(file, "utf8")) };
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isHolder(value) ? value : undefined;
  } catch (error) {
    only(SyntaxError, error);
    return undefined;
  }
}

function isHolder(value: Json): value is Json & LockHolder {
  return isJsonObject(value) && typeof value["pid"] === "number" && typeof value["host"] === "string";
}

/** Whether the holder is known to be gone; only a process of this host can be asked about. */
export function isDead({ pid, host }: Pick<LockHolder, "pid" | "host">): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isCode(error, "ESRCH");
  }
}
