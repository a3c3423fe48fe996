import type { Environment } from "../../src/domain/project.ts";
import type { ProgressEvent } from "../../src/domain/progress.ts";
import type { WorkerReport } from "../../src/domain/proof.ts";
import { readConfig } from "../../src/litellm/read-config.ts";
import { routingOf } from "../../src/litellm/routing-of.ts";
import type { Lock } from "../../src/ports/lock.ts";
import type { World } from "../../src/ports/world.ts";
import { renderEnvironment } from "../../src/render/render-environment.ts";
import { loadProject } from "../../src/sources/load-project.ts";
import { manualClock } from "./manual-clock.ts";
import { memoryDelivery, type MemoryDelivery } from "./memory-delivery.ts";
import { memoryLock } from "./memory-lock.ts";
import { memoryPassLog, type MemoryPassLog } from "./memory-pass-log.ts";
import { memoryProxy, workerReport, type MemoryProxy } from "./memory-proxy.ts";
import { MemoryOrigin } from "./memory-remote.ts";
import { MemoryStore } from "./memory-store.ts";
import { smallProject } from "./small-project.ts";

/** A world in memory, and the controls that play everybody else in it. */
export interface MemoryWorld extends World {
  readonly store: MemoryStore;
  readonly deliveries: MemoryDelivery;
  readonly passes: MemoryPassLog;
  /** Its one worker applies whatever is delivered, as soon as it is asked. */
  readonly proxy: MemoryProxy;
  /** What an environment that names a remote is pushed to; it begins with the same commit. */
  readonly origin: MemoryOrigin;
  readonly events: ProgressEvent[];
  /** What a worker says that has the newest delivery in force. */
  applied(): WorkerReport;
}

/** The small project, rendered and committed, with one proxy; what is delivered is up to the test. */
export function memoryWorld(sources: Readonly<Record<string, string>> = smallProject): MemoryWorld {
  const store = new MemoryStore(withOutputs(sources));
  const deliveries = memoryDelivery();
  const proxy = memoryProxy();
  const events: ProgressEvent[] = [];
  const origin = new MemoryOrigin(store);
  const locks = new Map<string, Lock>();
  const lockOf = (name: string) => {
    const lock = locks.get(name) ?? memoryLock(name);
    locks.set(name, lock);
    return lock;
  };
  const applied = () => appliedReport(deliveries);
  proxy.answer(() => [applied()]);
  return {
    store,
    deliveries,
    proxy,
    origin,
    events,
    applied,
    readWorkTree: (paths) => readWork(store, paths),
    writeWorkTree: (path, text) => store.writeWorkFile(path, text),
    clock: manualClock(),
    actor: { name: "Ada", email: "ada@example.org" },
    progress: (event) => events.push(event),
    host: "here",
    delivery: () => deliveries,
    proxies: (environment) => (environment.proxies.length === 0 ? [] : [proxy]),
    reviews: () => Promise.reject(new Error("Nothing is reviewed in memory")),
    remote: ({ push }) => (push === undefined ? undefined : origin.open(store)),
    lock: ({ name }) => lockOf(name),
    target: () => lockOf(deliveries.path),
    passes: memoryPassLog(),
  };
}

/** The sources with every environment's config beside them. */
export function withOutputs(sources: Readonly<Record<string, string>>): Record<string, string> {
  const { project } = loadProject(new Map(Object.entries(sources)));
  if (project === undefined) return { ...sources };
  const outputs = project.environments.flatMap((environment: Environment) => {
    const { rendered } = renderEnvironment(project, environment);
    return rendered === undefined ? [] : [[environment.output, rendered.text]];
  });
  return { ...sources, ...Object.fromEntries(outputs) };
}

function appliedReport(deliveries: MemoryDelivery): WorkerReport {
  const text = deliveries.texts.at(-1);
  if (text === undefined) return workerReport({ state: "applied", routing: { aliases: {}, fallbacks: [], ids: [] } });
  return workerReport({
    state: "applied",
    file: deliveries.describe(),
    routing: routingOf(readConfig(text).config ?? {}),
  });
}

/** Of files that the head has, and of those that are named themselves. */
async function readWork(store: MemoryStore, paths: readonly string[]) {
  const { commit } = await store.head();
  const committed = await store.readFiles(commit, paths);
  const candidates = [...new Set([...committed.keys(), ...paths])];
  const texts = await Promise.all(candidates.map(async (path) => [path, await store.readWorkFile(path)] as const));
  return new Map(texts.filter((entry): entry is [string, string] => entry[1] !== null));
}
