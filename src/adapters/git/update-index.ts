import { existsSync } from "node:fs";
import pRetry from "p-retry";
import { Failure } from "../../domain/failure.ts";
import type { FileEntry } from "./observe-paths.ts";
import type { Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";

/** An entry to put into the index; mode `0` removes, whatever the id. */
export interface IndexUpdate extends FileEntry {
  /** From the top of the work tree. */
  readonly path: string;
}

/** Editors take the index lock for a moment on every save, so a held one is waited for: 620 ms in all. */
const patience = { retries: 5, minTimeout: 20, factor: 2 };

/** Puts entries into the index under git's own lock. Throws `git-refused`, naming the lock, where it stays held. */
export async function updateIndex(repository: Repository, updates: readonly IndexUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  const input = updates.map(({ mode, id, path }) => `${mode} ${id}\t${path}\0`).join("");
  await pRetry(async () => {
    try {
      await runGit(repository, ["update-index", "--verbose", "-z", "--index-info"], { input });
    } catch (error) {
      refuseLockedIndex(repository);
      throw error;
    }
  }, patience);
}

/** Waits for the index lock to be free. Throws `git-refused`, naming the lock, where it stays held. */
export async function awaitFreeIndex(repository: Repository): Promise<void> {
  await pRetry(() => refuseLockedIndex(repository), patience);
}

function refuseLockedIndex({ indexFile }: Repository): void {
  const lock = `${indexFile}.lock`;
  if (!existsSync(lock)) return;
  throw new Failure(
    "git-refused",
    `Another git process holds \`${lock}\``,
    "Wait until it ends; if none runs, remove that file",
  );
}
