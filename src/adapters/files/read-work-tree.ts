import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import type { ReadFiles } from "../../domain/source-files.ts";
import { isCode } from "./file-identity.ts";

/** Reads files of a project folder, as they stand in the work tree. */
export function readWorkTree(root: string): ReadFiles {
  return async (paths) => {
    const found = await Promise.all(paths.map((path) => readAtOrBelow(root, path)));
    return new Map(found.flat());
  };
}

async function readAtOrBelow(root: string, path: string): Promise<(readonly [string, string])[]> {
  try {
    return [[path, await readFile(join(root, path), "utf8")]];
  } catch (error) {
    if (isCode(error, "EISDIR")) return readBelow(root, path);
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return [];
    throw error;
  }
}

async function readBelow(root: string, folder: string): Promise<(readonly [string, string])[]> {
  const names = (await readdir(join(root, folder))).toSorted();
  const found = await Promise.all(names.map((name) => readAtOrBelow(root, posix.join(folder, name))));
  return found.flat();
}
