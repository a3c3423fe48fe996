import { Failure } from "../../domain/failure.ts";
import type { Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";

/**
 * Moves the checked-out branch on to a descendant, index and work tree with it, as `git merge --ff-only` does; so the
 * user's `merge.verifySignatures` is heeded. Throws `git-refused`, and nothing has changed.
 */
export async function fastForward(repository: Repository, commit: string): Promise<void> {
  try {
    await runGit(repository, ["merge", "--ff-only", commit]);
  } catch (error) {
    throw new Failure(
      "git-refused",
      `Commit \`${commit.slice(0, 12)}\` cannot be checked out: ${error instanceof Failure ? error.message : String(error)}`,
      "Settle what git names: commit or stash what is in the way",
      { cause: error },
    );
  }
}
