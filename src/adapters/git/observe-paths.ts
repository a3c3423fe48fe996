import { lstat } from "node:fs/promises";
import { join } from "node:path";
import type { Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";
import type { TreeEntry } from "./tree.ts";

/** Mode and blob of a file in a tree or in the index. */
export type FileEntry = Pick<TreeEntry, "mode" | "id">;

/** One path as it stands beside its commit. */
export interface Observed {
  /** The index entry; null where there is none, `conflicted` during a merge. */
  readonly index: FileEntry | null | "conflicted";
  /** `clean`: what the index has; `other`: a link or folder lies there. */
  readonly file: "clean" | "edited" | "absent" | "other";
}

export interface Observation {
  /** Null before the first commit. */
  readonly commit: string | null;
  /** Name without `refs/heads/`; null where the head is detached. */
  readonly branch: string | null;
  /** What differs from the head, by path from the top; a path that is missing here equals it in index and file. */
  readonly differing: ReadonlyMap<string, Observed>;
}

const statusArgs = ["--porcelain=v2", "--branch", "-z", "--untracked-files=no", "--no-renames"];

/** Compares head, index and work tree at some paths as git does: attributes, line ends and all. One process. */
export async function observePaths(repository: Repository, paths: readonly string[]): Promise<Observation> {
  const lines = (await runGit(repository, ["status", ...statusArgs, "--", ...paths])).split("\0");
  const told = (name: string): string =>
    lines.find((line) => line.startsWith(`# ${name} `))?.slice(name.length + 3) ?? "";
  const [commit, branch] = [told("branch.oid"), told("branch.head")];
  const differing = await Promise.all(
    lines.filter((line) => /^[1u] /.test(line)).map(async (line) => observe(repository, line)),
  );
  return {
    commit: commit === "(initial)" ? null : commit,
    branch: branch === "(detached)" && !(await isOnBranch(repository)) ? null : branch,
    differing: new Map(differing),
  };
}

/** Parentheses are legal in a branch's name. */
async function isOnBranch(repository: Repository): Promise<boolean> {
  return runGit(repository, ["symbolic-ref", "--quiet", "HEAD"]).then(
    () => true,
    () => false,
  );
}

/** `1 XY sub mH mI mW hH hI path`, or `u XY sub m1 m2 m3 mW h1 h2 h3 path`. */
async function observe(repository: Repository, line: string): Promise<[string, Observed]> {
  if (line.startsWith("u ")) return [line.split(" ").slice(10).join(" "), { index: "conflicted", file: "edited" }];
  const [, states = "", , , mode = "", , , id = "", ...rest] = line.split(" ");
  const path = rest.join(" ");
  const index = mode === "000000" ? null : { mode, id };
  const clean = index !== null && states[1] === ".";
  return [path, { index, file: clean ? "clean" : await observeFile(repository, path) }];
}

/** What lies at a path in the work tree, apart from its content. */
export async function observeFile({ folder }: Repository, path: string): Promise<Observed["file"]> {
  const found = await lstat(join(folder, path)).catch(() => undefined);
  if (found === undefined) return "absent";
  return found.isFile() ? "edited" : "other";
}
