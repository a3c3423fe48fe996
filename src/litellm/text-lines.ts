import { must } from "../domain/must.ts";

const [lineFeed, carriageReturn] = [10, 13];

/** Offset of the first character of each line, as an editor counts lines. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(index + 1) !== lineFeed))
      starts.push(index + 1);
  }
  return starts;
}

/** Line and column of an offset, both from 1. */
export function lineAndColumn(starts: readonly number[], offset: number): { line: number; column: number } {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (must(starts[middle], "A line") <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - must(starts[low], "A line") + 1 };
}
