import type { Finding } from "../../src/domain/finding.ts";
import type { SourceFiles } from "../../src/domain/source-files.ts";
import { printFindings, findingsFormats } from "../../src/cli/print-findings.ts";
import { openModelMap } from "../../src/litellm/model-map.ts";
import { validateConfigs } from "../../src/operations/validate-configs.ts";
import { fixFiles } from "../../src/rules/fixes/fix-files.ts";

const models = openModelMap("1.109.1");

/**
 * Checks a text as a file that includes itself, prints what is found in every format, and mends it. Throws where
 * something crashes, a place lies outside the text, or mending twice is more than mending once.
 */
export async function survive(text: string): Promise<void> {
  const files = new Map([["a.yaml", text]]);
  const findings = await check(files);
  const lines = text.split(/\r\n?|\n/);
  for (const finding of findings) requirePlace(finding, lines);
  for (const format of findingsFormats) printFindings(findings, { format, files, colour: false });
  const once = await fixFiles(files, check);
  const twice = await fixFiles(once.texts, check);
  if (twice.fixed.length > 0) throw new Error(`Mended again: ${JSON.stringify(twice.fixed)}`);
}

async function check(files: SourceFiles): Promise<Finding[]> {
  const read = (paths: readonly string[]) =>
    Promise.resolve(new Map(paths.map((path) => [path, [...files.values()].join("")])));
  const { findings } = await validateConfigs(files, read, models, { release: "1.109.1", variables: new Set() });
  return [...findings];
}

function requirePlace({ line, column, endLine, endColumn, code }: Finding, lines: readonly string[]): void {
  const isInside = (row: number, at: number): boolean =>
    row >= 1 && row <= lines.length && at >= 1 && at <= (lines[row - 1] ?? "").length + 1;
  const isForward = line < endLine || (line === endLine && column <= endColumn);
  if (isInside(line, column) && isInside(endLine, endColumn) && isForward) return;
  throw new Error(`${code} points outside: ${line}:${column} to ${endLine}:${endColumn}`);
}
