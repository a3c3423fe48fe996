/** Text of `models.tsv`: lines of a name, a tab and JSON, sorted by the lower-case name. */
export type ModelLines = string;

/** The JSON of the line that names the model: by its exact name, else whatever its case. Parses no other line. */
export function findModelLine(lines: ModelLines, model: string): string | undefined {
  const wanted = model.toLowerCase();
  const spellings = [...linesOf(lines, firstLine(lines, wanted), wanted)];
  return (spellings.find(({ name }) => name === model) ?? spellings.at(-1))?.json;
}

/** Where the first line begins whose name is not before the wanted one. */
function firstLine(lines: ModelLines, wanted: string): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const start = lines.lastIndexOf("\n", ((low + high) >> 1) - 1) + 1;
    if (nameAt(lines, start).toLowerCase() < wanted) low = lines.indexOf("\n", start) + 1;
    else high = start;
  }
  return low;
}

/** The lines from there on that spell the wanted name. */
function* linesOf(lines: ModelLines, from: number, wanted: string): Iterable<{ name: string; json: string }> {
  for (let start = from; start < lines.length; start = lines.indexOf("\n", start) + 1) {
    const name = nameAt(lines, start);
    if (name.toLowerCase() !== wanted) return;
    yield { name, json: lines.slice(start + name.length + 1, lines.indexOf("\n", start)) };
  }
}

function nameAt(lines: ModelLines, start: number): string {
  return lines.slice(start, lines.indexOf("\t", start));
}
