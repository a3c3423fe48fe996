import { Failure } from "../../domain/failure.ts";
import type { Head, Store } from "../../ports/store.ts";
import { commitChange } from "./commit-change.ts";
import type { Variables } from "./git-variables.ts";
import { addNote, openNotesReader } from "./proof-notes.ts";
import { readFiles } from "./read-files.ts";
import { readLog } from "./read-log.ts";
import { openRepository, readTip, type Repository } from "./repository.ts";
import { isExit, runGit } from "./run-git.ts";
import { settle } from "./settle.ts";

/**
 * The git repository around a project folder, by the `git` on the user's path; `variables` are the process's own.
 * Throws `not-a-repository`.
 */
export async function openStore(root: string, variables: Variables): Promise<Store> {
  const repository = await openRepository(root, variables);
  return {
    head: async () => readHead(repository),
    resolve: async (revision) => resolve(repository, revision),
    readFiles: async (commit, paths) => readFiles(repository, commit, paths),
    commit: async (change) => commitChange(repository, change),
    settle: async (from, paths) => settle(repository, from, paths),
    log: async (paths, from) => readLog(repository, paths, from),
    notes: openNotesReader(repository),
    addNote: async (commit, note) => addNote(repository, commit, note),
  };
}

async function readHead(repository: Repository): Promise<Head> {
  const branch = await readBranch(repository);
  return { commit: await readTip(repository, branch ?? "HEAD"), branch };
}

/** Null where the head is detached. */
async function readBranch(repository: Repository): Promise<string | null> {
  try {
    return (await runGit(repository, ["symbolic-ref", "--quiet", "HEAD"])).trim();
  } catch (error) {
    if (isExit(error, 1)) return null;
    throw error;
  }
}

async function resolve({ objects }: Repository, revision: string): Promise<string> {
  const [commit] = await objects.read([`${revision}^{commit}`]);
  if (commit !== undefined) return commit.id;
  throw new Failure(
    "unknown-commit",
    `Commit \`${revision}\` is not in this repository, or its short form means several`,
    "Take a commit that `history` lists",
  );
}
