import type { MappingNode, ScalarNode, YamlNode } from "./compose.ts";
import { keyText } from "./construct.ts";

/** A key that is not what it looks like: written before in the same mapping, or read as another type than text. */
export interface OddKey {
  readonly kind: "repeated" | "not text";
  /** Where the key stands, itself last, as its mapping's value has it. */
  readonly path: readonly (string | number)[];
  /** As it is written. */
  readonly written: string;
  readonly node: YamlNode;
}

/** All of them, in file order; what stands behind an anchor once, what a merge key brings not at all. */
export function oddKeys(root: YamlNode): OddKey[] {
  const found: OddKey[] = [];
  const seen = new Set<YamlNode>();
  const open: { node: YamlNode; path: OddKey["path"] }[] = [{ node: root, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, path } = next;
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "mapping") found.push(...oddKeysOf(node, path));
    open.push(...childrenOf(node, path));
  }
  return found.toSorted((a, b) => a.node.start - b.node.start);
}

function oddKeysOf(mapping: MappingNode, path: OddKey["path"]): OddKey[] {
  const names = new Set<string>();
  return scalarKeys(mapping).flatMap((node) => {
    const name = keyText(node) ?? node.text;
    const at = { path: [...path, name], written: node.text, node };
    const odd: OddKey[] = [
      ...(names.has(name) ? [{ kind: "repeated" as const, ...at }] : []),
      ...(node.tag === "str" || node.tag === "value" ? [] : [{ kind: "not text" as const, ...at }]),
    ];
    names.add(name);
    return odd;
  });
}

function scalarKeys({ written }: MappingNode): ScalarNode[] {
  return written.flatMap(([key]) => (key.kind === "scalar" && key.tag !== "merge" ? [key] : []));
}

function childrenOf(node: YamlNode, path: OddKey["path"]): { node: YamlNode; path: OddKey["path"] }[] {
  if (node.kind === "scalar") return [];
  if (node.kind === "sequence") return node.items.map((item, index) => ({ node: item, path: [...path, index] }));
  return node.written.map(([key, value]) => ({ node: value, path: [...path, keyText(key) ?? ""] }));
}
