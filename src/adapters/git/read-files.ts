import { fromTop, readBlobs, type Repository } from "./repository.ts";
import { findEntry, listFiles } from "./tree.ts";

/** Text of every regular file at or below the paths in a commit; no process of its own. */
export async function readFiles(
  repository: Repository,
  commit: string,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const { objects, prefix } = repository;
  const lists = await Promise.all(
    paths.map(async (path) => {
      const full = fromTop(repository, path);
      const entry = await findEntry(objects, `${commit}^{tree}`, full);
      return entry === undefined ? [] : listFiles(objects, entry, full);
    }),
  );
  const files = [...new Map(lists.flat())];
  const blobs = await readBlobs(
    repository,
    files.map(([, { id }]) => id),
  );
  return new Map(files.map(([path], index) => [path.slice(prefix.length), blobs[index]?.toString() ?? ""]));
}
