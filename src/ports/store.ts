import type { Person, ProofNote } from "../domain/revision.ts";

/** The checked-out branch and the commit it names. */
export interface Head {
  readonly commit: string;
  /** Full ref name, `refs/heads/main`; null where the head is detached. */
  readonly branch: string | null;
}

/** A commit to make. Paths that are not named keep the bytes of `parent`. */
export interface Change {
  /** The commit that the caller read; the branch must still name it. */
  readonly parent: string;
  /** Text by path, relative to the repository's project folder; null deletes. */
  readonly files: ReadonlyMap<string, string | null>;
  /** Subject, body and trailers. */
  readonly message: string;
}

/**
 * A commit that touched one of the asked paths, with the texts before (in its first parent) and after; or a merge of
 * such commits, whose changes may be empty.
 */
export interface LoggedCommit {
  readonly commit: string;
  /** Its nearest ancestors in the same log, first parent first. */
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  /** Committer date, UTC, ISO 8601. */
  readonly at: string;
  /** The whole message. */
  readonly message: string;
  readonly changes: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[];
}

/**
 * The git repository that holds the sources. All paths are relative to the project folder, with forward slashes.
 * Throws `Failure` with code `not-a-repository`, `no-commits`, `detached-head`, `branch-moved` or `git-refused`.
 */
export interface Store {
  head(): Promise<Head>;
  /** Full commit id of a user's word for it; throws `unknown-commit`. */
  resolve(revision: string): Promise<string>;
  /** Text of every file at or below the paths in the commit's tree; paths that do not exist are left out. */
  readFiles(commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Commits onto the checked-out branch by compare-and-swap and returns the new commit, or `parent` where nothing would
   * change. Never reads uncommitted work. Afterwards the named paths are settled. Throws `branch-moved` where the branch
   * no longer names `parent`, and `target-not-writable` where a path is a symbolic link or leads through one.
   */
  commit(change: Change): Promise<string>;
  /**
   * Brings each path, in index and work tree, from its bytes in `from` to those of the head, where it still has the
   * former; a file with other edits is left, but for what an environment has in force. Returns the paths that it changed.
   */
  settle(from: string, paths: readonly string[]): Promise<readonly string[]>;
  /**
   * Commits reachable from the head, or from another commit, that touched a path, on merged branches too, and the merges
   * that join them; a commit comes before its parents.
   */
  log(paths: readonly string[], from?: string): Promise<readonly LoggedCommit[]>;
  /** Proof notes by commit, oldest first; lines that are none are skipped. */
  notes(): Promise<ReadonlyMap<string, readonly ProofNote[]>>;
  /** Adds a note, keeping those that others add at the same time; an equal one is kept once. */
  addNote(commit: string, note: ProofNote): Promise<void>;
}
