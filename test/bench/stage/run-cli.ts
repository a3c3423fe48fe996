import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Bench } from "../bench.ts";
import { gitVariables } from "./bench-project.ts";

const run = promisify(execFile);

/** What a run of a program took. */
export interface Usage {
  /** User and system. */
  readonly cpuSeconds: number;
  /** Peak of the resident memory. */
  readonly peakMegabytes: number;
  readonly milliseconds: number;
}

/** Runs Node in a folder and returns how many milliseconds the whole process took. */
export async function timeNode(folder: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  await run(process.execPath, args, { cwd: folder, env: gitVariables });
  return performance.now() - start;
}

/** The program that `npx litellm-profiles` runs. */
export function cliOf({ root }: Bench): string {
  return join(root, "dist/cli.js");
}

/** Runs a command in a folder; the process says at its end what it has used. Throws where it fails. */
export async function measureCli(bench: Bench, folder: string, command: readonly string[]): Promise<Usage> {
  return bench.inFolder(async (own) => {
    const file = join(own, "usage.json");
    const meter = pathToFileURL(join(import.meta.dirname, "meter.mjs")).href;
    const env = { ...gitVariables, BENCH_USAGE: file };
    const milliseconds = await timeProcess(["--import", meter, cliOf(bench), ...command], { cwd: folder, env });
    const usage: NodeJS.ResourceUsage = JSON.parse(await readFile(file, "utf8"));
    return {
      milliseconds,
      cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
      peakMegabytes: usage.maxRSS / 1024,
    };
  });
}

async function timeProcess(args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<number> {
  const start = performance.now();
  await run(process.execPath, args, { ...options, maxBuffer: 1e9 });
  return performance.now() - start;
}
