import { execFile } from "node:child_process";
import { basename, dirname } from "node:path";
import { promisify } from "node:util";
import { gitVariables, type Variables } from "./git-variables.ts";
import { globalOptions } from "./run-git.ts";

const run = promisify(execFile);

/** Whether git tracks an absolute path, in whatever repository holds it; false where none does. */
export async function isTracked(path: string, variables: Variables): Promise<boolean> {
  const question = ["ls-files", "--error-unmatch", "--", basename(path)];
  try {
    await run("git", [...globalOptions, ...question], { cwd: dirname(path), env: gitVariables(variables) });
    return true;
  } catch {
    return false;
  }
}
