import { readConfig } from "../../src/litellm/read-config.ts";
import { routingOf } from "../../src/litellm/routing-of.ts";
import type { World } from "../../src/ports/world.ts";
import { memoryDelivery, type MemoryDelivery } from "./memory-delivery.ts";
import { memoryProxy, workerReport, type MemoryProxy } from "./memory-proxy.ts";

/** A proxy in memory, and where it reads its config. */
export interface ApplyingProxy {
  readonly deliveries: MemoryDelivery;
  readonly proxy: MemoryProxy;
  /** From now on its one worker has in force what was delivered last. */
  readonly applies: () => void;
  /** The same world with this proxy in it. */
  readonly beside: <W extends World>(world: W) => W;
}

/** Its one worker applies whatever is delivered. */
export function applyingProxy(): ApplyingProxy {
  const deliveries = memoryDelivery();
  const proxy = memoryProxy();
  const applies = () => {
    proxy.answer(() => {
      const routing = routingOf(readConfig(deliveries.texts.at(-1) ?? "").config ?? {});
      return [workerReport({ state: "applied", file: deliveries.describe(), routing })];
    });
  };
  applies();
  return {
    deliveries,
    proxy,
    applies,
    beside: (world) => ({ ...world, delivery: () => deliveries, proxies: () => [proxy] }),
  };
}
