import { isUtf8 } from "node:buffer";
import { Failure } from "../../domain/failure.ts";
import type { Change } from "../../ports/store.ts";
import { commitTree } from "./commit-tree.ts";
import { findMoved } from "./find-moved.ts";
import { moveRef } from "./move-ref.ts";
import { observePaths, type Observation } from "./observe-paths.ts";
import { fromTop, type Repository } from "./repository.ts";
import { observedAsHead, settlePaths } from "./settle-paths.ts";
import { writeFiles } from "./tree-with.ts";
import { awaitFreeIndex } from "./update-index.ts";
import { editTree } from "./write-tree.ts";

/**
 * Commits onto the checked-out branch: blobs, trees, commit object, and one compare-and-swap of the branch. Then the
 * paths are settled. A change that changes nothing makes no commit; its parent is returned.
 */
export async function commitChange(repository: Repository, change: Change): Promise<string> {
  const paths = [...change.files.keys()].map((path) => fromTop(repository, path));
  // Blobs that nothing names do no harm, so they need not wait for the refusals.
  const [seen, blobs] = await Promise.all([observePaths(repository, paths), writeFiles(repository, change.files)]);
  refuseHead(seen, change.parent);
  await awaitFreeIndex(repository);

  const parentTree = await treeOf(repository, change.parent);
  const tree = await editTree(repository, parentTree, blobs);
  if (tree === parentTree) return change.parent;
  const moved = await findMoved(repository, paths, [change.parent, tree]);
  await refuseForeignEncoding(repository, moved);

  const commit = await advanceBranch(repository, change, tree);
  const standing = await Promise.all(
    moved.map(async (path) => ({
      ...path,
      seen: seen.differing.get(path.path) ?? (await observedAsHead(repository, path.path, path.before)),
    })),
  );
  await settlePaths(repository, standing).catch((error: unknown) => {
    throw notSettled(commit, error);
  });
  return commit;
}

async function advanceBranch(repository: Repository, { message, parent }: Change, tree: string): Promise<string> {
  const commit = await commitTree(repository, { tree, parents: [parent], message, sign: repository.signs });
  const reason = `litellm-profiles: ${message.split("\n")[0]}`;
  if (await moveRef(repository, { ref: "HEAD", to: commit, from: parent, reason })) return commit;
  const [now] = await repository.objects.read(["HEAD"]);
  throw branchMoved(parent, now?.id ?? null);
}

function refuseHead({ commit, branch }: Observation, parent: string): void {
  if (branch === null) {
    throw new Failure(
      "detached-head",
      "No branch is checked out, so a commit would belong to none",
      "Check a branch out: `git switch NAME`",
    );
  }
  if (commit !== parent) throw branchMoved(parent, commit);
}

function branchMoved(parent: string, now: string | null): Failure {
  const there = now === null ? "no commit" : `\`${now.slice(0, 12)}\``;
  return new Failure(
    "branch-moved",
    `The branch names ${there} now, and not \`${parent.slice(0, 12)}\`: somebody else committed meanwhile`,
    "Try again on top of what is there now",
  );
}

/** The commit is made all the same, and whoever calls has to know it. */
function notSettled(commit: string, error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  const message = `Commit \`${commit.slice(0, 12)}\` is made, but index and files are not up to date: ${error.message}`;
  return new Failure(error.code, message, `${error.hint}; the next command that writes finishes it`, { cause: error });
}

async function treeOf({ objects }: Repository, commit: string): Promise<string> {
  const [tree] = await objects.read([`${commit}^{tree}`]);
  if (tree === undefined) throw new Failure("unknown-commit", `Commit \`${commit}\` has no tree`, "Run `git fsck`");
  return tree.id;
}

/** A text cannot hold what is not UTF-8, so writing it back would lose bytes. */
async function refuseForeignEncoding(
  repository: Repository,
  moved: Awaited<ReturnType<typeof findMoved>>,
): Promise<void> {
  const replaced = moved.filter(({ after }) => after !== null);
  const before = await repository.objects.read(replaced.map((path) => path.before?.id ?? ""));
  const foreign = replaced.find((_, index) => !isUtf8(before[index]?.data ?? Buffer.alloc(0)));
  if (foreign === undefined) return;
  throw new Failure(
    "target-not-writable",
    `File \`${foreign.path}\` is not in UTF-8, and would not survive being rewritten`,
    "Commit it in UTF-8 first",
  );
}
