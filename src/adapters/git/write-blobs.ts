import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";

/** Writes each text as a blob, byte for byte (no end-of-line conversion), and returns the ids in order. One process. */
export async function writeBlobs(repository: Repository, texts: readonly (string | Buffer)[]): Promise<string[]> {
  if (texts.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), "litellm-profiles-"));
  try {
    const files = texts.map((_, index) => join(folder, String(index)));
    await Promise.all(files.map(async (file, index) => writeFile(file, texts[index] ?? "")));
    const input = files.map((file) => `${file}\n`).join("");
    const printed = await runGit(repository, ["hash-object", "-w", "--no-filters", "--stdin-paths"], { input });
    return printed.trim().split("\n");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
