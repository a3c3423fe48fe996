import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { Failure } from "../../src/domain/failure.ts";
import { parseProofNotes, printProofNote } from "../../src/domain/proof-note.ts";
import { toolIdentity, type ProofNote } from "../../src/domain/revision.ts";
import type { Change, LoggedCommit, Store } from "../../src/ports/store.ts";
import { carryChoice } from "../../src/sources/choice.ts";
import type { Files, StoreUnderTest } from "../contracts/store-contract.ts";

type Snapshot = ReadonlyMap<string, string>;

interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly files: Snapshot;
  readonly message: string;
  readonly at: string;
}

/** A repository in memory that passes the same contract as real git; its controls play the rest of the world. */
export class MemoryStore implements Store, Omit<StoreUnderTest, "store"> {
  #commits = new Map<string, Commit>();
  readonly #notes = new Map<string, string>();
  readonly #index = new Map<string, string>();
  readonly #work = new Map<string, string>();
  #tip: string | null = null;
  #detached = false;
  #locked = false;

  /** Null: without a commit. */
  constructor(files: Files | null) {
    if (files === null) return;
    this.#tip = this.#add([], edit(new Map(), Object.entries(files)), "Start");
    for (const [path, text] of this.#files(this.#tip)) {
      this.#index.set(path, text);
      this.#work.set(path, text);
    }
  }

  async head() {
    return { commit: this.#head(), branch: this.#detached ? null : "refs/heads/main" };
  }

  async resolve(revision: string) {
    const [, base = "", steps = ""] = /^(HEAD|main|[0-9a-f]{4,40})(\^*)$/.exec(revision) ?? [];
    const isName = base === "HEAD" || base === "main";
    const found = isName
      ? [this.#head()]
      : [...this.#commits.keys()].filter((id) => base !== "" && id.startsWith(base));
    let commit = found.length === 1 ? found[0] : undefined;
    for (const _ of steps) commit = commit && this.#commits.get(commit)?.parents[0];
    if (commit === undefined) throw new Failure("unknown-commit", `Commit \`${revision}\` is not here`, "Name another");
    return commit;
  }

  async readFiles(commit: string, paths: readonly string[]) {
    return new Map([...this.#files(commit)].filter(([file]) => paths.some((path) => isAtOrBelow(file, path))));
  }

  async commit({ parent, files, message }: Change) {
    if (this.#detached) throw new Failure("detached-head", "No branch is checked out", "Check one out");
    const now = this.#head();
    if (now !== parent) throw new Failure("branch-moved", `The branch names \`${now.slice(0, 12)}\` now`, "Try again");
    if (this.#locked) throw new Failure("git-refused", "Another git process holds `index.lock`", "Wait");
    const before = this.#files(parent);
    const after = edit(before, files);
    const paths = [...files.keys()].filter((path) => before.get(path) !== after.get(path));
    if (paths.length === 0) return parent;
    this.#tip = this.#add([parent], after, message);
    for (const path of paths) this.#settlePath(path, before.get(path), after.get(path));
    return this.#tip;
  }

  async settle(from: string, paths: readonly string[]) {
    const [before, after] = [this.#files(from), this.#files(this.#head())];
    return paths.filter((path) => this.#settlePath(path, before.get(path), after.get(path)));
  }

  async log(paths: readonly string[], from?: string) {
    const listed: LoggedCommit[] = [];
    const waiting = [from ?? this.#head()];
    const seen = new Set<string>();
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      if (seen.has(id) || waiting.some((other) => this.#ancestors(other).has(id))) continue;
      seen.add(id);
      const commit = this.#get(id);
      waiting.unshift(...commit.parents.toReversed());
      const changes = this.#changes(commit, paths);
      if (changes.length === 0 && commit.parents.length < 2) continue;
      const parents = commit.parents.flatMap((parent) => this.#nearest(parent, paths));
      const { at, message } = commit;
      listed.push({ commit: id, parents, author: toolIdentity, committer: toolIdentity, at, message, changes });
    }
    return listed;
  }

  async notes() {
    return new Map([...this.#notes].map(([commit, text]) => [commit, parseProofNotes(text)]));
  }

  async addNote(commit: string, note: ProofNote) {
    this.#addLines(commit, printProofNote(note));
  }

  /** The commit that the branch names. */
  get tip(): string {
    return this.#head();
  }

  /** Another clone: the same commits, no notes. */
  clone(): MemoryStore {
    const other = new MemoryStore(null);
    other.#commits = this.#commits;
    other.#tip = this.#tip;
    for (const [path, text] of this.#files(this.#head())) {
      other.#index.set(path, text);
      other.#work.set(path, text);
    }
    return other;
  }

  /** Whether a commit is the tip, or reachable from it. */
  isAncestor(commit: string, tip: string): boolean {
    return commit === tip || this.#ancestors(tip).has(commit);
  }

  /** The branch, index and work files go on to a descendant. */
  fastForward(commit: string): void {
    const [before, after] = [this.#files(this.#head()), this.#files(commit)];
    const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
      (path) => before.get(path) !== after.get(path),
    );
    const isClean = (path: string) => [this.#work, this.#index].every((side) => side.get(path) === before.get(path));
    const inTheWay = paths.filter((path) => !isClean(path));
    if (!this.isAncestor(this.#head(), commit) || inTheWay.length > 0) {
      throw new Failure("git-refused", `What is not committed is in the way: ${inTheWay.join(", ")}`, "Commit it");
    }
    this.#tip = commit;
    for (const path of paths) for (const side of [this.#work, this.#index]) put(side, path, after.get(path));
  }

  hasSameNotes(other: MemoryStore): boolean {
    return isDeepStrictEqual(this.#notes, other.#notes);
  }

  /** Takes over the notes of another clone. */
  mergeNotes(other: MemoryStore): void {
    for (const [commit, text] of other.#notes) this.#addLines(commit, text);
  }

  async readRawNote(commit: string) {
    return this.#notes.get(commit) ?? null;
  }

  async makeCommit(parents: readonly string[], files: Files, message: string) {
    const before = parents[0] === undefined ? new Map<string, string>() : this.#files(parents[0]);
    return this.#add(parents, edit(before, Object.entries(files)), message);
  }

  async moveBranch(commit: string) {
    this.#tip = commit;
  }

  async detach() {
    this.#detached = true;
  }

  async readWorkFile(path: string) {
    return this.#work.get(path) ?? null;
  }

  async writeWorkFile(path: string, text: string | null) {
    put(this.#work, path, text);
  }

  async readStaged(path: string) {
    return this.#index.get(path) ?? null;
  }

  async stage(path: string) {
    put(this.#index, path, this.#work.get(path));
  }

  async lockIndex() {
    this.#locked = true;
    return {
      lock: "index.lock",
      unlock: async () => {
        this.#locked = false;
      },
    };
  }

  async writeRawNote(commit: string, text: string) {
    this.#notes.set(commit, text);
  }

  #addLines(commit: string, added: string): void {
    const lines = [...(this.#notes.get(commit) ?? "").split("\n"), ...added.split("\n")];
    const kept = new Set(lines.filter((line) => line !== ""));
    this.#notes.set(commit, `${[...kept].toSorted().join("\n")}\n`);
  }

  #add(parents: readonly string[], files: Snapshot, message: string): string {
    const count = this.#commits.size;
    const id = createHash("sha1").update(`commit ${count}`).digest("hex");
    const at = new Date(Date.UTC(2026, 0, 1) + count * 60_000).toISOString();
    this.#commits.set(id, { id, parents, files, message, at });
    return id;
  }

  #head(): string {
    if (this.#tip === null) throw new Failure("no-commits", "The branch has no commit yet", "Commit first");
    return this.#tip;
  }

  #get(id: string): Commit {
    const commit = this.#commits.get(id);
    if (commit === undefined) throw new Failure("unknown-commit", `Commit \`${id}\` is not here`, "Name another");
    return commit;
  }

  #files(id: string): Snapshot {
    return this.#get(id).files;
  }

  #changes({ parents, files }: Commit, paths: readonly string[]): LoggedCommit["changes"] {
    const before = parents[0] === undefined ? new Map<string, string>() : this.#files(parents[0]);
    return [...new Set([...before.keys(), ...files.keys()])]
      .filter((file) => before.get(file) !== files.get(file) && paths.some((path) => isAtOrBelow(file, path)))
      .toSorted()
      .map((path) => ({ path, before: before.get(path) ?? null, after: files.get(path) ?? null }));
  }

  #nearest(id: string, paths: readonly string[]): string[] {
    const commit = this.#get(id);
    if (commit.parents.length > 1 || this.#changes(commit, paths).length > 0) return [id];
    return commit.parents.flatMap((parent) => this.#nearest(parent, paths));
  }

  #ancestors(id: string): Set<string> {
    return new Set(this.#get(id).parents.flatMap((parent) => [parent, ...this.#ancestors(parent)]));
  }

  #settlePath(path: string, before: string | undefined, after: string | undefined): boolean {
    const staged = this.#index.get(path);
    // A file that is untracked, or was deleted, is the user's.
    const mine = (text: string | undefined) => text === before && (text !== undefined || staged === undefined);
    return [this.#work, this.#index]
      .map((side) => {
        const text = side.get(path);
        const next = mine(text) ? after : carry(path, { text, before, after });
        put(side, path, next);
        return next !== text;
      })
      .some(Boolean);
  }
}

function edit(before: Snapshot, files: Iterable<readonly [string, string | null]>): Map<string, string> {
  const after = new Map(before);
  for (const [path, text] of files) put(after, path, text);
  return after;
}

function put(files: Map<string, string>, path: string, text: string | null | undefined): void {
  if (text === null || text === undefined) files.delete(path);
  else files.set(path, text);
}

function isAtOrBelow(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}/`);
}

/** Other edits of an environment's file keep everything but their active line. */
function carry(
  path: string,
  { text, before, after }: Record<"text" | "before" | "after", string | undefined>,
): string | undefined {
  if (!path.startsWith("environments/") || text === undefined || before === undefined || after === undefined)
    return text;
  return carryChoice({ from: before, to: after, onto: text }) ?? text;
}
