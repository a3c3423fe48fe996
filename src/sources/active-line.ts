import { isMap, isScalar } from "yaml";
import type { Node } from "yaml";
import { Unreadable, parseYaml } from "./parse-yaml.ts";

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
  const node = findActive(text);
  if (!node?.range) throw new Error("The environment's file names no active profile");
  const [start, end] = node.range;
  return text.slice(0, start) + quotedLike(text.slice(start, end), profile) + text.slice(end);
}

function findActive(text: string): Node | undefined {
  const parsed = tryParse(text);
  if (!isMap<Node, Node | null>(parsed?.contents) || parsed.errors.length > 0) return undefined;
  const pair = parsed.contents.items.find(({ key }) => isScalar(key) && key.value === "active");
  return pair?.value ?? undefined;
}

function tryParse(text: string): ReturnType<typeof parseYaml> | undefined {
  try {
    return parseYaml(text);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** A block scalar ends with its line, which stays. */
function quotedLike(written: string, value: string): string {
  const quote = /^["']/.exec(written)?.[0] ?? "";
  const lineEnd = /^[|>]/.test(written) ? (/\r?\n$/.exec(written)?.[0] ?? "") : "";
  return quote + value + quote + lineEnd;
}
