import type { MappingNode, YamlNode } from "./compose.ts";
import { keyText } from "./construct.ts";

/** A step down a path. */
interface Step {
  /** Undefined for an item of a list. */
  readonly key: YamlNode | undefined;
  readonly value: YamlNode;
  /** False for what a merge key brings from elsewhere. */
  readonly isWritten: boolean;
}

/** The child of a node; of equal keys the last, which counts. */
export function stepInto(node: YamlNode, step: string | number): Step | undefined {
  if (node.kind === "sequence") {
    const value = node.items[Number(step)];
    return value && { key: undefined, value, isWritten: true };
  }
  if (node.kind === "scalar") return undefined;
  const pair = byKey(node.pairs).get(String(step));
  return pair && { key: pair[0], value: pair[1], isWritten: isWritten(node, pair) };
}

type Pairs = MappingNode["pairs"];

const indexes = new WeakMap<Pairs, ReadonlyMap<string | undefined, Pairs[number]>>();

/** A mapping may have thousands of keys, and each of them a finding. */
function byKey(pairs: Pairs): ReadonlyMap<string | undefined, Pairs[number]> {
  const known = indexes.get(pairs);
  if (known !== undefined) return known;
  const made = new Map(pairs.map((pair) => [keyText(pair[0]), pair]));
  indexes.set(pairs, made);
  return made;
}

function isWritten({ pairs, written }: MappingNode, pair: MappingNode["written"][number]): boolean {
  return pairs === written || written.includes(pair);
}

/** What a path leads to, and whether it is reached by that path alone. */
interface FoundNode extends Omit<Step, "isWritten"> {
  /** False where the path goes through an alias, an anchor that one refers to, or a merge key. */
  readonly isOwn: boolean;
}

/** Follows a path; undefined where it leads nowhere. */
export function findNode(root: YamlNode, path: readonly (string | number)[]): FoundNode | undefined {
  const shared = sharedNodes(root);
  let found: FoundNode = { key: undefined, value: root, isOwn: true };
  for (const part of path) {
    const step = stepInto(found.value, part);
    if (step === undefined) return undefined;
    const isOwn = found.isOwn && step.isWritten && !shared.has(step.value);
    found = { key: step.key, value: step.value, isOwn };
  }
  return found;
}

const sharedIn = new WeakMap<YamlNode, ReadonlySet<YamlNode>>();

/** Nodes that stand in more than one place, as an alias is the very node that it names. */
function sharedNodes(root: YamlNode): ReadonlySet<YamlNode> {
  const known = sharedIn.get(root);
  if (known !== undefined) return known;
  const [seen, shared] = [new Set<YamlNode>(), new Set<YamlNode>()];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) shared.add(node);
    else for (const child of childrenOf(node)) open.push(child);
    seen.add(node);
  }
  sharedIn.set(root, shared);
  return shared;
}

function childrenOf(node: YamlNode): readonly YamlNode[] {
  if (node.kind === "sequence") return node.items;
  return node.kind === "mapping" ? node.written.flat() : [];
}
