import { randomBytes } from "node:crypto";
import { link, lstat, mkdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../../domain/failure.ts";
import type { SourceFiles, WriteFiles } from "../../domain/source-files.ts";
import { isCode } from "./is-code.ts";

/**
 * Writes files below a folder: all of them, or none. Each is written beside its place first and put there at the end, in
 * the order given, so that the last one says that all are there even where the process is killed in between.
 */
export function writeAllFiles(root: string): WriteFiles {
  return async (files, { overwrite }) => {
    if (!overwrite) await refuseExisting(root, [...files.keys()]);
    const undo: Undo[] = [];
    try {
      const staged = await stage(root, files, undo);
      for (const each of staged) await put(each, overwrite, undo);
      await Promise.all(staged.flatMap(({ temporary, kept }) => [remove(temporary), remove(kept)]));
    } catch (error) {
      for (const step of undo.toReversed()) await step();
      if (error instanceof Failure) throw error;
      const hint = "Make the folder writable, or name another one";
      throw new Failure("target-not-writable", `\`${root}\` cannot be written to`, hint, { cause: error });
    }
  };
}

type Undo = () => Promise<unknown>;

interface Staged {
  readonly target: string;
  readonly temporary: string;
  /** Where an earlier file is kept until all is done. */
  readonly kept: string;
}

async function refuseExisting(root: string, paths: readonly string[]): Promise<void> {
  const found = await Promise.all(paths.map(async (path) => ((await exists(join(root, path))) ? [path] : [])));
  if (found.flat().length > 0) throw wouldOverwrite(found.flat());
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return false;
    throw error;
  }
}

function wouldOverwrite(paths: readonly string[]): Failure {
  return new Failure(
    "would-overwrite",
    `${paths.map((path) => `\`${path}\``).join(", ")} ${paths.length === 1 ? "exists" : "exist"} already`,
    "Nothing was written: choose another folder, or let `litellm-profiles import --force` replace them",
  );
}

async function stage(root: string, files: SourceFiles, undo: Undo[]): Promise<Staged[]> {
  const mark = randomBytes(6).toString("hex");
  const staged: Staged[] = [];
  for (const [path, text] of files) {
    const target = join(root, path);
    const [temporary, kept] = [`${target}.${mark}.new`, `${target}.${mark}.old`];
    const created = await mkdir(dirname(target), { recursive: true });
    if (created !== undefined) undo.push(() => removeFolders(dirname(target), created));
    undo.push(() => remove(temporary));
    await writeFile(temporary, text, { flag: "wx" });
    staged.push({ target, temporary, kept });
  }
  return staged;
}

/** A link, unlike a rename, never takes the place of a file that came meanwhile. */
async function put({ target, temporary, kept }: Staged, overwrite: boolean, undo: Undo[]): Promise<void> {
  if (overwrite && (await exists(target))) {
    await link(target, kept);
    undo.push(() => rename(kept, target));
    await rename(temporary, target);
  } else {
    await link(temporary, target).catch((error: unknown) => {
      throw isCode(error, "EEXIST") ? wouldOverwrite([target]) : error;
    });
    undo.push(() => remove(target));
  }
}

async function remove(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** Empty folders from one up to the highest that was made. */
async function removeFolders(from: string, highest: string): Promise<void> {
  for (let folder = from; folder.startsWith(highest); folder = dirname(folder)) {
    await rmdir(folder).catch(() => undefined);
  }
}
