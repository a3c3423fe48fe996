import { must } from "../domain/must.ts";
/** Stands before `[]` or `{}` where an empty value has a line of its own; PyYAML refuses it, so no text holds it. */
export const emptyMark = "\u0000";

/**
 * Decides about empty values that stand alone on their line: `[]` or `{}` where the parent has no other child, else
 * the line goes.
 */
export function settleEmptyValues(text: string): string {
  if (!text.includes(emptyMark)) return text;
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    const column = line.indexOf(emptyMark);
    if (column >= 0) lines[index] = settle(lines, index, column);
  }
  return lines.filter((line) => !line.startsWith(emptyMark)).join("\n");
}

/** The line as it stays, or one that begins with the mark and goes. */
function settle(lines: readonly string[], index: number, column: number): string {
  const value = must(lines[index], "The line")
    .slice(column + emptyMark.length)
    .trimEnd();
  const before = lines.slice(0, index).findLast(isContent) ?? "";
  const after = lines.slice(index + 1).find(isContent) ?? "";
  const siblings = value === "[]" ? isItemAt : isKeyAt;
  if (indentOf(before) > column || siblings(before, column) || siblings(after, column)) return emptyMark;
  // A list may stand at its parent's column, but `[]` may not.
  const indent = before !== "" && indentOf(before) === column ? column + 2 : column;
  return " ".repeat(indent) + value;
}

function isContent(line: string): boolean {
  return !line.includes(emptyMark) && /^\s*[^\s#]/.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isItemAt(line: string, column: number): boolean {
  return indentOf(line) === column && /^[-[]/.test(line.trimStart());
}

/** A key may also stand behind the dashes of a list's item. */
function isKeyAt(line: string, column: number): boolean {
  const behindDashes = /^\s*(?:- +)*/.exec(line)?.[0].length;
  return line !== "" && (indentOf(line) === column || behindDashes === column);
}
