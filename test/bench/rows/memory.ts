import { stepAt } from "../load/edit-sources.ts";
import type { Bench } from "../bench.ts";
import type { Measurement, Row } from "../measurement.ts";
import { onLiveStage, type LiveStage } from "../stage/live-stage.ts";
import { openMemoryMeter } from "../stage/memory.ts";

const switches = 60;
const goalMegabytes = 1;

/**
 * What the module keeps in a worker after switches, edits, additions and removals: bytes that Python's `tracemalloc`
 * finds allocated by the module or by whatever it called, LiteLLM's own objects for hot deployments included. The
 * difference of two workers' resident memory is larger than this by chance alone.
 */
export const memoryRow: Row = {
  name: "memory",
  measure: async (bench) => bench.inFolder(async (folder) => [await measure(bench, folder)]),
};

async function measure(bench: Bench, folder: string): Promise<Measurement> {
  const { env, askModule } = openMemoryMeter(bench, folder);
  const [started, all] = await onLiveStage(bench, { workers: 1, env }, async (stage) => {
    const [pid = 0] = stage.proxy.pids;
    await switchOften(stage, 10);
    const before = await askModule(pid);
    await switchOften(stage, switches);
    return [before, await askModule(pid)];
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
