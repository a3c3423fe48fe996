import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Bench } from "../bench.ts";
import { medianOf, round } from "../statistics.ts";

/** Asks workers for their memory, in megabytes. */
export interface MemoryMeter {
  /** Variables of the proxy that is to be measured. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * What one worker has allocated for the reload module, by `tracemalloc`: at first what its start left, later also what
   * it allocated since. From the first question on, that worker is slowed.
   */
  readonly askModule: (pid: number) => Promise<number>;
}

/** Makes the meter; `folder` takes what the worker says. */
export function openMemoryMeter({ root }: Bench, folder: string): MemoryMeter {
  const file = join(folder, "allocated-bytes");
  return {
    env: {
      LITELLM_WORKER_STARTUP_HOOKS: "measure_memory:start",
      PYTHONPATH: [join(root, "src/hook"), import.meta.dirname].join(":"),
      BENCH_MEMORY: file,
    },
    async askModule(pid) {
      await rm(file, { force: true });
      process.kill(pid, "SIGUSR1");
      const end = performance.now() + 60_000;
      while (!existsSync(file)) {
        if (performance.now() > end) throw new Error("The worker did not say what it has allocated");
        await sleep(50);
      }
      return round(Number(await readFile(file, "utf8")) / 1e6);
    },
  };
}

/** The median of what processes that live have of their own, shared with nobody, in megabytes. */
export async function readPrivateMemory(pids: readonly number[]): Promise<number> {
  const files = pids.map((pid) => `/proc/${pid}/smaps_rollup`).filter((file) => existsSync(file));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return medianOf(texts.map(privateMegabytes));
}

function privateMegabytes(smaps: string): number {
  const sizes = [...smaps.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)].map(([, size]) => Number(size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}
