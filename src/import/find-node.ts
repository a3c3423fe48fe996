import type { YamlNode } from "../litellm/yaml11/compose.ts";

/** A value that stands in its text where its key says, and the offset of that key; 0 at the top. */
export interface FoundNode {
  readonly node: YamlNode;
  readonly keyStart: number;
}

/**
 * The value at a path of keys. Undefined where there is none; `elsewhere` where an anchor or a merge key brings it, so
 * that nothing can be written at its place.
 */
export function findNode(root: YamlNode | undefined, path: readonly string[]): FoundNode | "elsewhere" | undefined {
  let node = root;
  let keyStart = 0;
  for (const step of path) {
    if (node?.kind !== "mapping") return undefined;
    const pair = node.written.findLast(([key]) => key.kind === "scalar" && key.text === step);
    if (pair === undefined) return node.written.some(([key]) => key.tag === "merge") ? "elsewhere" : undefined;
    const [key, value] = pair;
    if (value.start < key.end) return "elsewhere";
    [node, keyStart] = [value, key.start];
  }
  return node && { node, keyStart };
}
