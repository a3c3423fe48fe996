import type { Branches } from "../../ports/branches.ts";
import type { Variables } from "./git-variables.ts";
import { commitTree } from "./commit-tree.ts";
import { lookAtBranch } from "./look-at-branch.ts";
import { mergedTree } from "./merged-tree.ts";
import { moveBranch } from "./move-branch.ts";
import { openReach } from "./reach-remote.ts";
import { treeWith } from "./tree-with.ts";

/** The repository whose branches are reviewed. */
export interface BranchesOptions {
  /** Name of a configured remote; absent, the repository itself. */
  readonly remote?: string;
  /** The project folder. */
  readonly root: string;
  /** The process's own. */
  readonly variables: Variables;
  /** For each command that asks there; 30 s unless told. */
  readonly withinMilliseconds?: number;
}

/** Branches of a git repository, by the `git` on the user's path. Merging needs git 2.38. */
export function openBranches({ remote, withinMilliseconds = 30_000, ...place }: BranchesOptions): Branches {
  const reach = openReach(remote === undefined ? place : { ...place, name: remote });
  return {
    look: async (branch) => lookAtBranch(await reach(withinMilliseconds), branch),
    tree: async (parent, files) => treeWith((await reach(withinMilliseconds)).repository, parent, files),
    async commit({ tree, parent, message }) {
      const { repository } = await reach(withinMilliseconds);
      return commitTree(repository, { tree, parents: [parent], message, sign: repository.signs });
    },
    mergedTree: async (ours, theirs) => mergedTree((await reach(withinMilliseconds)).repository, ours, theirs),
    move: async (branch, move) => moveBranch(await reach(withinMilliseconds), branch, move),
  };
}
