import { chown, mkdir, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isCode } from "./is-code.ts";
import { isLeftOver, ownName } from "./own-name.ts";

/** Stands before the name of a file that is being written, beside the one that it will replace. */
const mark = ".litellm-profiles-new.";

export interface ReplaceOptions {
  /** Permissions of a new file; one that is replaced hands on its own. */
  readonly mode?: number;
  /** Whether the bytes must be on the disk before the rename, for what a crash of the machine must not lose. */
  readonly durable?: boolean;
}

/**
 * Replaces a file, or the one that a symbolic link leads to, by one rename: a reader sees the old bytes or all of the
 * new ones, also where the disk fills up meanwhile. Folders are made. What an earlier process left that was killed
 * before its rename goes. Rejects with the system's own error, and nothing has changed then.
 */
export async function replaceFile(path: string, data: string | Buffer, options: ReplaceOptions = {}): Promise<void> {
  const { mode = 0o666, durable = true } = options;
  const target = await realpath(path).catch(() => path);
  await mkdir(dirname(target), { recursive: true });
  await removeLeftOvers(target);
  const fresh = target + mark + ownName();
  const before = await stat(target).catch(() => undefined);
  try {
    await writeFile(fresh, data, { flag: "wx", mode: before?.mode ?? mode, flush: durable });
    if (before !== undefined) await handOn(fresh, before);
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

/** Only root may give a file away. */
async function handOn(file: string, { uid, gid }: { readonly uid: number; readonly gid: number }): Promise<void> {
  try {
    await chown(file, uid, gid);
  } catch (error) {
    if (!isCode(error, "EPERM")) throw error;
  }
}

async function removeLeftOvers(path: string): Promise<void> {
  const start = basename(path) + mark;
  const folder = dirname(path);
  const left = (await readdir(folder)).filter((name) => name.startsWith(start) && isLeftOver(name.slice(start.length)));
  for (const name of left) await rm(join(folder, name), { force: true });
}
