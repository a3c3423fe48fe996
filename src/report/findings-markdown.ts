import type { Finding } from "../domain/finding.ts";
import { countFindings } from "./count-findings.ts";
import { escapeMarkdown, markdownCode, markdownSentence } from "./escape-markdown.ts";
import { findingsByFile } from "./findings-by-file.ts";

/** Findings for a pull request or a job's summary, in GitHub's Markdown; everything is escaped. */
export function findingsMarkdown(findings: readonly Finding[], files: number): string {
  const tables = [...findingsByFile(findings)].map(([file, found]) => table(file, found));
  return `${[summary(findings, files), ...tables].join("\n\n")}\n`;
}

function summary(findings: readonly Finding[], files: number): string {
  const { errors, warnings, infos } = countFindings(findings);
  const counts = [counted(errors, "error"), counted(warnings, "warning"), counted(infos, "remark")];
  return `**${counts.join(", ")}** in ${counted(files, "file")}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function table(file: string, findings: readonly Finding[]): string {
  const rows = findings.map((finding) => `| ${cells(finding).join(" | ")} |`);
  return [`### ${markdownCode(file)}`, "", "| line | | finding |", "|---:|---|---|", ...rows].join("\n");
}

function cells({ line, column, severity, code, message, hint }: Finding): string[] {
  const advice = hint === undefined ? "" : `<br>${markdownSentence(hint)}`;
  return [`${line}:${column}`, severity, `${markdownSentence(message)}${advice}<br><sub>${escapeMarkdown(code)}</sub>`];
}
