import type { AuditEntry } from "../../src/domain/audit-entry.ts";
import { Failure } from "../../src/domain/failure.ts";
import type { AuditLog } from "../../src/ports/audit-log.ts";

export interface MemoryAuditLog extends AuditLog {
  readonly entries: AuditEntry[];
  /** From now on its disk is full, or is not any more. */
  fill(isFull: boolean): void;
}

export function memoryAuditLog(): MemoryAuditLog {
  const entries: AuditEntry[] = [];
  let isFull = false;
  return {
    entries,
    fill(next) {
      isFull = next;
    },
    async append(added) {
      if (isFull) throw new Failure("audit-not-writable", "The audit log cannot be written", "See to its disk");
      entries.push(...added);
    },
    async commits() {
      return entries.filter((entry) => "commit" in entry);
    },
  };
}
