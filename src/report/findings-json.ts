import type { Finding, Place, Severity } from "../domain/finding.ts";
import { countFindings } from "./count-findings.ts";

/** Findings as JSON; the form is a contract, version 1. `files` is how many were looked at. */
export function findingsJson(findings: readonly Finding[], files: number): string {
  const report = { version: 1, summary: { ...countFindings(findings), files }, findings: findings.map(reportFinding) };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** A finding in its JSON form: every key is always there; what it has not is null. */
export interface ReportedFinding extends Place {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string | null;
  readonly docs: string | null;
}

export function reportFinding(finding: Finding): ReportedFinding {
  const { code, severity, message, file, line, column, endLine, endColumn, hint = null, docs = null } = finding;
  return { code, severity, message, file, line, column, endLine, endColumn, hint, docs };
}
