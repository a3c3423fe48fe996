import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Bench } from "../bench.ts";
import { stepAt } from "../load/edit-sources.ts";
import type { Measurement, Row } from "../measurement.ts";
import { onLiveStage, type LiveStage } from "../stage/live-stage.ts";
import { round } from "../statistics.ts";

const switches = 60;
const goalMegabytes = 1;

/**
 * What the module keeps in a worker after switches, edits, additions and removals: bytes that Python's `tracemalloc`
 * finds allocated by the module or by whatever it called, LiteLLM's own objects for hot deployments included. The
 * difference of two workers' resident memory is larger than this by chance alone.
 */
export const memoryRow: Row = {
  name: "memory",
  measure: async (bench) => bench.inFolder(async (folder) => [await measure(bench, join(folder, "allocated-bytes"))]),
};

async function measure(bench: Bench, file: string): Promise<Measurement> {
  const env = {
    LITELLM_WORKER_STARTUP_HOOKS: "measure_memory:start",
    PYTHONPATH: [join(bench.root, "src/hook"), join(import.meta.dirname, "../stage")].join(":"),
    BENCH_MEMORY: file,
  };
  const [started, all] = await onLiveStage(bench, { workers: 1, env }, async (stage) => {
    await switchOften(stage, 10);
    const before = await askMeter(stage, file);
    await switchOften(stage, switches);
    return [before, await askMeter(stage, file)];
  });
  return {
    what: "memory that the module adds to a worker",
    measured: `${all} MB allocated (tracemalloc): ${started} at its start, the rest during ${switches} switches`,
    goal: `< ${goalMegabytes} MB`,
    reached: all < goalMegabytes,
    details: { megabytes: all, started, switches },
  };
}

async function switchOften(stage: LiveStage, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const { profile, edit } = stepAt(number);
    await edit?.(stage.project);
    await stage.switchTo(profile);
  }
}

/** Megabytes that the worker answers to a signal. */
async function askMeter({ proxy }: LiveStage, file: string): Promise<number> {
  await rm(file, { force: true });
  for (const pid of proxy.pids) process.kill(pid, "SIGUSR1");
  const end = performance.now() + 60_000;
  while (!existsSync(file)) {
    if (performance.now() > end) throw new Error("The worker did not say what it has allocated");
    await sleep(50);
  }
  return round(Number(await readFile(file, "utf8")) / 1e6);
}
