import type { Finding } from "../domain/finding.ts";
import type { GatedEnvironment, Verdict } from "../domain/gate-result.ts";
import { countFindings } from "./count-findings.ts";

/** What a verdict is made of. */
export interface Judgement {
  readonly pullRequest: number;
  /** The branch that it conflicts with; null where it does not. */
  readonly conflict: string | null;
  /** Why its own plan is no longer what would be merged; undefined where it is, or shows none. */
  readonly outdated: string | undefined;
  readonly findings: readonly Finding[];
  readonly environments: readonly GatedEnvironment[];
}

/** One line for the list of checks: why a pull request may not be merged, else what it changes. */
export function gateVerdict({ pullRequest, conflict, outdated, findings, environments }: Judgement): Verdict {
  const { errors, warnings } = countFindings(findings);
  const first = findings.find(({ severity }) => severity === "error");
  if (conflict !== null) return refused(`Conflicts with \`${conflict}\``);
  if (first !== undefined) return refused(`${counted(errors, "error")}: ${first.file}:${first.line}: ${first.message}`);
  if (outdated !== undefined) {
    return refused(`Its plan is outdated, ${outdated}: \`litellm-profiles pr refresh ${pullRequest}\``);
  }
  const changes = environments.flatMap(changeWords);
  const what = changes.length === 0 ? "No environment changes" : changes.join("; ");
  return { passed: true, text: warnings === 0 ? what : `${what} (${counted(warnings, "warning")})` };
}

function refused(text: string): Verdict {
  return { passed: false, text };
}

function changeWords({ environment, change, plan }: GatedEnvironment): string[] {
  if (change === "same") return [];
  if (plan === null) return [`${environment} is removed`];
  if (plan.from === plan.to) return [`${environment} stays on ${plan.to}, and changes otherwise`];
  return [`${environment}: ${plan.from ?? "new"} → ${plan.to}`];
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
