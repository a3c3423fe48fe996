import { describe } from "vitest";
import { auditLogContract } from "../contracts/audit-log-contract.ts";
import { memoryAuditLog } from "./memory-audit-log.ts";

describe("an audit log in memory", () => {
  auditLogContract({ open: async () => memoryAuditLog() });
});
