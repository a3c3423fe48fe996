import type { Place } from "../domain/finding.ts";
import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { embeddedPlaces } from "./embedded-places.ts";
import { partText } from "./part-text.ts";
import { readConfig } from "./read-config.ts";
import type { ReadConfig } from "./read-config.ts";
import type { Spot } from "./spot.ts";
import { splitDocuments } from "./split-documents.ts";

type Path = readonly (string | number)[];

/** A LiteLLM config that stands in a file; its places are those of the file. */
export type FoundConfig = ReadConfig & {
  /** Path of keys down to it, through texts that hold YAML; empty where the file itself is the config. */
  readonly within: Path;
  /** Its own YAML, comments included, as if it were a file. */
  readonly text: () => string;
};

/** What only a wrapper has: a Kubernetes object, or the values of a Helm chart. */
const wrapperKeys = /^[ \t]*(?:- )?["']?(?:apiVersion|proxy_config)["']?[ \t]*:/m;

/** A text that may hold a config, or a wrapper of one. */
const configKeys = /^[ \t]*["']?(?:model_list|router_settings|litellm_settings|proxy_config)["']?[ \t]*:/m;

/** Whether a text may hold a config: tells one from the other YAML of a folder. */
export function mentionsConfig(text: string): boolean {
  return configKeys.test(text);
}

/** Configs in configs in configs: what a ConfigMap of an Application of an ApplicationSet needs. */
const deepest = 4;

/**
 * The configs of a file: the file itself, or those inside its Kubernetes and Helm documents: a ConfigMap's data under
 * any key, `proxy_config` of a chart's values, and both inside the texts of a HelmRelease or an Application. None for
 * a file of such documents that holds no config.
 */
export function findConfigs(text: string, file: string): FoundConfig[] {
  return findIn(text, file, 0);
}

function findIn(text: string, file: string, depth: number): FoundConfig[] {
  if (depth === deepest || !wrapperKeys.test(text)) return [plain(text, file)];
  const documents = readDocuments(text, file);
  const found = documents.flatMap((document) => search(document, file, { text, depth }));
  const isWrapper = found.length > 0 || documents.some(({ config }) => typeof config?.["apiVersion"] === "string");
  return isWrapper ? found : [plain(text, file)];
}

/** Every document of a text; places are those of the whole text. */
export function readDocuments(text: string, file: string): FoundConfig[] {
  return splitDocuments(text).map((document) => readDocument(document, file));
}

function readDocument({ text, linesBefore }: ReturnType<typeof splitDocuments>[number], file: string): FoundConfig {
  const down = (place: Place): Place => ({
    ...place,
    line: place.line + linesBefore,
    endLine: place.endLine + linesBefore,
  });
  return linesBefore === 0 ? plain(text, file) : moved(plain(text, file), [], { placeIn: down, areEditable: true });
}

function plain(text: string, file: string): FoundConfig {
  return { ...readConfig(text, file), within: [], text: () => text };
}

/** The configs of one document, in the order in which they stand there. */
function search(document: FoundConfig, file: string, outer: { text: string; depth: number }): FoundConfig[] {
  const found: FoundConfig[] = [];
  const seen = new Set<Json>();
  const visit = (value: Json, within: Path): void => {
    if (typeof value === "string") {
      if (configKeys.test(value)) found.push(...findInText(value, within));
    } else if (isJsonArray(value) || isJsonObject(value)) {
      if (seen.has(value)) return;
      seen.add(value);
      if (isJsonObject(value) && isConfig(value, within)) found.push(part(document, value, within));
      else for (const [key, child] of Object.entries(value)) visit(child, [...within, stepOf(value, key)]);
    }
  };
  const findInText = (inner: string, within: Path): FoundConfig[] => {
    const places = embeddedPlaces(inner, outer.text, document.placeOf(within));
    const areEditable = places.areExact && document.spotOf(within)?.isEditable === true;
    return findIn(inner, file, outer.depth + 1).map((config) => moved(config, within, { ...places, areEditable }));
  };
  visit(document.config ?? null, []);
  return found;
}

function stepOf(parent: Json, key: string): string | number {
  return isJsonArray(parent) ? Number(key) : key;
}

function isConfig(value: JsonObject, within: Path): boolean {
  return within.at(-1) === "proxy_config" || (within.length > 0 && isJsonArray(value["model_list"]));
}

/** A mapping of a document as a config of its own. */
function part(document: FoundConfig, config: JsonObject, within: Path): FoundConfig {
  const isBelow = (path: Path): boolean =>
    path.length > within.length && within.every((step, index) => step === path[index]);
  return {
    config,
    error: undefined,
    within,
    text: () => partText(document.text(), document.placeOf(within)),
    placeOf: (path, which) => document.placeOf([...within, ...path], which),
    spotOf: (path) => document.spotOf([...within, ...path]),
    oddKeys: () =>
      document
        .oddKeys()
        .filter(({ path }) => isBelow(path))
        .map((key) => ({ ...key, path: key.path.slice(within.length) })),
  };
}

interface Move {
  readonly placeIn: (place: Place) => Place;
  /** Whether an edit of the text is one of the file. */
  readonly areEditable: boolean;
}

/** A config that was read from a text inside the file, with the file's places. */
function moved(found: FoundConfig, outside: Path, { placeIn, areEditable }: Move): FoundConfig {
  const { placeOf, spotOf, oddKeys } = found;
  const movedSpot = (spot: Spot | undefined): Spot | undefined =>
    spot && {
      ...spot,
      isEditable: spot.isEditable && areEditable,
      replace: (...asked: Parameters<Spot["replace"]>) => {
        const { place, text } = spot.replace(...asked);
        return { place: placeIn(place), text };
      },
    };
  const moves = {
    within: [...outside, ...found.within],
    placeOf: (...asked: Parameters<typeof placeOf>) => placeIn(placeOf(...asked)),
    spotOf: (path: Path) => movedSpot(spotOf(path)),
    oddKeys: () => oddKeys().map((key) => ({ ...key, place: placeIn(key.place) })),
  };
  if (found.config !== undefined) return { ...found, ...moves };
  const { line, column } = placeIn(placeOf([]));
  return { ...found, ...moves, error: { ...found.error, line, column } };
}
