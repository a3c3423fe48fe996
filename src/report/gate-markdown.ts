import type { GatedEnvironment, GateResult } from "../domain/gate-result.ts";
import { markdownCode, markdownSentence } from "./escape-markdown.ts";
import { findingsMarkdown } from "./findings-markdown.ts";
import { formatPlanMarkdown } from "./plan-markdown.ts";

type Told = Pick<GateResult, "verdict" | "commit" | "findings" | "environments" | "rendered">;

/**
 * What the gate says of a pull request, for its one comment or a job's summary, in GitHub's Markdown: verdict, findings,
 * and the plan for every environment. What is longer than `limit` characters is cut behind a line.
 */
export function formatGateMarkdown({ verdict, commit, findings, environments, rendered }: Told, limit: number): string {
  const shown = findings.filter(({ severity }) => severity !== "info");
  const files = new Set(shown.map(({ file }) => file)).size;
  const sections = [
    `**${verdict.passed ? "May be merged" : "May not be merged"}**: ${markdownSentence(verdict.text)}`,
    ...(shown.length === 0 ? [] : [findingsMarkdown(shown, files).trimEnd()]),
    ...rendered.map((path) => `${markdownCode(path)} was stale, and is committed as its sources give it.`),
    ...environments.map(environmentText),
    `<sub>Judged: ${markdownCode(commit.slice(0, 12))}. The plans are what merging it now would do.</sub>`,
  ];
  return cut(`${sections.join("\n\n")}\n`, limit);
}

function environmentText({ environment, change, plan }: GatedEnvironment): string {
  const title = `### ${markdownCode(environment)}`;
  if (plan !== null) return `${title}\n\n${formatPlanMarkdown(plan).trimEnd()}`;
  if (change === "same") return `${title}\n\nNothing changes.`;
  return `${title}\n\n${change === "removed" ? "Is removed." : "No plan: its sources do not render."}`;
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = `\n\n*There is more than fits here; ${markdownCode("litellm-profiles gate")} prints all of it.*\n`;
  const lines = text.slice(0, limit - end.length).split("\n");
  return lines.slice(0, -1).join("\n") + end;
}
