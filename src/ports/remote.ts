import type { Head } from "./store.ts";

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
  /**
   * Brings the proof notes of both sides together, here and there: none is lost, neither one that somebody else adds at
   * the same time. Throws `push-refused`.
   */
  shareNotes(): Promise<void>;
}
