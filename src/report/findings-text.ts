import { styleText } from "node:util";
import type { Finding, Severity } from "../domain/finding.ts";
import type { SourceFiles } from "../domain/source-files.ts";
import { codeFrame } from "./code-frame.ts";
import { countFindings } from "./count-findings.ts";
import { printable } from "./printable.ts";

export interface FindingsTextOptions {
  /** How many files were looked at. */
  readonly files: number;
  /** Texts by path, for the lines that findings point at; a file without a text gets no frame. */
  readonly texts: SourceFiles;
  readonly colour: boolean;
}

/** Findings for people: each with its place, its line, what to do; and a summary at the end. */
export function findingsText(findings: readonly Finding[], { files, texts, colour }: FindingsTextOptions): string {
  const paint = painter(colour);
  const lineOf = lineReader(texts);
  const blocks = findings.map((finding) => findingBlock(finding, lineOf(finding), paint));
  return [...blocks, summaryLine(findings, files, paint)].map((block) => `${block}\n`).join("\n");
}

/** Looks lines up; each text is split once, however many findings it has. */
function lineReader(texts: SourceFiles): (finding: Finding) => string | undefined {
  const split = new Map<string, readonly string[]>();
  return ({ file, line }) => {
    const lines = split.get(file) ?? (texts.get(file) ?? "").split("\n");
    split.set(file, lines);
    return texts.has(file) ? lines[line - 1] : undefined;
  };
}

type Style = "red" | "yellow" | "cyan" | "green" | "bold" | "dim";
type Paint = (style: Style, text: string) => string;

/** Colours are the caller's decision, so the terminal is not asked again. */
function painter(colour: boolean): Paint {
  return colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}

const severityStyles: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", info: "cyan" };

function findingBlock(finding: Finding, sourceLine: string | undefined, paint: Paint): string {
  const { file, line, column, severity, code, message, hint } = finding;
  const place = paint("bold", printable(`${file}:${line}:${column}`));
  const head = `${place} ${paint(severityStyles[severity], severity)} ${paint("dim", code)}`;
  const hints = hint === undefined ? [] : [`  ${paint("green", printable(hint))}`];
  return [head, `  ${printable(message)}`, ...frameLines(finding, sourceLine, paint), ...hints].join("\n");
}

function frameLines(finding: Finding, sourceLine: string | undefined, paint: Paint): string[] {
  if (sourceLine === undefined) return [];
  const number = String(finding.line);
  const { line, carets } = codeFrame(sourceLine, finding);
  return [
    `  ${paint("dim", `${number} |`)} ${line}`,
    `  ${paint("dim", `${" ".repeat(number.length)} |`)} ${paint(severityStyles[finding.severity], carets)}`,
  ];
}

function summaryLine(findings: readonly Finding[], files: number, paint: Paint): string {
  const { errors, warnings, infos } = countFindings(findings);
  const counts = [counted(errors, "error"), counted(warnings, "warning"), counted(infos, "info")].filter(
    (text) => text !== "",
  );
  const where = `in ${counted(files, "file") || "no file"}`;
  if (counts.length === 0) return `${paint("green", "No problems")} ${where}`;
  return `${paint(errors > 0 ? "red" : "yellow", counts.join(", "))} ${where}`;
}

/** `2 errors`, `1 error`, nothing for none. */
function counted(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
