import type { Person } from "../domain/revision.ts";

/** A commit that a branch has and its base has not. */
export interface BranchCommit {
  readonly commit: string;
  readonly parents: readonly string[];
  /** Id of its tree. */
  readonly tree: string;
  readonly author: Person;
  readonly message: string;
}

/** A branch beside the one that pull requests go into. Every commit that is named is in the repository here. */
export interface BranchState {
  /** Name without `refs/heads/`, and the commit that it names. */
  readonly base: { readonly name: string; readonly commit: string };
  /** Null where there is no such branch. */
  readonly tip: string | null;
  /** What the base has not, newest first. */
  readonly commits: readonly BranchCommit[];
}

/**
 * The branches of the repository whose changes are reviewed, where that is: here, or at a remote. No member reads or
 * touches index and work tree. Every member that asks there throws `remote-unreachable` and `unknown-remote`.
 */
export interface Branches {
  /** Throws `detached-head` where nothing says which branch pull requests go into. */
  look(branch: string): Promise<BranchState>;
  /** Id of the tree of a commit with other texts at some paths of the project; null deletes. */
  tree(parent: string, files: ReadonlyMap<string, string | null>): Promise<string>;
  /** Makes a commit; no branch moves. */
  commit(made: { readonly tree: string; readonly parent: string; readonly message: string }): Promise<string>;
  /** Id of the tree that merging two commits gives; null where they conflict. */
  mergedTree(ours: string, theirs: string): Promise<string | null>;
  /**
   * Brings a branch from `from` to `to` by compare-and-swap, null being no branch; it is no failure where it is there
   * already. Throws `branch-moved` where it names another commit, `push-refused` where it may not be moved.
   */
  move(branch: string, move: { readonly from: string | null; readonly to: string | null }): Promise<void>;
}
