import type { TrafficEntry } from "../../src/domain/traffic.ts";
import { Failure } from "../../src/domain/failure.ts";
import type { TrafficLog } from "../../src/ports/traffic-log.ts";

export interface MemoryTrafficLog extends TrafficLog {
  /** From now on its disk is full, or is not any more. */
  fill(isFull: boolean): void;
}

export function memoryTrafficLog(): MemoryTrafficLog {
  const logs = new Map<string, TrafficEntry[]>();
  let isFull = false;
  return {
    fill(next) {
      isFull = next;
    },
    async append(environment, entries) {
      if (isFull) throw new Failure("target-not-writable", "The traffic log cannot be written", "See to its disk");
      logs.set(environment, [...(logs.get(environment) ?? []), ...entries]);
    },
    async read(environment) {
      return logs.get(environment) ?? [];
    },
  };
}
