import { expect, test } from "vitest";
import type { AuditEntry } from "../../src/domain/audit-entry.ts";
import type { AuditLog } from "../../src/ports/audit-log.ts";

export interface AuditLogUnderTest {
  readonly open: () => Promise<AuditLog>;
}

/** One step of a switch that somebody asked for on this machine. */
export function auditEntry(part: Partial<Extract<AuditEntry, { change: string }>> = {}): AuditEntry {
  return {
    v: 1,
    at: "2026-01-02T12:00:00.000Z",
    request_id: "r1",
    who: { kind: "local", token_id: null, name: "Ada", role: "admin", address: "127.0.0.1" },
    event: "committed",
    change: "switch",
    environment: "default",
    ...part,
  };
}

export function auditLogContract({ open }: AuditLogUnderTest): void {
  test("has nothing to tell at first", async () => {
    expect(await (await open()).commits()).toEqual([]);
  });

  test("tells of commits, in the order in which they were written", async () => {
    const log = await open();
    const [first, second] = [auditEntry({ commit: "a1" }), auditEntry({ commit: "b2", request_id: "r2" })];
    await log.append([auditEntry({ event: "requested" }), first]);
    await Promise.all([log.append([second]), log.append([auditEntry({ event: "failed" })])]);
    expect(await log.commits()).toEqual([first, second]);
  });
}
