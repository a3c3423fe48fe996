import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../domain/json.ts";
import { deploymentId } from "./routing-of.ts";

/** Names of the variables that a value refers to by `os.environ/NAME`, sorted. */
export function variablesOf(value: Json): string[] {
  return [...new Set(references(value))].toSorted();
}

/**
 * Those without which the reload module refuses a config: of deployments with an id, and of aliases. What else a config
 * refers to is read at a start only.
 */
export function liveVariablesOf({ model_list: list, router_settings: settings }: JsonObject): string[] {
  const entries = isJsonArray(list) ? list.filter(isJsonObject) : [];
  const aliases = isJsonObject(settings) ? (settings["model_group_alias"] ?? null) : null;
  return variablesOf([...entries.filter((entry) => deploymentId(entry) !== undefined), aliases]);
}

function references(value: Json): string[] {
  if (typeof value === "string") return /^os\.environ\/(\w+)$/.exec(value)?.slice(1) ?? [];
  if (isJsonArray(value)) return value.flatMap(references);
  return isJsonObject(value) ? Object.values(value).flatMap(references) : [];
}
