import { readVersion } from "../compose.ts";
import type { Finding } from "../domain/finding.ts";
import type { SourceFiles } from "../domain/source-files.ts";
import { findingsGithub } from "../report/findings-github.ts";
import { findingsJson } from "../report/findings-json.ts";
import { findingsJunit } from "../report/findings-junit.ts";
import { findingsMarkdown } from "../report/findings-markdown.ts";
import { findingsSarif } from "../report/findings-sarif.ts";
import { findingsText } from "../report/findings-text.ts";
import { ruleDescriptions, withDocs } from "../rules/rule-descriptions.ts";

/** The ways in which findings are printed. */
export const findingsFormats = ["text", "json", "sarif", "github", "junit", "markdown"] as const;

export type FindingsFormat = (typeof findingsFormats)[number];

export interface FindingsPrint {
  readonly format: FindingsFormat;
  /** All that were looked at. */
  readonly files: SourceFiles;
  readonly colour: boolean;
}

/** Findings in one format. */
export function printFindings(findings: readonly Finding[], { format, files, colour }: FindingsPrint): string {
  switch (format) {
    case "json":
      return findingsJson(findings.map(withDocs), files.size);
    case "sarif":
      return findingsSarif(findings, { version: readVersion(), rules: ruleDescriptions });
    case "github":
      return findingsGithub(findings);
    case "markdown":
      return findingsMarkdown(findings, files.size);
    case "junit":
      return findingsJunit(findings, [...files.keys()]);
    case "text":
    default:
      return findingsText(findings, { files: files.size, texts: files, colour });
  }
}
