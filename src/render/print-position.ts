/**
 * Where `{{yaml x}}` stands: `value` after `key: ` or `- `, `entries` alone on its line, `comment` within one.
 * `column` counts from 0.
 */
export interface PrintPosition {
  readonly kind: "value" | "entries" | "comment";
  readonly column: number;
}

/** The position of a mustache that reaches from `start` to `end` of its line; undefined where it may not stand. */
export function printPosition(line: string, start: number, end: number): PrintPosition | undefined {
  const [before, after] = [line.slice(0, start), line.slice(end)];
  const kind = isComment(before) ? "comment" : isAlone(before, after) ? "entries" : isValue(before, after) && "value";
  return kind ? { kind, column: start } : undefined;
}

function isComment(before: string): boolean {
  const unquoted = before.replaceAll(/(?<=^|[\s[{,])(?:"(?:\\.|[^"\\])*(?:"|$)|'(?:''|[^'])*(?:'|$))/g, "text");
  return /(?:^|\s)#/.test(unquoted);
}

function isAlone(before: string, after: string): boolean {
  return /^ *$/.test(before) && after.trim() === "";
}

/** What follows may end the value, never go on with it. */
function isValue(before: string, after: string): boolean {
  return /(?:\S:|(?:^|\s)-) +$/.test(before) && /^\s*(?:$|[,}\]]|\s#)/.test(after);
}
