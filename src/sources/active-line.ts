import { isMap, isScalar } from "yaml";
import type { Node } from "yaml";
import { Unreadable, parseYaml } from "./parse-yaml.ts";
import { must } from "../domain/must.ts";

/** The active profile that an environment's file names; undefined where it names none, or is broken. */
export function readActive(text: string): string | undefined {
  const node = findActive(text);
  return node && isScalar(node) && typeof node.value === "string" ? node.value : undefined;
}

/**
 * The text with another active profile. Nothing but that value changes: comments, the way it is quoted, line ends and
 * a byte order mark stay. The profile is a valid name; the text is one in which `readActive` finds something.
 */
export function editActive(text: string, profile: string): string {
  const [start, end] = must(findActive(text)?.range, "The active profile");
  return text.slice(0, start) + quotedLike(text.slice(start, end), profile) + text.slice(end);
}

function findActive(text: string): Node | undefined {
  const parsed = parseYaml(text);
  if (parsed instanceof Unreadable || !isMap<Node, Node | null>(parsed.contents)) return undefined;
  if (parsed.errors.length > 0) return undefined;
  const pair = parsed.contents.items.find(({ key }) => isScalar(key) && key.value === "active");
  return pair?.value ?? undefined;
}

/** A block scalar ends with its line, which stays. */
function quotedLike(written: string, value: string): string {
  const { 0: quote } = must(/^["']?/.exec(written), "A quote");
  const { 0: lineEnd } = must(/(?:\r?\n)?$/.exec(written), "A line end");
  return quote + value + quote + (/^[|>]/.test(written) ? lineEnd : "");
}
