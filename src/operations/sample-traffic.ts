import { Failure } from "../domain/failure.ts";
import type { Environment } from "../domain/project.ts";
import { addTraffic, isQuiet, noTraffic, trafficSince, type Traffic, type TrafficEntry } from "../domain/traffic.ts";
import { readMetrics, type Scrape } from "../litellm/read-metrics.ts";
import type { Proxy } from "../ports/proxy.ts";
import type { TrafficLog } from "../ports/traffic-log.ts";
import type { World } from "../ports/world.ts";

/** Reads what proxies have counted, and logs what came since it read it before. */
export interface TrafficSampler {
  /** One sample of every proxy of these environments. Throws `target-not-writable`. */
  sample(environments: readonly Environment[]): Promise<void>;
}

/** What is remembered of a proxy. Each of its workers counts for itself, and answers now and then. */
interface Memory {
  /** By worker, what it had counted when it last answered. */
  readonly counted: Map<string, Traffic>;
  /** Which metrics there were, or why there were none; told once. */
  told: string;
}

export function openTrafficSampler(
  { proxies, clock }: Pick<World, "proxies" | "clock">,
  log: Pick<TrafficLog, "append">,
): TrafficSampler {
  const began = clock.now();
  const memories = new Map<string, Memory>();

  async function sampleProxy(environment: Environment, proxy: Proxy): Promise<TrafficEntry[]> {
    const key = `${environment.name} ${proxy.url}`;
    const memory = memories.get(key) ?? { counted: new Map<string, Traffic>(), told: "" };
    memories.set(key, memory);
    const head = { v: 1 as const, at: clock.now().toISOString(), proxy: proxy.url };
    try {
      const scrapes = (await proxy.metrics()).map(readMetrics);
      const traffic = scrapes.map((scrape, index) => countNew(memory, { scrape, index, began }));
      const sum = traffic.reduce(addTraffic, noTraffic);
      const metrics = scrapes[0]?.metrics ?? [];
      return [
        ...(tellsNew(memory, metrics.join()) ? [{ ...head, event: "sampling" as const, metrics }] : []),
        ...(isQuiet(sum) ? [] : [{ ...head, event: "counted" as const, traffic: sum }]),
      ];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return tellsNew(memory, error.message) ? [{ ...head, event: "failed", reason: error.message }] : [];
    }
  }

  return {
    async sample(environments) {
      for (const environment of environments) {
        const found = await Promise.all(proxies(environment).map((proxy) => sampleProxy(environment, proxy)));
        const entries = found.flat();
        if (entries.length > 0) await log.append(environment.name, entries);
      }
    },
  };
}

interface Counted {
  readonly scrape: Scrape;
  /** Which address of the proxy's name has answered. */
  readonly index: number;
  readonly began: Date;
}

/** A worker that was seen before adds what came since; a new one everything, unless it is older than this sampler. */
function countNew({ counted }: Memory, { scrape: { startedSeconds, traffic }, index, began }: Counted): Traffic {
  const worker = `${index} ${startedSeconds ?? "all"}`;
  const before = counted.get(worker);
  counted.set(worker, traffic);
  if (before !== undefined) return trafficSince(traffic, before);
  const isNew = startedSeconds !== undefined && startedSeconds * 1000 > began.getTime();
  return isNew ? trafficSince(traffic, noTraffic) : noTraffic;
}

function tellsNew(memory: Memory, what: string): boolean {
  if (memory.told === what) return false;
  memory.told = what;
  return true;
}
