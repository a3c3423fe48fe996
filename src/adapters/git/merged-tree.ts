import type { Repository } from "./repository.ts";
import { isExit, runGit } from "./run-git.ts";

/** Id of the tree that merging two commits gives; null where they conflict. Nothing moves. Needs git 2.38. */
export async function mergedTree(repository: Repository, ours: string, theirs: string): Promise<string | null> {
  try {
    const printed = await runGit(repository, ["merge-tree", "--write-tree", "--no-messages", ours, theirs]);
    return printed.trim();
  } catch (error) {
    if (isExit(error, 1)) return null;
    throw error;
  }
}
