import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, variables } from "./git-repository.ts";

const realGit = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();

/** Stands in front of git on the path, and notes every command. */
export interface GitWrapper {
  /** The variables of the other tests, with this path. */
  readonly variables: Record<string, string | undefined>;
  /** What git was called for, in order: `status`, `cat-file`, … */
  commands(): string[];
}

/** `before` and `after` are shell commands around `$command`; `$PPID` is the process that called git. */
export function wrapGit({
  before = "",
  after = "",
}: {
  readonly before?: string;
  readonly after?: string;
}): GitWrapper {
  const folder = makeFolder();
  const log = join(folder, "log");
  const run = after === "" ? `exec '${realGit}' "$@"` : `'${realGit}' "$@"; code=$?; ${after}; exit $code`;
  const script = `#!/bin/sh
command=
for word; do
  case "$skip$word" in -c) skip=1 ;; -*|1*) skip= ;; *) command=$word; break ;; esac
done
echo "$command" >> '${log}'
${before}
${run}
`;
  writeFileSync(join(folder, "git"), script, { mode: 0o755 });
  return {
    variables: { ...variables, PATH: `${folder}:${variables.PATH}` },
    commands: () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []),
  };
}
