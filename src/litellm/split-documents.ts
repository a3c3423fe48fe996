/** One document of a text that holds several. */
interface SplitDocument {
  readonly text: string;
  /** How many lines stand before it. */
  readonly linesBefore: number;
}

/** The documents of a YAML text. A text with one document is returned as it is. */
export function splitDocuments(text: string): SplitDocument[] {
  const lines = text.split(/(?<=\n)/);
  const starts = lines.flatMap((line, index) => (/^---(?=\s|$)/.test(line) ? [index] : []));
  const bounds = [0, ...starts.filter((start) => start > 0), lines.length];
  const documents = bounds
    .slice(0, -1)
    .map((start, index) => ({ start, lines: lines.slice(start, bounds[index + 1]) }));
  const withContent = documents.filter((document) => document.lines.some(hasContent));
  if (withContent.length < 2) return [{ text, linesBefore: 0 }];
  return withContent.map(({ start, lines: own }) => ({ text: own.join(""), linesBefore: start }));
}

/** Whether there is more in a line than a comment, a directive, or the mark of a document. */
function hasContent(line: string): boolean {
  return !/^(?:\s*(?:#|$)|%|(?:---|\.\.\.)\s*(?:#|$))/.test(line);
}
