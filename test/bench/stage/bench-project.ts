import { execFile } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const sources = ["litellm-profiles.yaml", "profiles", "environments", "templates", "litellm_config.yaml", ".gitignore"];

/** No configuration of the machine takes part. */
export const gitVariables = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
};

/** Copies this repository's own sources. */
export async function copySources(root: string, folder: string): Promise<void> {
  await Promise.all(sources.map((path) => cp(join(root, path), join(folder, path), { recursive: true })));
}

/** Makes a git repository of a folder, with all that lies in it committed. */
export async function initRepository(folder: string): Promise<void> {
  await git(folder, ["init", "--quiet", "--initial-branch=main"]);
  await commitAll(folder, "Start");
}

/** As a person does it. */
export async function commitAll(folder: string, message: string): Promise<void> {
  await git(folder, ["add", "--all"]);
  await git(folder, ["commit", "--quiet", `--message=${message}`]);
}

export async function editFile(file: string, edit: (text: string) => string): Promise<void> {
  const before = await readFile(file, "utf8");
  const after = edit(before);
  if (after === before) throw new Error(`Nothing to edit in \`${file}\``);
  await writeFile(file, after);
}

async function git(folder: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)("git", args, { cwd: folder, env: gitVariables });
}
