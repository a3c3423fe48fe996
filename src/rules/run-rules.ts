import { sortFindings } from "../domain/finding.ts";
import type { Finding } from "../domain/finding.ts";
import type { Rule } from "./rule.ts";

/** Everything that the rules find in the subject, in reading order. */
export function runRules<Subject>(rules: readonly Rule<Subject>[], subject: Subject): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const { place, message, hint, fix, severity = rule.severity } of rule.check(subject)) {
      findings.push({
        code: rule.code,
        severity,
        message,
        ...(hint !== undefined && { hint }),
        ...place,
        ...(fix !== undefined && { fix }),
      });
    }
  }
  return sortFindings(findings);
}
