import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";

/**
 * A config in a form in which what LiteLLM treats alike is equal. `earlier`, in that form, is the config that ids are
 * compared with: where it has none, one is left out here too.
 */
export function meantForm(config: JsonObject, earlier?: JsonObject): JsonObject {
  const { model_list, router_settings, litellm_settings, ...others } = config;
  const before = earlier?.["model_list"];
  return {
    ...others,
    ...(model_list !== undefined && { model_list: groupsForm(model_list, isJsonObject(before) ? before : {}) }),
    router_settings: settingsForm(router_settings ?? {}),
    ...(litellm_settings !== undefined && { litellm_settings: settingsForm(litellm_settings) }),
  };
}

/** Deployments by group, in file order; what is no list stays. */
function groupsForm(list: Json, earlier: JsonObject): Json {
  if (!isJsonArray(list)) return list;
  const groups = new Map<string, Json[]>();
  for (const entry of list) {
    const name = nameOf(entry);
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return Object.fromEntries([...groups].map(([name, entries]) => [name, groupForm(entries, earlier[name])]));
}

function nameOf(entry: Json): string {
  const name = isJsonObject(entry) ? entry["model_name"] : undefined;
  return typeof name === "string" ? name : JSON.stringify(name ?? null);
}

function groupForm(entries: readonly Json[], earlier: Json | undefined): Json[] {
  const before = isJsonArray(earlier) ? earlier : undefined;
  const isWeighted = entries.some((entry) => typeof paramsOf(entry)?.["weight"] === "number");
  return entries.map((entry, index) => {
    const weighted = isWeighted ? withWeight(entry) : entry;
    return hasId(before === undefined ? entry : before[index]) ? weighted : withoutId(weighted);
  });
}

function paramsOf(entry: Json): JsonObject | undefined {
  const params = isJsonObject(entry) ? entry["litellm_params"] : undefined;
  return isJsonObject(params) ? params : undefined;
}

/** LiteLLM takes a missing weight for 0 where another member has one. */
function withWeight(entry: Json): Json {
  const params = paramsOf(entry);
  if (!isJsonObject(entry) || params === undefined) return entry;
  return { ...entry, litellm_params: { ...params, weight: params["weight"] ?? 0 } };
}

function hasId(entry: Json | undefined): boolean {
  const info = isJsonObject(entry) ? entry["model_info"] : undefined;
  return isJsonObject(info) && info["id"] !== undefined;
}

/** LiteLLM gives a deployment without `model_info` an empty one. */
function withoutId(entry: Json): Json {
  if (!isJsonObject(entry) || !isJsonObject(entry["model_info"])) return entry;
  const { model_info: _, ...others } = entry;
  const { id: __, ...info } = entry["model_info"];
  return Object.keys(info).length === 0 ? others : { ...others, model_info: info };
}

/** A map of aliases or a list of fallbacks that is not there is an empty one. */
function settingsForm(settings: Json): Json {
  if (!isJsonObject(settings)) return settings;
  const { model_group_alias, fallbacks, ...others } = settings;
  return {
    ...others,
    model_group_alias: aliasesForm(model_group_alias ?? {}),
    fallbacks: fallbacksForm(fallbacks ?? []),
  };
}

/** The long form says no more than the short one, unless it hides the alias from listings. */
function aliasesForm(aliases: Json): Json {
  if (!isJsonObject(aliases)) return aliases;
  return Object.fromEntries(Object.entries(aliases).map(([name, value]) => [name, shortAlias(value) ?? value]));
}

/** The group that an alias stands for, where a plain text says the same; undefined where the value says more. */
export function shortAlias(value: Json): string | undefined {
  if (typeof value === "string") return value;
  if (!isJsonObject(value) || Object.keys(value).toSorted().join() !== "hidden,model") return undefined;
  const { model, hidden } = value;
  return hidden === false && typeof model === "string" ? model : undefined;
}

/** Targets by name: LiteLLM takes the first entry of a name, whatever stands between. A strange list stays. */
function fallbacksForm(fallbacks: Json): Json {
  if (!isJsonArray(fallbacks)) return fallbacks;
  const named = fallbacks.map((entry) => (isJsonObject(entry) ? Object.entries(entry) : []));
  if (named.some((pairs) => pairs.length !== 1)) return fallbacks;
  return Object.fromEntries(named.flat().toReversed());
}
