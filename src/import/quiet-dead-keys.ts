import { compose } from "../litellm/yaml11/compose.ts";
import type { MappingNode, YamlNode } from "../litellm/yaml11/compose.ts";
import { stretchesOf, toLines } from "./stretches.ts";
import type { Stretch } from "./stretches.ts";

/** A key that LiteLLM never read, as the same key stands again in its mapping. */
export interface DeadKey {
  readonly key: string;
  readonly stretch: Stretch;
}

/**
 * The text with such keys as comments: rendering refuses a key that stands twice. One in flow style stays. The text is
 * one that PyYAML reads.
 */
export function quietDeadKeys(text: string): { readonly text: string; readonly keys: readonly string[] } {
  const root = compose(text);
  const lines = toLines(text);
  const dead = root === undefined ? [] : mappingsIn(root).flatMap((mapping) => deadKeys(mapping, lines));
  if (dead.length === 0) return { text, keys: [] };
  const heads = new Map(dead.map(({ key, stretch }) => [stretch.first, key]));
  const quiet = lines.lines.flatMap((line, index) => {
    const key = heads.get(index);
    const heading = key === undefined ? [] : [`# LiteLLM never read this \`${key}\`: it stands again further down`];
    const isDead = dead.some(({ stretch }) => stretch.first <= index && index <= stretch.last);
    return [...heading, isDead && line.trim() !== "" ? `# ${line}` : line];
  });
  return { text: quiet.join("\n"), keys: dead.map(({ key }) => key) };
}

function mappingsIn(root: YamlNode): MappingNode[] {
  const found = new Set<MappingNode>();
  const open: YamlNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === "scalar" || (node.kind === "mapping" && found.has(node))) continue;
    if (node.kind === "mapping") found.add(node);
    open.push(...(node.kind === "mapping" ? node.written.map(([, value]) => value) : node.items));
  }
  return [...found];
}

/** All occurrences of a key but the last. */
function deadKeys(mapping: MappingNode, lines: ReturnType<typeof toLines>): DeadKey[] {
  const names = mapping.written.map(([key]) => (key.kind === "scalar" && key.tag !== "merge" ? key.text : undefined));
  if (new Set(names).size === names.length) return [];
  const stretches = stretchesOf(mapping, lines);
  return names.flatMap((key, index) => {
    const stretch = stretches[index];
    const isDead = key !== undefined && names.lastIndexOf(key) > index;
    return isDead && stretch !== undefined ? [{ key, stretch }] : [];
  });
}
