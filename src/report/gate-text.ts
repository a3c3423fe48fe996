import type { GatedEnvironment, GateResult } from "../domain/gate-result.ts";
import { findingsText } from "./findings-text.ts";
import { formatPlanText } from "./plan-text.ts";
import { printable } from "./printable.ts";

/** What the gate says of a pull request, for a terminal: verdict, findings, and the plan for every environment. */
export function formatGateText(
  { pull_request, verdict, findings, environments, rendered }: GateResult,
  { colour }: { readonly colour: boolean },
): string {
  const shown = findings.filter(({ severity }) => severity !== "info");
  const files = new Set(shown.map(({ file }) => file)).size;
  const may = verdict.passed ? "may be merged" : "may not be merged";
  const sections = [
    `${printable(`Pull request ${pull_request} ${may}: ${verdict.text}`)}\n`,
    ...(shown.length === 0 ? [] : [findingsText(shown, { files, texts: new Map(), colour })]),
    ...rendered.map((path) => `${printable(`\`${path}\` was stale, and is committed as its sources give it`)}\n`),
    ...environments.map((environment) => environmentText(environment, colour)),
  ];
  return sections.join("\n");
}

function environmentText({ environment, change, plan }: GatedEnvironment, colour: boolean): string {
  if (plan !== null) return formatPlanText(plan, { colour });
  const what = { same: "stays as it is", removed: "is removed", changed: "has no plan: its sources do not render" };
  return `${printable(`Environment \`${environment}\` ${what[change]}`)}\n`;
}
