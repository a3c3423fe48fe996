import { Lexer } from "yaml";

/** The text with lines added at a line's start, or at the end of a text that ends within a line. */
export function insertLines(text: string, at: number, lines: readonly string[]): string {
  const lineEnd = lineEndOf(text);
  const added = lines.join(lineEnd);
  const isWithin = at === text.length && !text.endsWith("\n");
  return text.slice(0, at) + (isWithin ? lineEnd + added : added + lineEnd) + text.slice(at);
}

/** The text with other lines for whole ones; a text that ends within a line goes on doing so. */
export function replaceLines(
  text: string,
  [start, end]: readonly [start: number, end: number],
  lines: readonly string[],
): string {
  const lineEnd = lineEndOf(text);
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (text.slice(start, end).endsWith("\n")) return before + lines.map((line) => line + lineEnd).join("") + after;
  return lines.length > 0 ? before + lines.join(lineEnd) : before.replace(/\r?\n$/, "");
}

/** Where the line begins that holds an offset. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Where the line after something begins that ends at an offset; the length of the text where there is none. */
export function lineAfter(text: string, end: number): number {
  if (text[end - 1] === "\n") return end;
  const next = text.indexOf("\n", end);
  return next === -1 ? text.length : next + 1;
}

/** What stands in front of an offset on its line, as spaces. */
export function indentAt(text: string, at: number): string {
  const before = text.slice(lineStart(text, at), at).replace("\uFEFF", "");
  return " ".repeat(before.length);
}

/** Every comment of a piece of YAML, with its `#`. */
export function commentsIn(text: string): string[] {
  return [...new Lexer().lex(text)].filter((token) => token.startsWith("#"));
}

function lineEndOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? "\n";
}
