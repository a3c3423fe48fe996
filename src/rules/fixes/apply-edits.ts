import type { Edit, Place } from "../../domain/finding.ts";
import type { SourceFiles } from "../../domain/source-files.ts";
import { lineStarts } from "../../litellm/text-lines.ts";

/** The texts with all edits made; to the byte as they were elsewhere. The edits do not overlap. */
export function applyEdits(texts: SourceFiles, edits: readonly Edit[]): SourceFiles {
  const editsOf = (file: string): Edit[] => edits.filter(({ place }) => place.file === file);
  return new Map([...texts].map(([file, text]) => [file, applyTo(text, editsOf(file))]));
}

function applyTo(text: string, edits: readonly Edit[]): string {
  const starts = edits.length > 0 ? lineStarts(text) : [];
  const offset = (line: number, column: number): number => (starts[line - 1] ?? text.length) + column - 1;
  const stretches = edits
    .map(({ place, text: by }) => ({
      start: offset(place.line, place.column),
      end: offset(place.endLine, place.endColumn),
      by,
    }))
    .toSorted((a, b) => a.start - b.start);
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, by } of stretches) {
    parts.push(text.slice(done, start), by);
    done = end;
  }
  return [...parts, text.slice(done)].join("");
}

/** Whether two edits would change the same characters. */
export function overlap(a: Place, b: Place): boolean {
  return a.file === b.file && isBefore(a, b) && isBefore(b, a);
}

/** Whether one place begins before the other ends. */
function isBefore(a: Place, b: Place): boolean {
  return a.line < b.endLine || (a.line === b.endLine && a.column < b.endColumn);
}
