import { readBlobs, type Repository } from "./repository.ts";
import { isFile, readTree, treeMode } from "./tree.ts";
import { writeBlobs } from "./write-blobs.ts";
import { editTree } from "./write-tree.ts";

/** Ids of notes' blobs, by commit. */
export type Notes = ReadonlyMap<string, string>;

/** The notes in the tree of a revision; its trees are read by `read`. */
export async function listNotes(repository: Repository, revision: string, read = readTree): Promise<Notes> {
  const placed = await placeNotes(repository, revision, { read });
  return new Map([...placed].map(([commit, { id }]) => [commit, id]));
}

/** The tree of the notes at a tip, undefined where there is none; and one with others brought in, no line lost. */
export async function uniteNotes(
  repository: Repository,
  tip: string | undefined,
  others: Notes,
): Promise<[before: string | undefined, after: string]> {
  const [tree] = tip === undefined ? [] : await repository.objects.read([`${tip}^{tree}`]);
  const isWanted = (start: string): boolean => [...others.keys()].some((commit) => commit.startsWith(start));
  const here = tip === undefined ? new Map<string, PlacedNote>() : await placeNotes(repository, tip, { isWanted });
  const edits = new Map<string, string>();
  const pairs: [path: string, here: string, other: string][] = [];
  for (const [commit, other] of others) {
    const note = here.get(commit);
    if (note === undefined) edits.set(fanOut(commit), other);
    else if (note.id !== other) pairs.push([note.path, note.id, other]);
  }
  const texts = await Promise.all(pairs.map(async ([, ...ids]) => uniteLines(await readBlobs(repository, ids))));
  const united = await writeBlobs(repository, texts);
  for (const [index, id] of united.entries()) edits.set(pairs[index]?.[0] ?? "", id);
  return [tree?.id, await editTree(repository, tree?.id, edits)];
}

/** As git's `cat_sort_uniq` does: the lines of all, sorted by their bytes, each once. */
function uniteLines(blobs: readonly Buffer[]): Buffer {
  const lines = blobs.flatMap((blob) => blob.toString("latin1").split("\n"));
  const kept = [...new Set(lines)].filter((line) => line !== "").toSorted();
  return Buffer.from(`${kept.join("\n")}\n`, "latin1");
}

interface PlacedNote {
  readonly path: string;
  readonly id: string;
}

interface HowToPlace {
  /** Whether any note is of interest whose commit starts so; absent, every one is. */
  readonly isWanted?: (start: string) => boolean;
  readonly read?: typeof readTree;
}

/**
 * By commit. Git spreads notes over folders by the first digits of the commit, the deeper the more there are; only
 * those folders are read whose commits are wanted, for a folder is the whole answer of git to one question.
 */
async function placeNotes(
  { objects }: Repository,
  revision: string,
  { isWanted = () => true, read = readTree }: HowToPlace,
): Promise<Map<string, PlacedNote>> {
  const notesBelow = async (tree: string, folder: string): Promise<[commit: string, PlacedNote][]> => {
    const entries = (await read(objects, tree)).map((entry) => ({ ...entry, path: `${folder}${entry.rawName}` }));
    const notes = entries.filter(isFile).map(({ path, id }): [string, PlacedNote] => [digitsOf(path), { path, id }]);
    const folders = entries.filter(({ mode, path }) => mode === treeMode && isWanted(digitsOf(path)));
    const below = await Promise.all(folders.map(({ id, path }) => notesBelow(id, `${path}/`)));
    return [...notes, ...below.flat()];
  };
  const notes = await notesBelow(`${revision}^{tree}`, "");
  return new Map(notes.filter(([commit]) => /^[0-9a-f]{40,64}$/.test(commit)));
}

function digitsOf(path: string): string {
  return path.replaceAll("/", "");
}

function fanOut(commit: string): string {
  return `${commit.slice(0, 2)}/${commit.slice(2)}`;
}
