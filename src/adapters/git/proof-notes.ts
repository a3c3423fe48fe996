import { Failure } from "../../domain/failure.ts";
import { parseProofNotes, printProofNote } from "../../domain/proof-note.ts";
import type { ProofNote } from "../../domain/revision.ts";
import { commitTree } from "./commit-tree.ts";
import { moveRef } from "./move-ref.ts";
import { readBlobs, type Repository } from "./repository.ts";
import { listFiles, treeMode, type TreeEntry } from "./tree.ts";
import { writeBlobs } from "./write-blobs.ts";
import { editTree } from "./write-tree.ts";

const notesRef = "refs/notes/litellm-profiles";

/** Every proof note of the repository, by commit. No process of its own. */
export async function readNotes(repository: Repository): Promise<Map<string, ProofNote[]>> {
  const files = await listNotes(repository, `${notesRef}^{tree}`);
  const blobs = await readBlobs(
    repository,
    files.map(([, { id }]) => id),
  );
  return new Map(files.map(([path], index) => [commitOf(path), parseProofNotes(blobs[index]?.toString() ?? "")]));
}

/**
 * Adds a line to the note of a commit, as merging with `cat_sort_uniq` would: sorted, each once. Whoever adds a note at
 * the same time keeps theirs: the ref moves by compare-and-swap, and the loser starts again.
 */
export async function addNote(repository: Repository, commit: string, note: ProofNote): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    if (await tryToAdd(repository, commit, note)) return;
  }
  throw new Failure("git-refused", `Ref \`${notesRef}\` never stood still`, "Try again");
}

async function tryToAdd(repository: Repository, commit: string, note: ProofNote): Promise<boolean> {
  const [tip] = await repository.objects.read([notesRef]);
  const parents = tip === undefined ? [] : [tip.id];
  const [before, tree] = await editNote(repository, parents[0], { commit, line: printProofNote(note) });
  if (before === tree) return true;
  const to = await commitTree(repository, { tree, parents, message: "Say what was proven\n", sign: false });
  return moveRef(repository, { ref: notesRef, to, from: parents[0] ?? null, reason: "litellm-profiles: proof" });
}

/** The tree of the notes before, undefined where there was none, and with the line added. */
async function editNote(
  repository: Repository,
  tip: string | undefined,
  { commit, line }: { readonly commit: string; readonly line: string },
): Promise<[before: string | undefined, after: string]> {
  const [tree] = tip === undefined ? [] : await repository.objects.read([`${tip}^{tree}`]);
  const files = tree === undefined ? [] : await listNotes(repository, tree.id);
  const [path, entry] = files.find(([file]) => commitOf(file) === commit) ?? [fanOut(commit)];
  const [old] = entry === undefined ? [] : await readBlobs(repository, [entry.id]);
  const [blob = null] = await writeBlobs(repository, [addLine(old?.toString() ?? "", line)]);
  return [tree?.id, await editTree(repository, tree?.id, new Map([[path, blob]]))];
}

async function listNotes({ objects }: Repository, tree: string): Promise<[string, TreeEntry][]> {
  return listFiles(objects, { mode: treeMode, id: tree, rawName: "" }, "");
}

/** Git spreads notes over folders by the first digits of the commit. */
function commitOf(path: string): string {
  return path.replaceAll("/", "");
}

function fanOut(commit: string): string {
  return `${commit.slice(0, 2)}/${commit.slice(2)}`;
}

function addLine(text: string, line: string): string {
  const lines = new Set([...text.split("\n").filter((old) => old !== ""), line]);
  return `${[...lines].toSorted().join("\n")}\n`;
}
