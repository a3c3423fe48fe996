import { isMap, isScalar } from "yaml";
import type { Node, Pair, YAMLMap } from "yaml";
import { must } from "../domain/must.ts";

export type Entry = Pair<Node, Node | null>;
export type Entries = YAMLMap<Node, Node | null>;

export function asEntries(node: Node | null | undefined): Entries | undefined {
  return isMap<Node, Node | null>(node) ? node : undefined;
}

export function findEntry({ items }: Entries, name: string): Entry | undefined {
  return items.find(({ key }) => isScalar(key) && key.value === name);
}

/** Offsets of a node's first character, and behind its last. */
export function rangeOf(node: Node): readonly [start: number, end: number] {
  const [start, end] = must(node.range, "The range of a node");
  return [start, end];
}

export function startOf({ key }: Entry): number {
  return rangeOf(key)[0];
}

/** Where an entry ends. A mapping of lines ends with its last entry: its own range takes in the comments behind that. */
export function endOf({ key, value }: Entry): number {
  if (value === null) return rangeOf(key)[1];
  const last = asEntries(value)?.flow === true ? undefined : asEntries(value)?.items.at(-1);
  return last === undefined ? rangeOf(value)[1] : endOf(last);
}
