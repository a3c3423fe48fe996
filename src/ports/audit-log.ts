import type { AuditEntry } from "../domain/audit-entry.ts";

/** The log of calls and changes: nothing that was written is ever changed. */
export interface AuditLog {
  /** Resolves when the lines are written, in the order of the calls. Throws `audit-not-writable`. */
  append(entries: readonly AuditEntry[]): Promise<void>;
  /** Every entry that tells of a commit, oldest first; lines that are none are skipped. */
  commits(): Promise<readonly AuditEntry[]>;
}
