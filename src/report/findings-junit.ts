import { countFindings } from "./count-findings.ts";
import type { Finding } from "../domain/finding.ts";
import { escapeXml } from "./escape-xml.ts";
import { findingsByFile } from "./findings-by-file.ts";

/**
 * Findings as JUnit XML: a suite per file, a case per finding, and one that passes for a file without any. Only errors
 * fail their case, as only they fail the command. `files` are all that were looked at.
 */
export function findingsJunit(findings: readonly Finding[], files: readonly string[]): string {
  const suites = [...findingsByFile(findings, files)].map(([file, found]) => suite(file, found));
  const tests = suites.reduce((sum, { cases }) => sum + cases, 0);
  const head = `<testsuites name="litellm-profiles" tests="${tests}" failures="${countFindings(findings).errors}">`;
  const body = suites.map(({ xml }) => xml).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${body}</testsuites>\n`;
}

function suite(file: string, findings: readonly Finding[]): { readonly xml: string; readonly cases: number } {
  const name = escapeXml(file);
  const lines =
    findings.length === 0
      ? [`    <testcase name="no findings" classname="${name}"/>\n`]
      : findings.map((finding) => testCase(finding, name));
  const head = `<testsuite name="${name}" tests="${lines.length}" failures="${countFindings(findings).errors}">`;
  return { xml: `  ${head}\n${lines.join("")}  </testsuite>\n`, cases: lines.length };
}

function testCase(finding: Finding, classname: string): string {
  const { code, severity, message, hint, file, line, column } = finding;
  const name = `${escapeXml(code)} ${line}:${column}`;
  const summary = escapeXml(message);
  const text = escapeXml([`${file}:${line}:${column}`, message, hint].filter((part) => part !== undefined).join("\n"));
  const outcome =
    severity === "error"
      ? `<failure type="${escapeXml(code)}" message="${summary}">${text}</failure>`
      : `<system-out>${severity} ${text}</system-out>`;
  return `    <testcase name="${name}" classname="${classname}">${outcome}</testcase>\n`;
}
