import type { YamlNode } from "../litellm/yaml11/compose.ts";
import { splitFlow } from "../litellm/yaml11/split-flow.ts";

/** Lines of a text, counted from 0, that hold one entry of a collection in block style and nothing else. */
export interface Stretch {
  /** Comments directly above are part of it. */
  readonly first: number;
  /** Inclusive. */
  readonly last: number;
  /** Of the dash or key. */
  readonly column: number;
  /** What its comments say, each from `#` on. */
  readonly comments: readonly string[];
}

/** A text by lines. */
export interface Lines {
  readonly text: string;
  readonly lines: readonly string[];
  /** Number of the line of an offset. */
  readonly lineOf: (offset: number) => number;
}

export function toLines(text: string): Lines {
  const lines = text.split("\n");
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  return { text, lines, lineOf: (offset) => lastAtMost(starts, offset) };
}

/** Index of the last of ascending numbers that is at most the limit; the first one always is. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The stretch of each entry of a collection; undefined where an entry shares its lines with something else. */
export function stretchesOf(node: YamlNode, lines: Lines): (Stretch | undefined)[] {
  if (node.kind === "scalar") return [];
  const entries =
    node.kind === "sequence"
      ? node.items.map((item) => ({ start: item.start, value: item, mark: /^ *- +$/ }))
      : node.written.map(([key, value]) => ({ start: key.start, value, mark: /^ *$/ }));
  let before = -1;
  return entries.map(({ start, value, mark }) => {
    const isAfter = start > before;
    before = Math.max(before, start);
    return isAfter ? stretchOf(start, value, { mark, ...lines }) : undefined;
  });
}

function stretchOf(start: number, value: YamlNode, lines: Lines & { readonly mark: RegExp }): Stretch | undefined {
  const line = lines.lineOf(start);
  const before = lines.text.slice(lines.text.lastIndexOf("\n", start - 1) + 1, start);
  if (!lines.mark.test(before)) return undefined;
  const column = indentOf(before);
  const last = lastLine(lines.lines, line, column);
  const first = firstLine(lines.lines, line, column);
  const own = lines.lines.slice(first, last + 1);
  const isWhole = lines.lineOf(endOf(value, start, lines.text)) <= last;
  if (!isWhole || sharesAnchor(own, lines.lines, { first, last })) return undefined;
  return { first, last, column, comments: own.flatMap(commentOf) };
}

/** What stands further right belongs to it, comments too; a blank line or a comment in between as well. */
function lastLine(lines: readonly string[], line: number, column: number): number {
  let last = line;
  for (let next = line + 1; next < lines.length; next += 1) {
    const text = lines[next] ?? "";
    if (/^[ \t]*$/.test(text)) continue;
    const isFurther = indentOf(text) > column;
    if (!isFurther && !isComment(text)) break;
    if (isFurther && (!isComment(text) || last === next - 1)) last = next;
  }
  return last;
}

function firstLine(lines: readonly string[], line: number, column: number): number {
  let first = line;
  while (isComment(lines[first - 1] ?? "") && indentOf(lines[first - 1] ?? "") === column) first -= 1;
  return first;
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

function isComment(line: string): boolean {
  return /^[ \t]*#/.test(line);
}

/** Behind the last character; a collection in flow style ends with its bracket. */
function endOf(value: YamlNode, start: number, text: string): number {
  if (value.start < start) return start;
  const isFlow = value.kind !== "scalar" && /[[{]/.test(text.charAt(value.start));
  return (isFlow ? splitFlow(text, value.start).end : Math.max(value.end, start + 1)) - 1;
}

/** Whether an anchor of its own lines is referred to from outside. */
function sharesAnchor(
  own: readonly string[],
  lines: readonly string[],
  { first, last }: Pick<Stretch, "first" | "last">,
): boolean {
  const names = own.flatMap((line) => [...line.matchAll(/(?<=^|[\s,[{:])&([\w-]+)/g)].map(([, name = ""]) => name));
  return names.some((name) => {
    const use = new RegExp(`\\*${name}(?![\\w-])`);
    return lines.some((line, index) => (index < first || index > last) && use.test(line));
  });
}

/** A comment of a line, from `#` on; a `#` in quotes begins none. */
function commentOf(line: string): string[] {
  const [comment] = /(?<=^\s*|\s)#.*$/.exec(line.replaceAll(/"(?:\\.|[^"\\])*"|'(?:''|[^'])*'/g, blank)) ?? [];
  return comment === undefined ? [] : [line.slice(line.length - comment.length).trimEnd()];
}

function blank(text: string): string {
  return "_".repeat(text.length);
}
