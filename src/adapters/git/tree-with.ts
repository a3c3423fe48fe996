import { fromTop, type Repository } from "./repository.ts";
import { writeBlobs } from "./write-blobs.ts";
import { editTree, type TreeEdits } from "./write-tree.ts";

/** Id of the tree of a commit with other texts at some paths of the project; null deletes. */
export async function treeWith(
  repository: Repository,
  commit: string,
  files: ReadonlyMap<string, string | null>,
): Promise<string> {
  const [tree] = await repository.objects.read([`${commit}^{tree}`]);
  return editTree(repository, tree?.id, await writeFiles(repository, files));
}

/** The texts as blobs, by path from the top of the work tree. */
export async function writeFiles(
  repository: Repository,
  files: ReadonlyMap<string, string | null>,
): Promise<TreeEdits> {
  const written = [...files].filter((file): file is [string, string] => file[1] !== null);
  const blobs = await writeBlobs(
    repository,
    written.map(([, text]) => text),
  );
  const ids = new Map(written.map(([path], index) => [path, blobs[index] ?? null]));
  return new Map([...files.keys()].map((path) => [fromTop(repository, path), ids.get(path) ?? null]));
}
