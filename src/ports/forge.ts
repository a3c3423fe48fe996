import type { CommitStatus, NewPullRequest, PullRequest, StickyComment } from "../domain/pull-request.ts";

/** What sets one forge apart from another, as data. */
export interface ForgeTraits {
  /** What people call it: `GitHub`. */
  readonly name: string;
  /** Characters that a body or a comment may have. */
  readonly bodyLimit: number;
  /** Characters that a status may say. */
  readonly statusLimit: number;
  /** Where people read a file of a branch, percent-encoded; null where the forge has no pages. */
  fileUrl(branch: string, path: string): string | null;
}

/**
 * Where changes are reviewed. Every member but `traits` throws `forge-unreachable`, also where the forge does not answer
 * in time, `forge-limited` where it wants to be asked later, and `forge-denied` where it lets nobody in; members that
 * take a number throw `unknown-pull-request`. A call whose answer got lost can be repeated: what has arrived stays
 * there once.
 */
export interface Forge {
  readonly traits: ForgeTraits;
  /** Pull requests, newest first, at most the newest 100. `head` narrows them to one branch; `open` to those. */
  list(filter: { readonly head?: string; readonly state: "open" | "all" }): Promise<readonly PullRequest[]>;
  get(number: number): Promise<PullRequest>;
  /**
   * Opens a pull request. A branch has at most one that is open: where there is one already it is returned as it
   * stands, whatever was asked. Throws `forge-refused` where the branch is not there, or holds nothing new.
   */
  open(asked: NewPullRequest): Promise<PullRequest>;
  /** Replaces title, body and the branch that it goes into; or closes it, which changes nothing of one that has ended. */
  update(
    number: number,
    change: Pick<PullRequest, "title" | "body" | "base"> | { readonly state: "closed" },
  ): Promise<PullRequest>;
  /**
   * Merges it by a merge commit, while its branch still names `head`; one that is merged already is returned. Throws
   * `branch-moved` where the branch names another commit, `merge-refused` where it conflicts, was closed, or may not be
   * merged.
   */
  merge(number: number, how: { readonly head: string; readonly message: string }): Promise<PullRequest>;
  /** Puts the one comment of its kind, or replaces it; false where it says so already, or is not to be put. */
  comment(number: number, comment: StickyComment): Promise<boolean>;
  /** Says something about a commit of a pull request. */
  report(number: number, status: CommitStatus): Promise<void>;
}
