import { mkdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { lock as lockFile } from "proper-lockfile";
import { Failure } from "../../domain/failure.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Lock } from "../../ports/lock.ts";
import { isCode } from "./is-code.ts";
import { makeIgnoredFolder } from "./ignored-folder.ts";
import { lockFolderFs } from "./lock-folder.ts";
import { isDead, readHolder, type LockHolder } from "./lock-holder.ts";

/** Where a lock lies, what it is of, and who takes it. */
export interface LockPlace {
  /** The lock is made beside this path, which need not exist. */
  readonly file: string;
  /** As others are told: "environment `default`". */
  readonly of: string;
  /** The project's own ignored folder, where the lock lies in it. */
  readonly home?: string;
  /** Who acts, as others are told. */
  readonly by: string;
  readonly clock: Clock;
  /** Whether a holder is known to be gone; absent, by its process. */
  readonly isDead?: (holder: LockHolder) => boolean;
}

type Release = () => Promise<void>;

/** A lock between processes. A holder killed on this host is followed at once, one elsewhere after 10 silent seconds. */
export function openLock(place: LockPlace): Lock {
  return {
    async hold(what, work) {
      let lose!: (reason: Error) => void;
      const lost = new Promise<never>((_, reject) => {
        lose = reject;
      });
      const release = await acquire(place, { what, onLost: () => lose(lostTo(place)) });
      try {
        return await Promise.race([work(), lost]);
      } finally {
        await release();
      }
    },
  };
}

interface Attempt {
  /** What for, as others are told. */
  readonly what: string;
  readonly onLost: () => void;
}

async function acquire(place: LockPlace, attempt: Attempt): Promise<Release> {
  const { file } = place;
  await prepare(place, dirname(file));
  const release =
    (await tryLock(place, attempt)) ??
    ((await buryDead(folderOf(file), place.isDead ?? isDead)) ? await tryLock(place, attempt) : undefined);
  if (release === undefined) throw busy(place, (await readHolder(folderOf(file)))?.holder);
  return release;
}

async function prepare({ home }: LockPlace, folder: string): Promise<void> {
  try {
    if (home !== undefined) await makeIgnoredFolder(home);
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new Failure(
      "target-not-writable",
      `The folder \`${folder}\` cannot be made`,
      `Give this user the right to write in \`${dirname(folder)}\``,
      { cause: error },
    );
  }
}

/** Undefined where somebody holds it. */
async function tryLock(place: LockPlace, { what, onLost }: Attempt): Promise<Release | undefined> {
  const fs = lockFolderFs(describe(place, what));
  try {
    return forgiving(await lockFile(place.file, { realpath: false, fs, onCompromised: onLost }));
  } catch (error) {
    if (isCode(error, "ELOCKED")) return undefined;
    throw notTaken(place, error);
  }
}

/** A disk may have no room for a name. */
function notTaken({ of, file }: LockPlace, error: unknown): unknown {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return error;
  return new Failure(
    "target-not-writable",
    `The turn of ${of} cannot be taken in \`${dirname(file)}\` (${String(error.code)})`,
    "See to the room on its disk, and to this user's right to write there",
    { cause: error },
  );
}

/** A lock that was lost has nothing to give back. */
function forgiving(release: Release): Release {
  return async () => {
    try {
      await release();
    } catch (error) {
      if (!isCode(error, "ERELEASED")) throw error;
    }
  };
}

/**
 * Takes the name of a holder that is dead out of the lock, which is nobody's then; false where the holder may be alive.
 * The name is only this holder's, so that nobody takes out the one who follows.
 */
async function buryDead(folder: string, isGone: (holder: LockHolder) => boolean): Promise<boolean> {
  const found = await readHolder(folder);
  if (found === undefined) return true;
  if (found.holder === undefined || !isGone(found.holder)) return false;
  await rm(found.file, { force: true });
  return true;
}

/** `proper-lockfile` names it. */
function folderOf(file: string): string {
  return `${file}.lock`;
}

function describe({ by, clock }: LockPlace, what: string): LockHolder {
  return { pid: process.pid, host: hostname(), by, what, since: clock.now().toISOString() };
}

function busy({ of }: LockPlace, holder: LockHolder | undefined): Failure {
  const who = holder
    ? `${holder.by} (process ${holder.pid} on \`${holder.host}\`) has been at it since ${holder.since}: ${holder.what}`
    : "another process has just taken its turn";
  return new Failure(
    "busy",
    `${of.charAt(0).toUpperCase()}${of.slice(1)} is busy: ${who}`,
    "Try again when that has ended",
  );
}

function lostTo({ of }: LockPlace): Failure {
  return new Failure(
    "busy",
    `Another process took the turn of ${of}, as this one did not move for 10 seconds`,
    "Run `litellm-profiles status` to see what is in force",
  );
}
