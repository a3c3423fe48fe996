import { execFileSync } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Stands in front of git on the path, and notes what it is called for. */
export interface GitCounter {
  readonly path: string;
  /** What git was called for since the last time it was asked: `status`, `hash-object`, … */
  take(): Promise<string[]>;
}

/** Makes the counter in a folder of its own. */
export async function makeGitCounter(folder: string): Promise<GitCounter> {
  const git = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  const log = join(folder, "commands");
  const script = `#!/bin/sh
skip=
for word; do
  case "$skip$word" in -c) skip=1 ;; -*|1*) skip= ;; *) echo "$word" >> '${log}'; break ;; esac
done
exec '${git}' "$@"
`;
  await writeFile(join(folder, "git"), script, { mode: 0o755 });
  return {
    path: `${folder}:${process.env["PATH"] ?? ""}`,
    async take() {
      const text = await readFile(log, "utf8").catch(() => "");
      await rm(log, { force: true });
      return text.split("\n").filter((line) => line !== "");
    },
  };
}
