import { lstat, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../domain/failure.ts";
import { replaceFile } from "../files/replace-file.ts";
import type { Repository } from "./repository.ts";

/** Bytes of a file in the work tree; undefined where there is none. */
export async function readWorkFile({ folder }: Repository, path: string): Promise<Buffer | undefined> {
  return readFile(join(folder, path)).catch(() => undefined);
}

/**
 * Puts the bytes there by one rename, keeping the file's permissions; null removes. False, and nothing done, where a
 * symbolic link lies on the way. Throws `target-not-writable`.
 */
export async function replaceWorkFile(repository: Repository, path: string, bytes: Buffer | null): Promise<boolean> {
  if (await leadsThroughLink(repository, path)) return false;
  const file = join(repository.folder, path);
  try {
    if (bytes === null) await rm(file);
    else await replaceFile(file, bytes, { durable: false });
    return true;
  } catch (error) {
    throw new Failure(
      "target-not-writable",
      `File \`${path}\` could not be replaced (${error instanceof Error ? error.message : String(error)})`,
      "Make it writable",
      { cause: error },
    );
  }
}

async function leadsThroughLink({ folder }: Repository, path: string): Promise<boolean> {
  const parts = path.split("/");
  const found = await Promise.all(
    parts.map(async (_, index) => lstat(join(folder, ...parts.slice(0, index + 1))).catch(() => undefined)),
  );
  return found.some((entry) => entry?.isSymbolicLink() === true);
}
