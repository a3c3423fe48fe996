import type { Head } from "./store.ts";

/** Where the remote's branch stands to the head: `ahead` has more commits, `behind` fewer, `apart` both. */
export type RemoteTip = {
  /** Whether there are proof notes here that are not there. */
  readonly isUnshared: boolean;
} & (
  | { readonly stands: "absent" }
  | {
      readonly stands: "same" | "ahead" | "behind" | "apart";
      /** The commit that the remote's branch names; it is here now. */
      readonly commit: string;
    }
);

/**
 * The git remote that shares one environment's switches. Every member throws `unknown-remote` where the repository has
 * none of this name, and `remote-unreachable`, also where it does not answer in time or lets nobody in.
 */
export interface Remote {
  readonly name: string;
  /**
   * Throws `push-refused` where the remote's branch holds commits that the head does not, so that a push on top of the
   * head would be refused. Changes nothing.
   */
  check(head: Head): Promise<void>;
  /**
   * Brings the head's commit onto the remote's branch, never by force; it is no failure where it is there already.
   * Throws `push-refused` and `detached-head`.
   */
  push(head: Head): Promise<void>;
  /** Brings what the remote's branch names, and its proof notes, here; the head stays where it is. Throws `detached-head`. */
  look(head: Head): Promise<RemoteTip>;
  /**
   * Moves the checked-out branch on to a commit that is here and descends from it; index and work tree go along.
   * Uncommitted work is never lost: where it is in the way, nothing changes. Throws `git-refused`.
   */
  follow(commit: string): Promise<void>;
  /**
   * Brings the proof notes of both sides together, here and there: none is lost, neither one that somebody else adds at
   * the same time. Throws `push-refused`.
   */
  shareNotes(): Promise<void>;
}
