import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { releases } from "../../litellm/releases.ts";
import type { Bench } from "../bench.ts";
import type { Tally } from "../load/switch-under-load.ts";
import type { Measurement, Row } from "../measurement.ts";
import { readLoad } from "../report.ts";
import type { LiveStage } from "../stage/live-stage.ts";
import { openMemoryMeter, readPrivateMemory, type MemoryMeter } from "../stage/memory.ts";
import { measureLoad, type Companion } from "./load.ts";

const workers = 4;
const proveWithin = "60s";
const releaseSwitches = 200;
const goalMegabytes = 1;
const tellEvery = 100;

/** `npm run bench:fire`: what the module does to a proxy with four workers in a long time, and on every release. */
export const fireRows: readonly Row[] = [
  { name: "fire", measure: async (bench) => [await measureLong(bench, false)] },
  { name: "fire-cache", measure: async (bench) => [await measureLong(bench, true)] },
  { name: "releases", measure: measureReleases },
];

async function measureLong(bench: Bench, responseCache: boolean): Promise<Measurement> {
  return bench.inFolder(async (folder) => {
    const meter = openMemoryMeter(bench, folder);
    const options = { workers, proveWithin, responseCache };
    return measureLoad(bench, options, (stage) => watchMemory(bench, stage, meter));
  });
}

/** One environment at a time: one that was not there before goes again. */
async function measureReleases(bench: Bench): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const release of releases) {
    const environment = join(bench.root, ".cache", `litellm-${release}`);
    const wasThere = existsSync(environment);
    try {
      const switches = Math.min(releaseSwitches, bench.switches);
      measurements.push(await measureLoad(bench, { workers, proveWithin, release, switches }));
      await (await bench.litellm(release)).close();
    } finally {
      if (!wasThere) await rm(environment, { recursive: true, force: true });
    }
  }
  return measurements;
}

/** One moment of a run. `module` is of a worker without load, as tracing slows one too much; `worker` of the others. */
interface Sample {
  readonly switches: number;
  readonly module: number;
  readonly worker: number;
  /** Resident memory of this process, which runs the command line's code. */
  readonly own: number;
}

/** Megabytes at the start, in the middle and at the end. */
async function watchMemory(bench: Bench, stage: LiveStage, { env, askModule }: MemoryMeter): Promise<Companion> {
  const { pids } = stage.proxy;
  const [traced = 0] = (await stage.startApart(env)).pids;
  const samples: Sample[] = [];
  const moments = new Set([0, Math.ceil(bench.switches / 2), bench.switches]);
  const observe = async (done: number, so: Tally) => {
    if (done % tellEvery === 0) bench.say(progressLine(bench, done, so));
    if (!moments.has(done)) return;
    const [module, worker] = [await askModule(traced), await readPrivateMemory(pids)];
    samples.push({ switches: done, module, worker, own: Math.round(process.memoryUsage.rss() / 1e6) });
  };
  const tell = () => {
    const row = (of: (sample: Sample) => number) => samples.map(of).join(" → ");
    const module = Math.max(...samples.map((sample) => sample.module));
    return {
      measured: [
        `start → middle → end, MB: module ${row((sample) => sample.module)} (tracemalloc, in one more worker without load)`,
        `private memory of a worker ${row((sample) => sample.worker)} (median of ${pids.length}); this process ${row(({ own }) => own)}`,
      ].join("\n"),
      goal: `module < ${goalMegabytes} MB`,
      reached: module < goalMegabytes,
      details: { memory: samples.map((sample) => ({ ...sample })) },
    };
  };
  return { observe, tell };
}

function progressLine({ switches }: Bench, done: number, { requests, failed, misrouted, unproven }: Tally): string {
  return `${done} of ${switches} switches: ${failed} failed, ${misrouted} misrouted of ${requests}, ${unproven} unproven; load ${readLoad()}`;
}
