import { isUtf8 } from "node:buffer";
import { carryChoice } from "../../sources/choice.ts";
import { environmentFolder, nameOfSource } from "../../sources/source-paths.ts";
import { cleanId, smudge } from "./filters.ts";
import type { Moved } from "./find-moved.ts";
import { observeFile, type FileEntry, type Observed } from "./observe-paths.ts";
import type { Repository } from "./repository.ts";
import { updateIndex, type IndexUpdate } from "./update-index.ts";
import { readWorkFile, replaceWorkFile } from "./work-file.ts";
import { writeBlobs } from "./write-blobs.ts";

/** A path to settle, as it was seen in index and work tree. */
export interface SeenMove extends Moved {
  readonly seen: Observed;
}

/** The same with the bytes of the two blobs. */
interface Standing extends SeenMove {
  readonly bytesBefore: Buffer | undefined;
  readonly bytesAfter: Buffer | undefined;
}

/** What was seen of a path that `observePaths` does not list, because it equals this entry of the head. */
export async function observedAsHead(repository: Repository, path: string, head: FileEntry | null): Promise<Observed> {
  return { index: head, file: head === null ? await observeFile(repository, path) : "clean" };
}

/**
 * Brings index and work tree from `before` to `after` where they still have the former. Where they have other edits,
 * only what is in force changes. Files come first: a crash in between leaves the index entry at `before`, by which
 * the next call knows what to finish. Returns the paths that it changed.
 */
export async function settlePaths(repository: Repository, moved: readonly SeenMove[]): Promise<string[]> {
  const standing = await Promise.all(moved.map(async (path) => readBlobs(repository, path)));
  const files = await Promise.all(standing.map(async (path) => settleFile(repository, path)));
  const updates = await Promise.all(standing.map(async (path) => settleEntry(repository, path)));
  await updateIndex(
    repository,
    updates.filter((update) => update !== undefined),
  );
  return moved.flatMap(({ path }, index) => (files[index] === true || updates[index] !== undefined ? [path] : []));
}

async function readBlobs(repository: Repository, moved: SeenMove): Promise<Standing> {
  const [bytesBefore, bytesAfter] = await Promise.all(
    [moved.before, moved.after].map(async (entry) => readBlob(repository, entry)),
  );
  return { ...moved, bytesBefore, bytesAfter };
}

async function readBlob(repository: Repository, entry: FileEntry | null): Promise<Buffer | undefined> {
  if (entry === null) return undefined;
  const [blob] = await repository.objects.read([entry.id]);
  return blob?.data;
}

/** The index entry to put; undefined where it stays. */
async function settleEntry(repository: Repository, standing: Standing): Promise<IndexUpdate | undefined> {
  const { path, before, after, seen } = standing;
  const entry = seen.index;
  if (entry === "conflicted" || entry?.id === after?.id) return undefined;
  if (entry?.id === before?.id) return putEntry(path, entry, after);
  // Staged edits: the old profile must not come back with the next commit.
  const carried = carryInForce(repository, standing, await readBlob(repository, entry));
  if (entry === null || carried === undefined) return undefined;
  const [id = ""] = await writeBlobs(repository, [carried]);
  return { path, mode: entry.mode, id };
}

function putEntry(path: string, entry: FileEntry | null, after: FileEntry | null): IndexUpdate | undefined {
  if (after !== null) return { path, mode: entry?.mode ?? after.mode, id: after.id };
  return entry === null ? undefined : { path, mode: "0", id: entry.id };
}

/** Replaces the work file where it has to; whether it did. */
async function settleFile(repository: Repository, standing: Standing): Promise<boolean> {
  const bytes = await newBytes(repository, standing);
  return bytes !== undefined && replaceWorkFile(repository, standing.path, bytes);
}

/** The bytes that the file should have, null for no file; undefined where it stays. */
async function newBytes(repository: Repository, standing: Standing): Promise<Buffer | null | undefined> {
  const { path, before, after, seen } = standing;
  if (seen.index === "conflicted" || seen.file === "other") return undefined;
  if (seen.file === "absent")
    return before === null && seen.index === null ? checkedOut(repository, standing) : undefined;
  const bytes = await readWorkFile(repository, path);
  if (bytes === undefined) return undefined;
  const id = await blobOf(repository, standing, bytes);
  if (id === after?.id) return undefined;
  return id === before?.id ? checkedOut(repository, standing, bytes) : carryInForce(repository, standing, bytes);
}

/** Id of the blob that git would make of the file as it stands. */
async function blobOf(repository: Repository, standing: Standing, bytes: Buffer): Promise<string | undefined> {
  const { path, before, after, seen, bytesBefore, bytesAfter } = standing;
  if (seen.file === "clean" && seen.index !== "conflicted") return seen.index?.id;
  if (bytesBefore?.equals(bytes) === true) return before?.id;
  if (bytesAfter?.equals(bytes) === true) return after?.id;
  return cleanId(repository, path, bytes);
}

/** `after` as git checks it out; null for no file. `bytes` are the file's, which git takes for `before`. */
async function checkedOut(
  repository: Repository,
  standing: Standing,
  bytes?: Buffer,
): Promise<Buffer | null | undefined> {
  const { path, after, bytesBefore, bytesAfter } = standing;
  if (after === null) return null;
  // Git converted nothing at this path, so a process is saved.
  if (bytes !== undefined && bytesBefore?.equals(bytes) === true) return bytesAfter;
  return smudge(repository, path, after.id);
}

/** Other content of an environment's file with the same change of what is in force; undefined where none applies. */
function carryInForce({ prefix }: Repository, standing: Standing, content: Buffer | undefined): Buffer | undefined {
  const isEnvironment = nameOfSource(environmentFolder, standing.path.slice(prefix.length)) !== undefined;
  if (!isEnvironment || content === undefined || !isUtf8(content)) return undefined;
  const [from, to] = [standing.bytesBefore?.toString(), standing.bytesAfter?.toString()];
  if (from === undefined || to === undefined) return undefined;
  const carried = carryChoice({ from, to, onto: content.toString() });
  return carried === undefined ? undefined : Buffer.from(carried);
}
