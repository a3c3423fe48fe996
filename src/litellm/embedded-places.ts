import type { Place } from "../domain/finding.ts";
import { must } from "../domain/must.ts";

interface EmbeddedPlaces {
  readonly placeIn: (place: Place) => Place;
  /** False where every place is that of the whole scalar, or where YAML ends a line that no editor does. */
  readonly areExact: boolean;
}

/**
 * Turns places inside a text that is a scalar of an outer YAML text into places of the outer one. A literal block
 * (`|`) keeps its lines, only further to the right; of any other scalar there is only the whole one to point at.
 */
export function embeddedPlaces(inner: string, outer: string, scalar: Place): EmbeddedPlaces {
  const { lines, hasOddEnds } = readOuter(outer);
  if (!isLiteral(lines[scalar.line - 2], scalar)) return { placeIn: () => scalar, areExact: false };
  const innerLines = inner.split("\n");
  const filled = Math.max(
    0,
    innerLines.findIndex((line) => line !== ""),
  );
  const indent =
    (lines[scalar.line - 1 + filled]?.length ?? 0) - must(innerLines[filled], "The first line of a text").length;
  const down = scalar.line - 1;
  const placeIn = (place: Place): Place => ({
    file: scalar.file,
    line: place.line + down,
    column: place.column + indent,
    endLine: place.endLine + down,
    endColumn: place.endColumn + indent,
  });
  return { placeIn, areExact: !hasOddEnds };
}

/** The content of a block begins on a line of its own, after a line that ends with the block's header. */
function isLiteral(header: string | undefined, { column }: Place): boolean {
  return column === 1 && header !== undefined && /(?:^|\s)\|[-+0-9]*\s*(?:#.*)?$/.test(header);
}

interface OuterText {
  readonly text: string;
  readonly lines: readonly string[];
  /** Whether YAML ends a line where no editor does. */
  readonly hasOddEnds: boolean;
}

/** What was asked for last: a ConfigMap may hold thousands of texts. */
let last: OuterText | undefined;

function readOuter(text: string): OuterText {
  if (last?.text !== text)
    last = { text, lines: text.split(/\r\n?|\n/), hasOddEnds: /[\u0085\u2028\u2029]/.test(text) };
  return last;
}
