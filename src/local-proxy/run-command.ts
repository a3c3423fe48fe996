import { execFile } from "node:child_process";

/** How a program ended: `ok` is exit code 0; `output` is what it wrote, to either stream. */
export interface CommandResult {
  readonly ok: boolean;
  readonly output: string;
}

/** The variables that a program gets, and what stops it early. */
export interface CommandOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a program to its end. One that is missing or fails is a result; only an abort is thrown. */
export function runCommand(file: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { ...options, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error?.name === "AbortError") reject(error);
      else resolve({ ok: error === null, output: `${stdout}${stderr}` || (error?.message ?? "") });
    });
  });
}
