import type { Place } from "../domain/finding.ts";
import { must } from "../domain/must.ts";

/** Turns a stretch of a text, given by offsets in UTF-16 units, into a place. */
export type PlaceAt = (start: number, end: number) => Place;

/** Places in one text. A byte order mark takes no column, as in an editor. */
export function placesIn(file: string, text: string): PlaceAt {
  let lineStarts: readonly number[] | undefined;
  const position = (offset: number): { line: number; column: number } => {
    lineStarts ??= findLineStarts(text);
    const line = countAtMost(lineStarts, offset);
    return { line, column: Math.max(1, offset - must(lineStarts[line - 1], "A line") + 1) };
  };
  return (start, end) => {
    const [from, to] = [position(start), position(end)];
    return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}

function findLineStarts(text: string): number[] {
  const starts = [text.startsWith("\uFEFF") ? 1 : 0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

/** How many of the ascending numbers are at most the limit; at least 1. */
function countAtMost(ascending: readonly number[], limit: number): number {
  let low = 1;
  let high = ascending.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (must(ascending[middle - 1], "A line") <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
