import { sortFindings } from "../../domain/finding.ts";
import type { Finding, Place } from "../../domain/finding.ts";

/** A comment that takes findings off the line after it: `# litellm-profiles-disable-next-line CODE, CODE -- reason`. */
export interface Suppression {
  readonly codes: readonly string[];
  /** Empty where none is given. */
  readonly reason: string;
  /** Of the comment. */
  readonly place: Place;
  /** The line that it speaks of: the next one that is neither empty nor a comment. */
  readonly line: number;
}

/** What can be wrong with a suppression itself. */
export const suppressionRules = [
  { code: "bad-suppression", severity: "warning", summary: "A suppression names its rules and gives a reason" },
  { code: "unused-suppression", severity: "warning", summary: "A suppression takes a finding off its line" },
] as const;

const comment = /^(\s*)#\s*litellm-profiles-disable-next-line(?!\S)(.*)$/;

/** All suppressions of a text, in order. They count wherever a line begins with `#`, in an embedded config too. */
export function findSuppressions(file: string, text: string): Suppression[] {
  if (!text.includes("litellm-profiles-disable-next-line")) return [];
  const lines = text.split(/\r\n?|\n/);
  const nextLines = contentFrom(lines);
  return lines.flatMap((written, index) => {
    const [whole, indent = "", rest = ""] = comment.exec(written) ?? [];
    if (whole === undefined) return [];
    const [codes = "", ...reason] = rest.split(" -- ");
    return [
      {
        codes: codes.split(/[\s,]+/).filter((code) => code !== ""),
        reason: reason.join(" -- ").trim(),
        place: {
          file,
          line: index + 1,
          column: indent.length + 1,
          endLine: index + 1,
          endColumn: whole.trimEnd().length + 1,
        },
        line: nextLines[index + 1] ?? 0,
      },
    ];
  });
}

/** For each line the number of the first one from there on that is neither empty nor a comment; 0 where none is. */
function contentFrom(lines: readonly string[]): number[] {
  let next = 0;
  const numbers = lines.toReversed().map((line, fromEnd) => {
    if (!/^\s*(?:#|$)/.test(line)) next = lines.length - fromEnd;
    return next;
  });
  return numbers.toReversed();
}

/**
 * The findings without those that a suppression takes off, and what is wrong with the suppressions: a suppression
 * without a reason or without a code takes nothing off, and one that took nothing off is not needed.
 */
export function applySuppressions(findings: readonly Finding[], suppressions: readonly Suppression[]): Finding[] {
  const valid = suppressions.filter((suppression) => defectOf(suppression) === undefined);
  const byLine = new Map<string, Suppression[]>();
  for (const suppression of valid) {
    const key = lineKey(suppression.place.file, suppression.line);
    byLine.set(key, [...(byLine.get(key) ?? []), suppression]);
  }
  const used = new Map<Suppression, Set<string>>(valid.map((suppression) => [suppression, new Set()]));
  const left = findings.filter(({ file, line, code }) => {
    const taking = (byLine.get(lineKey(file, line)) ?? []).filter(({ codes }) => codes.includes(code));
    for (const suppression of taking) used.get(suppression)?.add(code);
    return taking.length === 0;
  });
  const defects = suppressions.flatMap((suppression) => defectOf(suppression) ?? []);
  const unused = [...used].flatMap(([{ codes, place }, taken]) =>
    codes.filter((code) => !taken.has(code)).map((code) => unusedFinding(code, place)),
  );
  return sortFindings([...left, ...defects, ...unused]);
}

function lineKey(file: string, line: number): string {
  return `${line} ${file}`;
}

function defectOf({ codes, reason, place }: Suppression): Finding | undefined {
  if (codes.length > 0 && reason !== "") return undefined;
  const missing = codes.length === 0 ? "names no rule" : "gives no reason";
  return {
    code: "bad-suppression",
    severity: "warning",
    message: `A suppression that ${missing} takes nothing off`,
    hint: "Write `# litellm-profiles-disable-next-line CODE -- reason`",
    ...place,
  };
}

function unusedFinding(code: string, place: Place): Finding {
  return {
    code: "unused-suppression",
    severity: "warning",
    message: `The next line has no finding \`${code}\``,
    hint: "Remove the suppression",
    ...place,
  };
}
