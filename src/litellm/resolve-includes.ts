import { posix } from "node:path";
import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { readConfig } from "./read-config.ts";

/** A section that an included file takes the place of. */
export interface ReplacedSection {
  readonly section: string;
  readonly before: Json;
  readonly after: Json;
  /** The file that brings it. */
  readonly by: string;
  /** Index of the entry of the config's own `include` that leads to the file. */
  readonly entry: number;
}

/** What comes of a config's `include`. */
export interface ResolvedIncludes {
  readonly replaced: readonly ReplacedSection[];
  /** Entries of the config's own `include` that lead to a file that includes itself, by whatever way. */
  readonly cycles: readonly number[];
}

interface Pending {
  readonly path: string;
  readonly entry: number;
  /** The files through which it is included. */
  readonly through: readonly string[];
}

/**
 * Merges the files that a config includes, breadth first and each once, as LiteLLM does from 1.103 on: lists are
 * joined, anything else is replaced. `texts` are by path; a file that is not there, or cannot be read, brings nothing.
 */
export function resolveIncludes(
  file: string,
  config: JsonObject,
  texts: ReadonlyMap<string, string>,
): ResolvedIncludes {
  const replaced: ReplacedSection[] = [];
  const cycles = new Set<number>();
  const self = posix.normalize(file);
  const loaded = new Set([self]);
  const merged = new Map(Object.entries(config));
  const pending = includes(config).map((path, entry) => ({ path: beside(file, path), entry, through: [self] }));
  for (let next: Pending | undefined = pending.shift(); next !== undefined; next = pending.shift()) {
    const { path, entry, through } = next;
    if (through.includes(path)) cycles.add(entry);
    const included = loaded.has(path) ? undefined : readConfig(texts.get(path) ?? "", path).config;
    loaded.add(path);
    if (included === undefined) continue;
    for (const { section, before, after } of merge(merged, included)) {
      replaced.push({ section, before, after, by: path, entry });
    }
    pending.push(
      ...includes(included).map((each) => ({ path: beside(path, each), entry, through: [...through, path] })),
    );
  }
  return { replaced, cycles: [...cycles] };
}

/** Paths of the files that a config includes, like its own path; none for what is no config. */
export function includedPaths(file: string, text: string): string[] {
  return includes(readConfig(text, file).config ?? {}).map((path) => beside(file, path));
}

function includes(config: JsonObject): string[] {
  const listed = config["include"];
  return isJsonArray(listed) ? listed.filter((path) => typeof path === "string") : [];
}

function beside(file: string, path: string): string {
  return posix.normalize(posix.isAbsolute(path) ? path : posix.join(posix.dirname(file), path));
}

/** Puts a config into the merged one; what it replaces there by something else is returned. */
function merge(merged: Map<string, Json>, included: JsonObject): { section: string; before: Json; after: Json }[] {
  return Object.entries(included).flatMap(([section, after]) => {
    if (section === "include") return [];
    const before = merged.get(section);
    const areLists = isJsonArray(before) && isJsonArray(after);
    merged.set(section, areLists ? [...before, ...after] : after);
    const isLoss = before !== undefined && !areLists && !(isJsonObject(before) && Object.keys(before).length === 0);
    return isLoss ? [{ section, before, after }] : [];
  });
}
