import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { openStore } from "../../../src/adapters/git/open-store.ts";
import type { Files, StoreUnderTest } from "../../contracts/store-contract.ts";

const folders: string[] = [];

/** An empty folder that goes when the test file ends. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "git-test-"));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** No configuration of the machine takes part, and nobody is known unless a test says so. */
export const variables = {
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
};

/** Runs git for a test, apart from the code under test. */
export function git(folder: string, args: readonly string[], options: { input?: string; env?: object } = {}): string {
  return execFileSync("git", args, {
    cwd: folder,
    env: { ...variables, ...options.env },
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
    ...(options.input !== undefined && { input: options.input }),
  });
}

/** Writes work files; null deletes. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    if (text === null) {
      rmSync(file, { force: true });
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** A repository with the files committed; null: without a commit. `init` are further arguments of `git init`. */
export function makeRepository(files: Files | null, init: readonly string[] = []): string {
  const folder = makeFolder();
  git(folder, ["init", "--quiet", "--initial-branch=main", ...init]);
  if (files !== null) {
    writeFiles(folder, files);
    git(folder, ["add", "--all"]);
    git(folder, ["commit", "--quiet", "--message=Start"]);
  }
  return folder;
}

/** A store on real git; `prefix` is the project's folder in the repository, empty or with a slash at its end. */
export async function openGitStore(folder: string, prefix = ""): Promise<StoreUnderTest> {
  const project = join(folder, prefix);
  const show = (name: string): string | null => {
    try {
      return git(folder, ["cat-file", "blob", name]);
    } catch {
      return null;
    }
  };
  return {
    store: await openStore(project, variables),
    makeCommit: async (parents, files, message) => makeCommit({ folder, prefix }, { parents, files, message }),
    moveBranch: async (commit) => void git(folder, ["update-ref", "HEAD", commit]),
    detach: async () => void git(folder, ["checkout", "--quiet", "--detach"]),
    readWorkFile: async (path) => {
      const file = join(project, path);
      return existsSync(file) ? readFileSync(file, "utf8") : null;
    },
    writeWorkFile: async (path, text) => writeFiles(project, { [path]: text }),
    readStaged: async (path) => show(`:${prefix}${path}`),
    stage: async (path) => void git(folder, ["add", "--", prefix + path]),
    lockIndex: async () => {
      const lock = git(folder, ["rev-parse", "--path-format=absolute", "--git-path", "index.lock"]).trim();
      writeFileSync(lock, "");
      return { lock, unlock: async () => rmSync(lock) };
    },
    writeRawNote: async (commit, text) =>
      void git(folder, ["notes", "--ref=litellm-profiles", "add", "--force", "--file=-", commit], { input: text }),
  };
}

function makeCommit(
  { folder, prefix }: { folder: string; prefix: string },
  { parents, files, message }: { parents: readonly string[]; files: Files; message: string },
): string {
  const env = { GIT_INDEX_FILE: join(makeFolder(), "index") };
  git(folder, ["read-tree", parents[0] ?? "--empty"], { env });
  for (const [path, text] of Object.entries(files)) {
    if (text === null) {
      git(folder, ["rm", "--quiet", "--cached", "--", prefix + path], { env });
      continue;
    }
    const blob = git(folder, ["hash-object", "-w", "--no-filters", "--stdin"], { input: text }).trim();
    git(folder, ["update-index", "--add", "--cacheinfo", `100644,${blob},${prefix}${path}`], { env });
  }
  const tree = git(folder, ["write-tree"], { env }).trim();
  const from = parents.flatMap((parent) => ["-p", parent]);
  return git(folder, ["commit-tree", tree, ...from, "-F", "-"], { input: message }).trim();
}
