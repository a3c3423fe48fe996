import type { Place } from "../domain/finding.ts";
import { must } from "../domain/must.ts";
import { splitFlow } from "./yaml11/split-flow.ts";

/** The text of a mapping inside a document, with its comments, moved to the left so that it stands on its own. */
export function partText(document: string, { line, column }: Place): string {
  const lines = document.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, column - 1);
  if (/[[{]/.test(document.charAt(start))) return `${document.slice(start, splitFlow(document, start).end)}\n`;
  const indent = column - 1;
  const below = lines.slice(line);
  const end = below.findIndex((each) => each.trim() !== "" && indentOf(each) < indent);
  const own = [must(lines[line - 1], "The line of a part"), ...below.slice(0, end === -1 ? below.length : end)];
  const above = commentsAbove(lines.slice(0, line - 1), indent);
  return `${[...above, ...own]
    .map((each) => each.slice(Math.min(indent, indentOf(each))))
    .join("\n")
    .trimEnd()}\n`;
}

function commentsAbove(lines: readonly string[], indent: number): string[] {
  const first = lines.findLastIndex((line) => !line.trimStart().startsWith("#") || indentOf(line) < indent) + 1;
  return lines.slice(first);
}

function indentOf(line: string): number {
  return must(/^ */.exec(line), "The indentation")[0].length;
}
