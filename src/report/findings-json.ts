import type { Finding } from "../domain/finding.ts";
import { countFindings } from "./count-findings.ts";

/** Findings as JSON; the form is a contract, version 1. `files` is how many were looked at. */
export function findingsJson(findings: readonly Finding[], files: number): string {
  const report = { version: 1, summary: { ...countFindings(findings), files }, findings: findings.map(jsonOf) };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Every key is always there; what a finding has not is null. */
function jsonOf(finding: Finding): Record<string, string | number | null> {
  const { code, severity, message, file, line, column, endLine, endColumn, hint = null, docs = null } = finding;
  return { code, severity, message, file, line, column, endLine, endColumn, hint, docs };
}
