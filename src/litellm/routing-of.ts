import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import type { FallbackEntry, Routing } from "../domain/routing.ts";

/**
 * The routing that LiteLLM takes from a config, in canonical form. What it does not resolve is left out: an alias
 * whose value is no text, an entry without `model_info.id`. The Python module is held to the same vectors
 * (`test/fixtures/routing`).
 */
export function routingOf(config: JsonObject): Routing {
  const router = section(config, "router_settings");
  const litellm = section(config, "litellm_settings");
  return { aliases: aliasesOf(router), fallbacks: fallbacksOf(router, litellm), ids: idsOf(config["model_list"]) };
}

function section(config: JsonObject, name: string): JsonObject {
  const value = config[name];
  return isJsonObject(value) ? value : {};
}

function aliasesOf(router: JsonObject): Record<string, string> {
  const entries = Object.entries(section(router, "model_group_alias")).flatMap(([alias, value]) => {
    const group = modelName(value);
    return group === undefined ? [] : [[alias, group] as const];
  });
  return Object.fromEntries(entries);
}

/** Both LiteLLM's aliases and its fallback targets are a text, or a mapping whose `model` is one. */
function modelName(value: Json | undefined): string | undefined {
  const model = isJsonObject(value) ? value["model"] : value;
  return typeof model === "string" && model !== "" ? model : undefined;
}

/** An empty setting of the router gives way to `litellm_settings`; default fallbacks become a last `*` entry. */
function fallbacksOf(router: JsonObject, litellm: JsonObject): FallbackEntry[] {
  const listed = listOf(filled(router["fallbacks"]) ?? litellm["fallbacks"]);
  const entries = listed.filter(isJsonObject).map(fallbackEntry);
  const [own, common] = [router["default_fallbacks"] ?? null, litellm["default_fallbacks"] ?? null];
  if (own === null && common === null) return entries;
  return [...entries, { "*": targetsOf(filled(own) ?? common) }];
}

function filled(value: Json | undefined): Json | undefined {
  return isJsonArray(value) && value.length > 0 ? value : undefined;
}

function listOf(value: Json | undefined): readonly Json[] {
  return isJsonArray(value) ? value : [];
}

function fallbackEntry(entry: JsonObject): FallbackEntry {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, targetsOf(value)] as const));
}

function targetsOf(value: Json): string[] {
  return listOf(value).flatMap((target) => modelName(target) ?? []);
}

function idsOf(modelList: Json | undefined): string[] {
  const ids = listOf(modelList).flatMap((entry) => deploymentId(entry) ?? []);
  return [...new Set(ids)].toSorted();
}

/** `model_info.id` of an entry of `model_list`; LiteLLM turns a number into text. */
export function deploymentId(entry: Json): string | undefined {
  const info = isJsonObject(entry) ? entry["model_info"] : undefined;
  const id = isJsonObject(info) ? info["id"] : undefined;
  if (typeof id === "number") return String(id);
  return typeof id === "string" ? id : undefined;
}
