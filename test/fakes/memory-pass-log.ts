import { Failure } from "../../src/domain/failure.ts";
import type { Pass } from "../../src/domain/pass.ts";
import type { PassLog } from "../../src/ports/pass-log.ts";

export interface MemoryPassLog extends PassLog {
  /** From now on its disk is full, or is not any more. */
  fill(isFull: boolean): void;
}

export function memoryPassLog(): MemoryPassLog {
  const passes = new Map<string, Pass>();
  let isFull = false;
  return {
    fill(next) {
      isFull = next;
    },
    async read(environment) {
      return passes.get(environment);
    },
    async write(pass) {
      if (isFull) throw new Failure("target-not-writable", "What the agent did cannot be written", "See to its disk");
      passes.set(pass.environment, pass);
    },
  };
}
