import { printable } from "./printable.ts";

/** What a spreadsheet takes for the beginning of a formula, the wide forms among them; blanks in front do not help. */
const formula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

/**
 * One record of a CSV file (RFC 4180). Every value is quoted and stays on one line; one that a spreadsheet would compute
 * gets an apostrophe in front, and is shown as it is.
 */
export function csvLine(values: readonly string[]): string {
  return `${values.map(quote).join(",")}\r\n`;
}

function quote(value: string): string {
  const shown = printable(value.replaceAll(/\s+/gu, " "));
  return `"${(formula.test(shown) ? `'${shown}` : shown).replaceAll('"', '""')}"`;
}
