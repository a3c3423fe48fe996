import type { Repository } from "./repository.ts";
import { runCatFile, runGit } from "./run-git.ts";

/** Bytes of a blob as git would check it out at that path: line ends and filters applied. */
export async function smudge(repository: Repository, path: string, blob: string): Promise<Buffer> {
  return runCatFile(repository, ["--filters", `--path=${path}`, blob]);
}

/** Id of the blob that git would make of these bytes at that path; nothing is written. */
export async function cleanId(repository: Repository, path: string, bytes: Buffer): Promise<string> {
  const id = await runGit(repository, ["hash-object", `--path=${path}`, "--stdin"], { input: bytes });
  return id.trim();
}
