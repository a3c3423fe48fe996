import { providerOf } from "../domain/deployment.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { readModelFacts, saysFacts, type MapEntry, type ModelFacts } from "./model-facts.ts";
import { findModelLine } from "./model-lines.ts";
import { isSameProvider, modelNames } from "./model-names.ts";
import { nearestRelease, readFacts, readModelLines } from "./release-facts.ts";

export type { ModelFacts } from "./model-facts.ts";

/** LiteLLM's model map of one release. */
export interface ModelMap {
  /** The release whose facts answer: the one asked for, else the nearest older one in this package. */
  readonly release: string;
  /**
   * What is known of a deployment's `litellm_params.model` with its `model_info`: `base_model` is followed, and each
   * value that `info` itself gives wins. Undefined where neither says anything.
   */
  lookUp(model: string, info: JsonObject): ModelFacts | undefined;
}

const opened = new Map<string, ModelMap>();

/** Opens the map of a release, or of the nearest older one that this package has; its `release` says which. */
export function openModelMap(release: string): ModelMap {
  const known = nearestRelease(release);
  const map = opened.get(known) ?? readModelMap(known);
  opened.set(known, map);
  return map;
}

/**
 * `model_info` as LiteLLM completes it from the parameters: a price among them wins over one in `model_info`, a
 * `base_model` among them counts where `model_info` has none.
 */
export function completeInfo(params: JsonObject, info: JsonObject): JsonObject {
  const prices = Object.entries(params).filter(([key]) => key.includes("_cost_per_"));
  const base = Object.entries(params).filter(([key]) => key === "base_model");
  return Object.fromEntries([...base, ...Object.entries(info), ...prices].filter(([, value]) => value !== null));
}

type FindEntry = (model: string) => MapEntry | undefined;

/** A rule for models that the map does not name. */
interface Generalization extends MapEntry {
  /** A regular expression, searched anywhere in the name without regard to case. */
  readonly pattern: string;
}

function readModelMap(release: string): ModelMap {
  const lines = readModelLines();
  const rules: readonly Generalization[] = JSON.parse(readFacts(release, "generalizations.json"));
  const find = once((model) => findEntry((name) => findModelLine(lines, name, release), rules, model));
  return {
    release,
    lookUp(model, info) {
      const entry = answeringEntry(model, info["base_model"], find);
      return entry === undefined && !saysFacts(info) ? undefined : readModelFacts(entry ?? {}, info);
    },
  };
}

/** Looks each model up once: a config names few, and each of them often. */
function once(find: FindEntry): FindEntry {
  const found = new Map<string, MapEntry | undefined>();
  return (model) => {
    if (!found.has(model)) found.set(model, find(model));
    return found.get(model);
  };
}

/** The base model's entry, else the model's own; the name of an Azure deployment with a base model says nothing. */
function answeringEntry(model: string, base: Json | undefined, find: FindEntry): MapEntry | undefined {
  if (typeof base !== "string" || base === "") return find(model);
  const provider = providerOf(model);
  const named = provider === undefined || base.includes("/") ? base : `${provider}/${base}`;
  return find(named) ?? find(base) ?? (provider === "azure" ? undefined : find(model));
}

/** The first entry under one of the model's names that speaks for its provider. Rules lose to every entry. */
function findEntry(
  findLine: (name: string) => string | undefined,
  rules: readonly Generalization[],
  model: string,
): MapEntry | undefined {
  const entries = modelNames(model).flatMap((name) => parseEntry(findLine(name)));
  const provider = providerOf(model);
  return entries.length === 0
    ? generalize(rules, model)
    : entries.find((entry) => isSameProvider(entry.provider, provider));
}

function parseEntry(json: string | undefined): MapEntry[] {
  if (json === undefined) return [];
  const entry: MapEntry = JSON.parse(json);
  return [entry];
}

/** What LiteLLM assumes of a model that its map does not name: all rules that match, the later over the earlier. */
function generalize(rules: readonly Generalization[], model: string): MapEntry | undefined {
  const matching = rules.filter(({ pattern }) => new RegExp(pattern, "i").test(model));
  if (matching.length === 0) return undefined;
  const supports = matching.flatMap((rule) => rule.supports ?? []);
  return { ...Object.assign({}, ...matching), supports };
}
