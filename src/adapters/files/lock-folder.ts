import * as fs from "node:fs";
import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isCode } from "./is-code.ts";
import type { LockHolder } from "./lock-holder.ts";
import { isLeftOver, ownName } from "./own-name.ts";

/**
 * A lock as a folder that holds one file, which says who holds it. It comes into being whole, by a rename, which the
 * system refuses where the folder holds a file already; an empty one is nobody's and is replaced. So a process that is
 * killed anywhere leaves either nothing or its name. These are the calls that `proper-lockfile` makes.
 */
export function lockFolderFs(holder: LockHolder): LockCalls {
  const own = ownName(holder);
  return {
    realpath: fs.realpath,
    stat: fs.stat,
    utimes: fs.utimes,
    mkdir: answering((folder) => take(folder, own, holder)),
    rmdir: answering(leave),
    rmdirSync(folder: string): void {
      fs.rmSync(join(folder, `${own}.json`), { force: true });
      fs.rmdirSync(folder);
    },
  };
}

interface LockCalls extends Pick<typeof fs, "realpath" | "stat" | "utimes"> {
  readonly mkdir: (folder: string, answer: Answer) => void;
  readonly rmdir: (folder: string, answer: Answer) => void;
  readonly rmdirSync: (folder: string) => void;
}

type Answer = (error: NodeJS.ErrnoException | null) => void;

/** A promise told to a callback. */
function answering(work: (folder: string) => Promise<void>): LockCalls["mkdir"] {
  return (folder, answer) => {
    work(folder).then(() => answer(null), answer);
  };
}

async function take(folder: string, own: string, holder: LockHolder): Promise<void> {
  await removeLeftOvers(folder);
  const fresh = `${folder}.${own}`;
  await mkdir(fresh);
  try {
    await writeFile(join(fresh, `${own}.json`), JSON.stringify(holder));
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw isCode(error, "ENOTEMPTY") ? Object.assign(new Error("It is taken"), { code: "EEXIST" }) : error;
  }
}

/** Empties the folder first: from then on it is nobody's, and may be somebody else's before it is removed. */
async function leave(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { force: true });
  try {
    await rmdir(folder);
  } catch (error) {
    if (!isCode(error, "ENOTEMPTY") && !isCode(error, "ENOENT")) throw error;
  }
}

/** Removes what processes of this host left that were killed while they took a lock. */
async function removeLeftOvers(folder: string): Promise<void> {
  const start = `${basename(folder)}.`;
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(start) || !isLeftOver(name.slice(start.length))) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}
