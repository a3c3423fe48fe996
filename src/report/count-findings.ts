import type { Finding, Severity } from "../domain/finding.ts";

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info") };
}

/** 1 where there is an error, or more warnings than allowed; else 0. Without a limit warnings are all allowed. */
export function findingsExitCode(findings: readonly Finding[], maxWarnings = Number.POSITIVE_INFINITY): 0 | 1 {
  const { errors, warnings } = countFindings(findings);
  return errors > 0 || warnings > maxWarnings ? 1 : 0;
}
