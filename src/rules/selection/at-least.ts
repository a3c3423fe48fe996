import type { Finding, Severity } from "../../domain/finding.ts";

const ranks: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

/** The findings that are as bad as `least`, or worse. */
export function atLeast(findings: readonly Finding[], least: Severity): Finding[] {
  return findings.filter(({ severity }) => ranks[severity] >= ranks[least]);
}
