import { Failure } from "../../domain/failure.ts";
import { commitTree } from "./commit-tree.ts";
import { mergedTree } from "./merged-tree.ts";
import { readTip, type Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";

export interface Merge {
  /** The commit to bring in. */
  readonly theirs: string;
  readonly message: string;
}

/**
 * Merges a commit into the checked-out branch by a merge commit, and brings index and work tree along; undefined where
 * they conflict. Work that is not committed is never lost: where it is in the way, nothing changes and `git-refused`
 * is thrown.
 */
export async function mergeIntoHead(repository: Repository, { theirs, message }: Merge): Promise<string | undefined> {
  const ours = await readTip(repository, "HEAD");
  const tree = await mergedTree(repository, ours, theirs);
  if (tree === null) return undefined;
  const merge = await commitTree(repository, { tree, parents: [ours, theirs], message, sign: repository.signs });
  // A branch that has moved meanwhile is no ancestor of the merge, and git refuses.
  await runGit(repository, ["merge", "--ff-only", "--no-verify-signatures", merge]).catch(async (error: unknown) => {
    if ((await readTip(repository, "HEAD")) === merge) return;
    throw new Failure(
      "git-refused",
      `Merging is refused: ${error instanceof Failure ? error.message : String(error)}`,
      "Commit or stash what is in the way, then try again",
      { cause: error },
    );
  });
  return merge;
}
