import type { Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";

/** Whether a commit is the tip, or reachable from it; both are here. */
export async function isAncestor(repository: Repository, commit: string, tip: string): Promise<boolean> {
  const missing = await runGit(repository, ["rev-list", "--count", "--max-count=1", commit, `^${tip}`]);
  return missing.trim() === "0";
}
