import type { YamlNode } from "../litellm/yaml11/compose.ts";
import { findNode } from "./find-node.ts";
import { splitFlow } from "../litellm/yaml11/split-flow.ts";

/**
 * The text with the collection at a path in block style, an entry a line, so that entries can be taken out and holes
 * put in; as it was where it is in block style already, or not there.
 */
export function openCollection(text: string, root: YamlNode | undefined, path: readonly string[]): string {
  const found = findNode(root, path);
  if (found === undefined || found === "elsewhere") return text;
  const { start } = found.node;
  const bracket = text.charAt(start);
  if (found.node.kind === "scalar" || (bracket !== "[" && bracket !== "{")) return text;
  const { parts, comments, end } = splitFlow(text, start);
  const indent = path.length === 0 ? "" : " ".repeat(columnOf(text, found.keyStart) + 2);
  const entries = parts.map((part) => (bracket === "[" ? `- ${part}` : spaced(part)));
  const lineEnd = text.indexOf("\n", end);
  const restEnd = lineEnd === -1 ? text.length : lineEnd;
  const before = text.slice(0, start).replace(/[ \t]+$/, "");
  const heading = before === "" || before.endsWith("\n") ? text.slice(end, restEnd).trim() : text.slice(end, restEnd);
  const lines = [...comments, ...entries].map((line) => `\n${indent}${line}`).join("");
  const opened = before + heading + lines + text.slice(restEnd);
  return before === "" ? opened.replace(/^\n/, "") : opened;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** Within brackets a quoted key needs no space behind its colon. */
function spaced(pair: string): string {
  return pair.replace(/^("(?:\\[^]|[^"\\])*"|'(?:''|[^'])*')\s*:(?=\S)/, "$1: ");
}
