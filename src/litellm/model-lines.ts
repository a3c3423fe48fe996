import { compareReleases } from "./release-facts.ts";

/**
 * ASCII of `models.tsv`: lines of a name, a release and JSON; sorted by the lower-case name, then as releases follow.
 * Few of the bytes ever become text.
 */
export type ModelLines = Buffer;

const [tab, lineFeed] = [9, 10];

/**
 * What the release says of a model, as JSON: by its exact name, else whatever its case. A line holds from its release
 * on, until the next one of that name; without JSON, it ends the model. Parses no other line.
 */
export function findModelLine(lines: ModelLines, model: string, release: string): string | undefined {
  const wanted = model.toLowerCase();
  const spellings = new Map<string, string>();
  for (const { name, since, json } of linesOf(lines, firstLine(lines, wanted), wanted)) {
    if (compareReleases(since, release) > 0) continue;
    if (json === "") spellings.delete(name);
    else spellings.set(name, json);
  }
  return spellings.get(model) ?? [...spellings.values()].at(-1);
}

/** Where the first line begins whose name is not before the wanted one. */
function firstLine(lines: ModelLines, wanted: string): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const start = lines.lastIndexOf(lineFeed, ((low + high) >> 1) - 1) + 1;
    if (nameAt(lines, start).toLowerCase() < wanted) low = lines.indexOf(lineFeed, start) + 1;
    else high = start;
  }
  return low;
}

interface ModelLine {
  readonly name: string;
  readonly since: string;
  readonly json: string;
}

/** The lines from there on that spell the wanted name. */
function* linesOf(lines: ModelLines, from: number, wanted: string): Iterable<ModelLine> {
  for (let start = from; start < lines.length; start = lines.indexOf(lineFeed, start) + 1) {
    const name = nameAt(lines, start);
    if (name.toLowerCase() !== wanted) return;
    const [since = "", json = ""] = lines
      .toString("latin1", start + name.length + 1, lines.indexOf(lineFeed, start))
      .split("\t");
    yield { name, since, json };
  }
}

function nameAt(lines: ModelLines, start: number): string {
  return lines.toString("latin1", start, lines.indexOf(tab, start));
}
