import { Failure } from "../../src/domain/failure.ts";
import type { Remote } from "../../src/ports/remote.ts";
import type { Head } from "../../src/ports/store.ts";
import type { MemoryStore } from "./memory-store.ts";

/** What stands between a remote and its users: it is gone, or it refuses, in its own words. */
type Trouble = { readonly kind: "gone" } | { readonly kind: "refusing"; readonly words: string };

/** The repository behind a remote `origin`, and the controls that play the rest of the world. */
export class MemoryOrigin {
  readonly #commits: MemoryStore;
  /** The commit that its branch names. */
  #tip: string;
  #trouble: Trouble | undefined;
  /** Whether its branch is deleted. */
  #isGone = false;

  /** Begins with what the first clone has. */
  constructor(first: MemoryStore) {
    this.#commits = first.clone();
    this.#tip = first.tip;
  }

  get tip(): string {
    return this.#tip;
  }

  /** Whether it has the branch that is checked out here. */
  get hasBranch(): boolean {
    return !this.#isGone;
  }

  async readRawNote(commit: string): Promise<string | null> {
    return this.#commits.readRawNote(commit);
  }

  /** Its branch names another commit of the clones, by force; null deletes the branch. */
  moveTip(commit: string | null): void {
    this.#isGone = commit === null;
    this.#tip = commit ?? this.#tip;
  }

  /** From now on; undefined ends it. */
  trouble(trouble: Trouble | undefined): void {
    this.#trouble = trouble;
  }

  /** The remote, as a clone sees it. */
  open(store: MemoryStore): Remote {
    return {
      name: "origin",
      check: async (head) => this.#refuseBehind(head),
      push: async (head) => this.#push(head),
      look: async (head) => {
        this.#reach(head);
        store.mergeNotes(this.#commits);
        const commit = this.#tip;
        const isUnshared = !store.hasSameNotes(this.#commits);
        if (this.#isGone) return { stands: "absent", isUnshared };
        if (commit === head.commit) return { stands: "same", commit, isUnshared };
        if (store.isAncestor(head.commit, commit)) return { stands: "ahead", commit, isUnshared };
        return { stands: store.isAncestor(commit, head.commit) ? "behind" : "apart", commit, isUnshared };
      },
      follow: async (commit) => store.fastForward(commit),
      shareNotes: async () => {
        this.#refuseGone();
        this.#refuse("the proof notes");
        this.#commits.mergeNotes(store);
        store.mergeNotes(this.#commits);
      },
    };
  }

  #push(head: Head): void {
    this.#reach(head);
    if (!this.#isGone && this.#commits.isAncestor(head.commit, this.#tip)) return;
    this.#refuse("the commit on branch `main`");
    this.#refuseBehind(head);
    this.moveTip(head.commit);
  }

  #refuseBehind(head: Head): void {
    this.#reach(head);
    if (this.#isGone || this.#commits.isAncestor(this.#tip, head.commit)) return;
    throw new Failure(
      "push-refused",
      "Branch `main` of remote `origin` holds commits that are not here",
      "Bring them in: `git pull --no-rebase origin main`",
    );
  }

  #reach({ branch }: Head): void {
    if (branch === null) throw new Failure("detached-head", "No branch is checked out", "Check one out");
    this.#refuseGone();
  }

  #refuseGone(): void {
    if (this.#trouble?.kind !== "gone") return;
    throw new Failure("remote-unreachable", "Remote `origin` cannot be reached: it is gone", "Bring it back");
  }

  #refuse(what: string): void {
    if (this.#trouble?.kind !== "refusing") return;
    throw new Failure(
      "push-refused",
      `Remote \`origin\` refuses ${what}: ${this.#trouble.words}`,
      "Have it allowed there, or bring the commit in by a pull request",
    );
  }
}
