/** How bad a finding is. Only errors change the exit code on their own. */
export type Severity = "error" | "warning" | "info";

/** A stretch of a user's file. Lines and columns count from 1; the end is exclusive. */
export interface Place {
  /** Path relative to the project, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A stretch of a file, and the text to put in its place. */
export interface Edit {
  readonly place: Place;
  readonly text: string;
}

/** Something wrong in a user's file. Findings are returned, never thrown. */
export interface Finding extends Place {
  /** Stable kebab-case name of the rule that found it. */
  readonly code: string;
  readonly severity: Severity;
  /** What is so: one sentence, capital first, no full stop, values in backticks. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Where to read more. */
  readonly docs?: string;
  /** What mends it, where that can hardly be meant otherwise: to be made all, or none. They do not overlap. */
  readonly fix?: readonly Edit[];
}

/** Findings in reading order: file, line, column, code. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === "error");
}

/** Compares by code unit, so that the order is the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
