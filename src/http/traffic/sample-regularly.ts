import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../../domain/failure.ts";
import { readingAt } from "../../operations/load-head.ts";
import { openTrafficSampler } from "../../operations/sample-traffic.ts";
import type { TrafficLog } from "../../ports/traffic-log.ts";
import type { World } from "../../ports/world.ts";
import { loadProject } from "../../sources/load-project.ts";
import { readSourceFiles } from "../../sources/source-files.ts";

export interface SamplingOptions {
  readonly world: World;
  readonly traffic: TrafficLog;
  readonly everyMilliseconds: number;
  /** Ends it, between two samples. */
  readonly signal: AbortSignal;
  /** Is told why a sample could not be kept, once for each reason. */
  readonly warn: (error: Failure) => void;
}

/** Samples what the proxies of every environment of the head count, until it is ended; where a server does so, not again. */
export async function sampleRegularly({ world, traffic, everyMilliseconds, signal, warn }: SamplingOptions) {
  const sampler = openTrafficSampler(world, traffic);
  let warned = "";
  while (!signal.aborted) {
    try {
      await sampler.sample(await environmentsOf(world));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.message !== warned) warn(error);
      warned = error.message;
    }
    await sleep(everyMilliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function environmentsOf({ store }: Pick<World, "store">) {
  const { commit } = await store.head();
  const { project } = loadProject(await readSourceFiles(readingAt(store, commit)));
  return (project?.environments ?? []).filter(({ prometheus }) => prometheus === undefined);
}
