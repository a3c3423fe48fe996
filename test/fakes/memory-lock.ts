import { Failure } from "../../src/domain/failure.ts";
import type { Lock } from "../../src/ports/lock.ts";

/** A lock between the callers of one process. */
export function memoryLock(environment: string): Lock {
  let holder: string | undefined;
  return {
    async hold(what, work) {
      if (holder !== undefined) throw busy(environment, holder);
      holder = what;
      try {
        return await work();
      } finally {
        holder = undefined;
      }
    },
  };
}

function busy(environment: string, holder: string): Failure {
  return new Failure("busy", `Environment \`${environment}\` is busy: ${holder}`, "Try again when that has ended");
}
