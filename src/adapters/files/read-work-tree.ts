import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { ReadFiles } from "../../domain/source-files.ts";
import { isCode } from "./is-code.ts";

/**
 * Reads files of a project folder, as they stand in the work tree. They are few and small, so that reading one takes
 * less time than handing it to a thread.
 */
export function readWorkTree(root: string): ReadFiles {
  return async (paths) => new Map(paths.flatMap((path) => readAtOrBelow(root, path)));
}

function readAtOrBelow(root: string, path: string): (readonly [string, string])[] {
  try {
    return [[path, readFileSync(join(root, path), "utf8")]];
  } catch (error) {
    if (isCode(error, "EISDIR")) return readBelow(root, path);
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return [];
    throw error;
  }
}

function readBelow(root: string, folder: string): (readonly [string, string])[] {
  const names = readdirSync(join(root, folder)).toSorted();
  return names.flatMap((name) => readAtOrBelow(root, posix.join(folder, name)));
}
