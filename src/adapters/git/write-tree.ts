import { Failure } from "../../domain/failure.ts";
import type { Repository } from "./repository.ts";
import { fromRaw, isFile, readTree, toRaw, treeMode, type TreeEntry } from "./tree.ts";

/** The blob to put at each path from the top of the tree; null removes. */
export type TreeEdits = ReadonlyMap<string, string | null>;

/**
 * Writes the tree with the edits made, and returns its id; what is not named stays, modes too. No index takes part,
 * so nothing uncommitted can. Throws `target-not-writable` where a path is, or leads through, anything but a file.
 */
export async function editTree(repository: Repository, tree: string | undefined, edits: TreeEdits): Promise<string> {
  const raw = new Map([...edits].map(([path, blob]) => [toRaw(path), blob]));
  const { id } = await editLevel(repository, { tree, edits: raw, path: "" });
  return id ?? repository.writer.writeTree([]);
}

interface Level {
  readonly tree: string | undefined;
  /** By raw path below this level. */
  readonly edits: TreeEdits;
  readonly path: string;
}

/** The new tree of one level; no id where nothing is left in it. */
async function editLevel(repository: Repository, { tree, edits, path }: Level): Promise<{ id: string | undefined }> {
  const old = tree === undefined ? [] : await readTree(repository.objects, tree);
  const entries = new Map(old.map((entry) => [entry.rawName, entry]));
  for (const [name, below] of groupByName(edits)) {
    const entry = entries.get(name);
    const here = path + name;
    const blob = below.get("");
    if (blob !== undefined && below.size > 1) throw notAFile(here);
    const next =
      blob === undefined
        ? await editBelow(repository, entry, { tree: entry?.id, edits: below, path: `${here}/` })
        : replaceFile(entry, blob, here);
    if (next === undefined) entries.delete(name);
    else entries.set(name, { ...next, rawName: name });
  }
  return { id: entries.size === 0 ? undefined : await repository.writer.writeTree([...entries.values()]) };
}

async function editBelow(
  repository: Repository,
  entry: TreeEntry | undefined,
  level: Level,
): Promise<Omit<TreeEntry, "rawName"> | undefined> {
  if (entry !== undefined && entry.mode !== treeMode) throw notAFile(level.path.slice(0, -1));
  const { id } = await editLevel(repository, level);
  return id === undefined ? undefined : { mode: treeMode, id };
}

function replaceFile(
  entry: TreeEntry | undefined,
  blob: string | null,
  path: string,
): Omit<TreeEntry, "rawName"> | undefined {
  if (entry !== undefined && !isFile(entry)) throw notAFile(path);
  return blob === null ? undefined : { mode: entry?.mode ?? "100644", id: blob };
}

/** Edits by the first part of their path; an edit of that very name has the empty path. */
function groupByName(edits: TreeEdits): Map<string, Map<string, string | null>> {
  const groups = new Map<string, Map<string, string | null>>();
  for (const [path, blob] of edits) {
    const [name = "", ...rest] = path.split("/");
    const group = groups.get(name) ?? new Map<string, string | null>();
    groups.set(name, group.set(rest.join("/"), blob));
  }
  return groups;
}

function notAFile(rawPath: string): Failure {
  return new Failure(
    "target-not-writable",
    `Path \`${fromRaw(rawPath)}\` in git is a symbolic link or a folder, not a file`,
    "Commit a regular file there, or name another path",
  );
}
