import type { Repository } from "./repository.ts";
import type { FileEntry } from "./observe-paths.ts";
import { findEntry, isFile } from "./tree.ts";

/** A path that differs between two trees; null where there is no such file. */
export interface Moved {
  /** From the top of the work tree. */
  readonly path: string;
  readonly before: FileEntry | null;
  readonly after: FileEntry | null;
}

/** Those of the paths that differ between two commits or trees, both times a regular file or nothing. */
export async function findMoved(
  { objects }: Repository,
  paths: readonly string[],
  [before, after]: readonly [string, string],
): Promise<Moved[]> {
  const [treeBefore, treeAfter] = [`${before}^{tree}`, `${after}^{tree}`];
  const pairs = await Promise.all(
    paths.map(async (path) => ({
      path,
      before: (await findEntry(objects, treeBefore, path)) ?? null,
      after: (await findEntry(objects, treeAfter, path)) ?? null,
    })),
  );
  return pairs.filter(
    (pair) =>
      pair.before?.id !== pair.after?.id && [pair.before, pair.after].every((entry) => entry === null || isFile(entry)),
  );
}
