import { Failure } from "../../domain/failure.ts";
import { parseProofNotes, printProofNote } from "../../domain/proof-note.ts";
import type { ProofNote } from "../../domain/revision.ts";
import { commitTree } from "./commit-tree.ts";
import { isAncestor } from "./is-ancestor.ts";
import { moveRef } from "./move-ref.ts";
import { readBlobs, type Repository } from "./repository.ts";
import { readTree, type TreeEntry } from "./tree.ts";
import { listNotes, uniteNotes, type Notes } from "./unite-notes.ts";
import { writeBlobs } from "./write-blobs.ts";

export const notesRef = "refs/notes/litellm-profiles";

/** The proof notes at one tip, and what they were read from. */
interface Listing {
  /** Undefined where there are no notes. */
  readonly tip: string | undefined;
  readonly folders: ReadonlyMap<string, TreeEntry[]>;
  readonly blobs: ReadonlyMap<string, readonly ProofNote[]>;
  readonly notes: ReadonlyMap<string, readonly ProofNote[]>;
}

const noNotes: Listing = { tip: undefined, folders: new Map(), blobs: new Map(), notes: new Map() };

/**
 * Reads every proof note of the repository, by commit. What git holds under an id never changes, so only what was added
 * since the last time is read. No process of its own.
 */
export function openNotesReader(repository: Repository): () => Promise<ReadonlyMap<string, readonly ProofNote[]>> {
  let last = noNotes;
  return async () => {
    const tip = await readNotesTip(repository);
    if (tip === undefined) return noNotes.notes;
    const listing = tip === last.tip ? last : await readListing(repository, tip, last);
    last = listing;
    return listing.notes;
  };
}

async function readListing(repository: Repository, tip: string, before: Listing): Promise<Listing> {
  const folders = new Map<string, TreeEntry[]>();
  const found = await listNotes(repository, tip, async (objects, name) => {
    const entries = before.folders.get(name) ?? (await readTree(objects, name));
    folders.set(name, entries);
    return entries;
  });
  const ids = [...new Set(found.values())];
  const missing = ids.filter((id) => !before.blobs.has(id));
  const texts = await readBlobs(repository, missing);
  const read = new Map(missing.map((id, index) => [id, parseProofNotes(texts[index]?.toString() ?? "")]));
  const blobs = new Map(ids.map((id) => [id, before.blobs.get(id) ?? read.get(id) ?? []]));
  const notes = new Map([...found].map(([commit, id]) => [commit, blobs.get(id) ?? []]));
  return { tip, folders, blobs, notes };
}

/** The commit of the newest notes; undefined where there are none. */
export async function readNotesTip({ objects }: Repository): Promise<string | undefined> {
  const [tip] = await objects.read([notesRef]);
  return tip?.id;
}

/**
 * Adds a line to the note of a commit, as merging with `cat_sort_uniq` would: sorted, each once. Whoever adds a note at
 * the same time keeps theirs: the ref moves by compare-and-swap, and the loser starts again.
 */
export async function addNote(repository: Repository, commit: string, note: ProofNote): Promise<void> {
  const [id = ""] = await writeBlobs(repository, [`${printProofNote(note)}\n`]);
  await untilItStands(async () => tryToAdd(repository, new Map([[commit, id]])));
}

/**
 * Brings in the notes of `theirs`, a commit that is here already: the lines of both, none lost. Returns the tip of the
 * notes then, which is `theirs` or descends from it.
 */
export async function mergeNotes(repository: Repository, theirs: string): Promise<string> {
  const added = await listNotes(repository, theirs);
  return untilItStands(async () => tryToMerge(repository, theirs, added));
}

/** The new tip of the notes; undefined where somebody else moved it meanwhile. */
async function tryToAdd(repository: Repository, added: Notes): Promise<string | undefined> {
  const tip = await readNotesTip(repository);
  const [before, tree] = await uniteNotes(repository, tip, added);
  if (tip !== undefined && before === tree) return tip;
  return commitNotes(repository, { tree, from: tip, parents: tip === undefined ? [] : [tip] });
}

async function tryToMerge(repository: Repository, theirs: string, added: Notes): Promise<string | undefined> {
  const ours = await readNotesTip(repository);
  const [before, tree] = await uniteNotes(repository, ours, added);
  const [theirTree] = await repository.objects.read([`${theirs}^{tree}`]);
  if (ours === undefined || tree === theirTree?.id) {
    // They have all that is here.
    const move = { ref: notesRef, to: theirs, from: ours ?? null, reason: "litellm-profiles: proofs from elsewhere" };
    return (await moveRef(repository, move)) ? theirs : undefined;
  }
  if (before === tree && (await isAncestor(repository, theirs, ours))) return ours;
  return commitNotes(repository, { tree, from: ours, parents: [ours, theirs] });
}

interface NotesCommit {
  readonly tree: string;
  /** What the ref must still name; undefined where it must not exist. */
  readonly from: string | undefined;
  readonly parents: readonly string[];
}

async function commitNotes(repository: Repository, { tree, from, parents }: NotesCommit): Promise<string | undefined> {
  const to = await commitTree(repository, { tree, parents, message: "Say what was proven\n", sign: false });
  const move = { ref: notesRef, to, from: from ?? null, reason: "litellm-profiles: proof" };
  return (await moveRef(repository, move)) ? to : undefined;
}

async function untilItStands(work: () => Promise<string | undefined>): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const tip = await work();
    if (tip !== undefined) return tip;
  }
  throw new Failure("git-refused", `Ref \`${notesRef}\` never stood still`, "Try again");
}
