import { styleText } from "node:util";
import type { Condition, Pass, PassResult } from "../domain/pass.ts";
import { alignColumns } from "./align-columns.ts";
import { printable } from "./printable.ts";

export interface PassTextOptions {
  readonly colour: boolean;
}

/** A pass for a terminal: what it came to, its conditions, and what should be known besides. */
export function formatPassText(result: PassResult, options: PassTextOptions): string {
  const rows = result.conditions.map(({ type, status, message }) => ["", type, status, printable(message)]);
  const warnings = result.warnings.map((warning) => `Warning: ${printable(warning)}\n`).join("");
  return `${passLine(result, options)}\n${alignColumns(rows).join("\n")}\n${warnings}`;
}

/** What the last pass came to, and each condition that is not so. */
export function passLines(pass: Pass, options: PassTextOptions): string[] {
  const wrong = pass.conditions.filter(({ status }) => status === "false");
  return [passLine(pass, options), ...wrong.map(wrongLine)];
}

function passLine({ environment, remote, commit, outcome, ended_at }: Pass, { colour }: PassTextOptions): string {
  const isWell = outcome === "unchanged" || outcome === "applied";
  const word = colour ? styleText(isWell ? "green" : "red", outcome, { validateStream: false }) : outcome;
  const at = commit === null ? "without a commit" : `at ${commit.slice(0, 12)}`;
  return `${printable(`Agent of \`${environment}\`, follows \`${remote}\``)}: ${word} ${at}, ${ended_at}`;
}

function wrongLine({ type, since, message }: Condition): string {
  return printable(`  ${type} is false since ${since}: ${message}`);
}
