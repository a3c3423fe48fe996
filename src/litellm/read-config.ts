import type { Place } from "../domain/finding.ts";
import { isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { only } from "../domain/only.ts";
import type { Stretch } from "../domain/secret.ts";
import type { Spot } from "./spot.ts";
import { lineAndColumn, lineStarts } from "./text-lines.ts";
import { compose } from "./yaml11/compose.ts";
import type { YamlNode } from "./yaml11/compose.ts";
import { construct } from "./yaml11/construct.ts";
import { findNode, stepInto } from "./yaml11/find-node.ts";
import { oddKeys } from "./yaml11/odd-keys.ts";
import type { OddKey } from "./yaml11/odd-keys.ts";
import { Refusal } from "./yaml11/refusal.ts";

/** Why LiteLLM could not read a config; line and column count from 1. */
export interface ConfigError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** PyYAML reads the text, and only this reader does not. */
  readonly isOurs?: true;
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
  /** Where a value is written; undefined where the path leads nowhere. */
  readonly spotOf: (path: readonly (string | number)[]) => Spot | undefined;
  /** Keys that stood in their mapping before, where LiteLLM takes the last, or that are no text; in file order. */
  readonly oddKeys: () => readonly PlacedKey[];
}

/**
 * Reads a LiteLLM config as PyYAML's SafeLoader does: YAML 1.1, the last of equal keys wins. Keys and values are as
 * Python's `json` module would write them: a key `on` is `true`; a date stays its text.
 */
export function readConfig(text: string, file = "litellm_config.yaml"): ReadConfig {
  const locate = lazily(() => lineStarts(text));
  const placed = (node: Stretch): Place => placeIn(file, locate(), node);
  try {
    const { root, value, keys } = parseOnce(text);
    const placeOf: ReadConfig["placeOf"] = (path, part = "value") => placed(find(root, path, part));
    const spotOf: ReadConfig["spotOf"] = (path) => root && findSpot({ root, text, path, placed });
    const odd = lazily(() => keys().map(({ node, ...key }) => ({ ...key, place: placed(node) })));
    if (isJsonObject(value)) return { config: value, error: undefined, placeOf, spotOf, oddKeys: odd };
    const message = value === null ? "The config is empty" : "The config is not a mapping";
    return { config: undefined, error: { message, ...position(placeOf([])) }, placeOf, spotOf, oddKeys: odd };
  } catch (error) {
    const { message, offset, isOurs } = only(Refusal, error);
    const place = placed({ start: offset, end: offset });
    return {
      config: undefined,
      error: { message, ...position(place), ...(isOurs && { isOurs }) },
      placeOf: () => place,
      spotOf: () => undefined,
      oddKeys: () => [],
    };
  }
}

interface Parsed {
  readonly text: string;
  readonly root: YamlNode | undefined;
  readonly value: Json;
  readonly keys: () => readonly OddKey[];
}

/**
 * What was parsed last, the newest first: the renderer that checks a config reads it, and every rule's engine after it;
 * a plan reads the config before a change, and the one after it.
 */
let last: readonly Parsed[] = [];
const keptTexts = 2;

/** Throws `Refusal`. */
function parseOnce(text: string): Parsed {
  return last.find((parsed) => parsed.text === text) ?? parse(text);
}

function parse(text: string): Parsed {
  const root = compose(text);
  const value = root === undefined ? null : construct(root);
  const parsed = { text, root, value, keys: lazily(() => (root === undefined ? [] : oddKeys(root))) };
  last = [parsed, ...last].slice(0, keptTexts);
  return parsed;
}

function position({ line, column }: Place): { line: number; column: number } {
  return { line, column };
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function placeIn(file: string, starts: readonly number[], { start, end }: Stretch): Place {
  const from = lineAndColumn(starts, start);
  const to = lineAndColumn(starts, end);
  return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

interface SpotRequest {
  readonly root: YamlNode;
  readonly text: string;
  readonly path: readonly (string | number)[];
  readonly placed: (stretch: Stretch) => Place;
}

function findSpot({ root, text, path, placed }: SpotRequest): Spot | undefined {
  const found = findNode(root, path);
  if (found === undefined) return undefined;
  const { key, value, isOwn } = found;
  return { text, key, value, isEditable: isOwn, replace: (stretch, by) => ({ place: placed(stretch), text: by }) };
}

const nowhere = { start: 0, end: 0 };

function find(root: YamlNode | undefined, path: readonly (string | number)[], part: "key" | "value") {
  let [key, value]: (YamlNode | undefined)[] = [undefined, root];
  for (const step of path) {
    const next: ReturnType<typeof stepInto> = value && stepInto(value, step);
    if (next === undefined) return key ?? value ?? nowhere;
    [key, value] = [next.key, next.value];
  }
  return (part === "key" ? key : undefined) ?? value ?? nowhere;
}
