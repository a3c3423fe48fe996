import type { Place } from "../domain/finding.ts";
import { isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { must } from "../domain/must.ts";
import { only } from "../domain/only.ts";
import { compose } from "./yaml11/compose.ts";
import type { YamlNode } from "./yaml11/compose.ts";
import { construct, keyText } from "./yaml11/construct.ts";
import { oddKeys } from "./yaml11/odd-keys.ts";
import type { OddKey } from "./yaml11/odd-keys.ts";
import { Refusal } from "./yaml11/refusal.ts";

/** Why LiteLLM could not read a config; line and column count from 1. */
export interface ConfigError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** A key that is not what it looks like, and where it stands. */
export type PlacedKey = Omit<OddKey, "node"> & { readonly place: Place };

/** A config and where everything in it stands, or why it cannot be read. */
export type ReadConfig = ConfigPlaces &
  (
    | { readonly config: JsonObject; readonly error: undefined }
    | { readonly config: undefined; readonly error: ConfigError }
  );

interface ConfigPlaces {
  /** The place of a value, or of its key; of the nearest thing around it where the path leads nowhere. */
  readonly placeOf: (path: readonly (string | number)[], part?: "key" | "value") => Place;
  /** Keys that stood in their mapping before, where LiteLLM takes the last, or that are no text; in file order. */
  readonly oddKeys: () => readonly PlacedKey[];
}

/**
 * Reads a LiteLLM config as PyYAML's SafeLoader does: YAML 1.1, the last of equal keys wins. Keys and values are as
 * Python's `json` module would write them: a key `on` is `true`; a date stays its text.
 */
export function readConfig(text: string, file = "litellm_config.yaml"): ReadConfig {
  const locate = lazily(() => lineStarts(text));
  const placed = (node: { start: number; end: number }): Place => placeIn(file, locate(), node);
  try {
    const { root, value } = parseOnce(text);
    const placeOf: ReadConfig["placeOf"] = (path, part = "value") => placed(find(root, path, part));
    const odd = lazily(() => (root ? oddKeys(root) : []).map(({ node, ...key }) => ({ ...key, place: placed(node) })));
    if (isJsonObject(value)) return { config: value, error: undefined, placeOf, oddKeys: odd };
    const message = value === null ? "The config is empty" : "The config is not a mapping";
    return { config: undefined, error: { message, ...position(placeOf([])) }, placeOf, oddKeys: odd };
  } catch (error) {
    const { message, offset } = only(Refusal, error);
    const place = placed({ start: offset, end: offset });
    return {
      config: undefined,
      error: { message, ...position(place) },
      placeOf: () => place,
      oddKeys: () => [],
    };
  }
}

interface Parsed {
  readonly text: string;
  readonly root: YamlNode | undefined;
  readonly value: Json;
}

/** What was parsed last: a rendered config is read by the renderer that checks it and by every rule's engine after it. */
let last: Parsed | undefined;

/** Throws `Refusal`. */
function parseOnce(text: string): Parsed {
  if (last?.text === text) return last;
  const root = compose(text);
  last = { text, root, value: root === undefined ? null : construct(root) };
  return last;
}

function position({ line, column }: Place): { line: number; column: number } {
  return { line, column };
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const [lineFeed, carriageReturn] = [10, 13];

/** Offset of the first character of each line, as an editor counts lines. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(index + 1) !== lineFeed))
      starts.push(index + 1);
  }
  return starts;
}

function placeIn(file: string, starts: readonly number[], { start, end }: { start: number; end: number }): Place {
  const from = lineAndColumn(starts, start);
  const to = lineAndColumn(starts, end);
  return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function lineAndColumn(starts: readonly number[], offset: number): { line: number; column: number } {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (must(starts[middle], "A line") <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - must(starts[low], "A line") + 1 };
}

const nowhere = { start: 0, end: 0 };

function find(root: YamlNode | undefined, path: readonly (string | number)[], part: "key" | "value") {
  let [key, value]: (YamlNode | undefined)[] = [undefined, root];
  for (const step of path) {
    const next: Step | undefined = value && stepInto(value, step);
    if (next === undefined) return key ?? value ?? nowhere;
    [key, value] = [next.key, next.value];
  }
  return (part === "key" ? key : undefined) ?? value ?? nowhere;
}

interface Step {
  /** Undefined for an item of a list. */
  readonly key: YamlNode | undefined;
  readonly value: YamlNode;
}

function stepInto(node: YamlNode, step: string | number): Step | undefined {
  if (node.kind === "sequence") {
    const value = node.items[Number(step)];
    return value && { key: undefined, value };
  }
  if (node.kind === "scalar") return undefined;
  const pair = node.pairs.findLast(([key]) => keyText(key) === String(step));
  return pair && { key: pair[0], value: pair[1] };
}
