import type { Finding, Severity } from "../domain/finding.ts";

/** What a report says of a rule, found or not. */
export interface RuleDescription {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  /** Path of the rule's page, in the package and in its repository. */
  readonly docs?: string;
}

export interface FindingsSarifOptions {
  /** Of this tool. */
  readonly version: string;
  readonly rules: readonly RuleDescription[];
}

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** Findings as SARIF 2.1.0, for code scanning. Paths are relative to the root of the sources. */
export function findingsSarif(findings: readonly Finding[], { version, rules }: FindingsSarifOptions): string {
  const indexes = new Map(rules.map(({ code }, index) => [code, index]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "litellm-profiles",
            semanticVersion: version,
            rules: rules.map((rule) => descriptor(rule, version)),
          },
        },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => result(finding, indexes.get(finding.code))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** SARIF asks for an absolute URI: the page inside the package, as a package URL. */
function descriptor({ code, severity, summary, docs }: RuleDescription, version: string): object {
  return {
    id: code,
    shortDescription: { text: summary },
    defaultConfiguration: { level: levels[severity] },
    ...(docs !== undefined && { helpUri: `pkg:npm/litellm-profiles@${version}#${docs}` }),
  };
}

function result(finding: Finding, ruleIndex: number | undefined): object {
  const { code, severity, message, hint, file, line, column, endLine, endColumn } = finding;
  return {
    ruleId: code,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[severity],
    message: { text: hint === undefined ? message : `${message}\n${hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactLocation(file),
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
  };
}

/** A relative path belongs to the root of the sources; an absolute one stands for itself. */
function artifactLocation(file: string): object {
  const uri = file.split("/").map(encodePart).join("/");
  return file.startsWith("/") ? { uri: `file://${uri}` } : { uri, uriBaseId: "%SRCROOT%" };
}

/** A lone surrogate is no character and cannot stand in a URI. */
function encodePart(part: string): string {
  return encodeURIComponent(part.replaceAll(/\p{Cs}/gu, "\uFFFD"));
}
