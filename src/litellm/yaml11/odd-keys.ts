import { mustBe } from "../../domain/must.ts";
import type { MappingNode, ScalarNode, SequenceNode, YamlNode } from "./compose.ts";
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
  const open: Visit[] = [{ node: root, step: "", parent: undefined }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node } = next;
    if (node.kind === "scalar" || seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "mapping") addOddKeys(node, next, found);
    addChildren(node, next, open);
  }
  return found.toSorted((a, b) => a.node.start - b.node.start);
}

/** A node and the way to it. Few keys are odd, so a path is made for those only. */
interface Visit {
  readonly node: YamlNode;
  readonly step: string | number;
  readonly parent: Visit | undefined;
}

function addOddKeys({ written }: MappingNode, visit: Visit, found: OddKey[]): void {
  const names = new Set<string>();
  for (const [node] of written) {
    if (node.kind !== "scalar" || node.tag === "merge") continue;
    const name = nameOf(node);
    const add = (kind: OddKey["kind"]): void => {
      found.push({ kind, path: [...pathTo(visit), name], written: node.text, node });
    };
    if (names.has(name)) add("repeated");
    if (node.tag !== "str" && node.tag !== "value") add("not text");
    names.add(name);
  }
}

function addChildren(node: MappingNode | SequenceNode, parent: Visit, open: Visit[]): void {
  if (node.kind === "mapping") {
    for (const [key, value] of node.written)
      open.push({ node: value, step: nameOf(mustBe(key, isScalar, "A key")), parent });
  } else {
    for (const [step, item] of node.items.entries()) open.push({ node: item, step, parent });
  }
}

/** Other keys than scalars are refused while a mapping is constructed. */
function isScalar(node: YamlNode): node is ScalarNode {
  return node.kind === "scalar";
}

/** A merge key `<<` has no text of its own. */
function nameOf(key: ScalarNode): string {
  return keyText(key) ?? key.text;
}

function pathTo(visit: Visit): OddKey["path"] {
  const steps: (string | number)[] = [];
  for (let at = visit; at.parent !== undefined; at = at.parent) steps.push(at.step);
  return steps.toReversed();
}
