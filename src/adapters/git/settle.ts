import { findMoved } from "./find-moved.ts";
import { observePaths } from "./observe-paths.ts";
import { fromTop, type Repository } from "./repository.ts";
import { observedAsHead, settlePaths } from "./settle-paths.ts";

/** Finishes what a crash between a commit and its settling left undone; see `Store.settle`. */
export async function settle(repository: Repository, from: string, paths: readonly string[]): Promise<string[]> {
  const full = paths.map((path) => fromTop(repository, path));
  const seen = await observePaths(repository, full);
  if (seen.commit === null) return [];
  const moved = await findMoved(repository, full, [from, seen.commit]);
  const standing = await Promise.all(
    moved.map(async (path) => ({
      ...path,
      seen: seen.differing.get(path.path) ?? (await observedAsHead(repository, path.path, path.after)),
    })),
  );
  return (await settlePaths(repository, standing)).map((path) => path.slice(repository.prefix.length));
}
