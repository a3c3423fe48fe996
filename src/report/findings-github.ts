import type { Finding, Severity } from "../domain/finding.ts";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** Findings as workflow commands: GitHub Actions shows each at its line of the pull request. */
export function findingsGithub(findings: readonly Finding[]): string {
  return findings.map((finding) => `${workflowCommand(finding)}\n`).join("");
}

function workflowCommand(finding: Finding): string {
  const { severity, code, message, hint } = finding;
  const properties = [...placeProperties(finding), ["title", code] as const];
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
  return `::${commands[severity]} ${written}::${escapeData(hint === undefined ? message : `${message}\n${hint}`)}`;
}

/** GitHub reads columns only where a place lies on one line, and counts the last one in. */
function placeProperties({ file, line, column, endLine, endColumn }: Finding): (readonly [string, string | number])[] {
  const lines = [["file", file] as const, ["line", line] as const, ["endLine", endLine] as const];
  if (line !== endLine) return lines;
  return [...lines, ["col", column] as const, ["endColumn", Math.max(column, endColumn - 1)] as const];
}

/** What would end the command or begin another one is written in percent; other control characters are replaced. */
function escapeData(text: string): string {
  return text
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A")
    .replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, "\uFFFD");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
