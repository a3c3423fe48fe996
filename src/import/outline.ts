import { openCollection } from "./open-collection.ts";
import { findNode } from "./find-node.ts";
import type { FoundNode } from "./find-node.ts";
import { compose } from "../litellm/yaml11/compose.ts";
import type { YamlNode } from "../litellm/yaml11/compose.ts";
import { stretchesOf, toLines } from "./stretches.ts";
import type { Lines, Stretch } from "./stretches.ts";
import type { ConfigParts } from "./config-parts.ts";

/** A collection that the tool prints a part of. */
export interface OutlinedCollection {
  /** Line of its key; undefined where the config has none. */
  readonly keyLine: number | undefined;
  /** Of the key, or of where it would stand. */
  readonly keyColumn: number;
  /** Entry by entry, as the config lists them; undefined for one that cannot be taken out. */
  readonly stretches: readonly (Stretch | undefined)[];
  /** The keys of a mapping, entry by entry. */
  readonly names: readonly string[];
}

/** Where in a config's text the tool's parts stand. */
export interface Outline extends Lines {
  readonly modelList: OutlinedCollection;
  readonly router: OutlinedCollection;
  readonly aliases: OutlinedCollection;
  readonly fallbacks: OutlinedCollection;
}

const routerSettings = "router_settings";

/** The text with every such collection in block style, and where they stand; or the path of one that can hold no entry of the tool's. */
export function outline(
  source: string,
  section: ConfigParts["chainSection"],
): Outline | { readonly unfit: readonly string[] } {
  const paths = [
    [],
    ["model_list"],
    [routerSettings],
    [routerSettings, "model_group_alias"],
    [section],
    [section, "fallbacks"],
  ];
  const { text, root } = openAll(source, paths);
  const lines = toLines(text);
  const unfit = paths.find(
    (path) => !isFit(findNode(root, path), lists.has(path.at(-1) ?? "") ? "sequence" : "mapping"),
  );
  if (unfit !== undefined) return { unfit };
  const look = (path: readonly string[]): OutlinedCollection => lookAt(findNode(root, path), path.length - 1, lines);
  return {
    ...lines,
    modelList: look(["model_list"]),
    router: look([routerSettings]),
    aliases: look([routerSettings, "model_group_alias"]),
    fallbacks: look([section, "fallbacks"]),
  };
}

function openAll(source: string, paths: readonly (readonly string[])[]) {
  let [text, root] = [source, compose(source)];
  for (const path of paths) {
    const opened = openCollection(text, root, path);
    if (opened !== text) [text, root] = [opened, compose(opened)];
  }
  return { text, root };
}

/** Nothing can be put where an anchor is named, or text stands. */
function isFit(found: FoundNode | "elsewhere" | undefined, kind: YamlNode["kind"]): boolean {
  if (found === undefined || found === "elsewhere") return found === undefined;
  return found.node.kind === kind || found.node.tag === "null";
}

const lists = new Set(["model_list", "fallbacks"]);

function lookAt(found: FoundNode | "elsewhere" | undefined, depth: number, lines: Lines): OutlinedCollection {
  if (found === undefined || found === "elsewhere") {
    return { keyLine: undefined, keyColumn: depth * 2, stretches: [], names: [] };
  }
  const { node, keyStart } = found;
  const keyColumn = keyStart - (lines.text.lastIndexOf("\n", keyStart - 1) + 1);
  const keys = node.kind === "mapping" ? node.written.map(([key]) => key) : [];
  const names = keys.map((key) => (key.kind === "scalar" ? key.text : ""));
  return { keyLine: lines.lineOf(keyStart), keyColumn, stretches: stretchesOf(node, lines), names };
}
