import { isDeepStrictEqual } from "node:util";

import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { deploymentId } from "./routing-of.ts";

/** What the reload module applies to a running router. */
const live = new Set([
  "router_settings.model_group_alias",
  "router_settings.fallbacks",
  "router_settings.default_fallbacks",
  "litellm_settings.fallbacks",
  "litellm_settings.default_fallbacks",
]);

/**
 * Dotted paths, at most two levels deep, of what differs between two configs and takes effect only with a restart:
 * `router_settings.routing_strategy`. Deployments with an id come and go live; one without, or one that changes under
 * the same id, is `model_list[group]`.
 */
export function restartPaths(before: JsonObject, after: JsonObject): string[] {
  return keysOf(before, after).flatMap((key) =>
    key === "model_list" ? modelListPaths(before[key], after[key]) : sectionPaths(key, before[key], after[key]),
  );
}

function sectionPaths(name: string, before: Json | undefined, after: Json | undefined): string[] {
  const [old, now] = [before ?? {}, after ?? {}];
  if (!isJsonObject(old) || !isJsonObject(now)) return isDeepStrictEqual(old, now) ? [] : [name];
  return keysOf(old, now)
    .filter((key) => !isDeepStrictEqual(old[key], now[key]))
    .map((key) => `${name}.${key}`)
    .filter((path) => !live.has(path));
}

function modelListPaths(before: Json | undefined, after: Json | undefined): string[] {
  const [old, now] = [before ?? [], after ?? []];
  if (!isJsonArray(old) || !isJsonArray(now)) return isDeepStrictEqual(old, now) ? [] : ["model_list"];
  const groups = new Set([...groupsWithoutId(old, now), ...groupsChangedInPlace(old, now)]);
  return [...groups].toSorted().map((group) => `model_list[${group}]`);
}

function groupsWithoutId(before: readonly Json[], after: readonly Json[]): string[] {
  const [old, now] = [entriesWithoutId(before), entriesWithoutId(after)];
  return keysOf(old, now).filter((group) => !isDeepStrictEqual(old[group], now[group]));
}

function entriesWithoutId(entries: readonly Json[]): Record<string, Json[]> {
  const groups = new Map<string, Json[]>();
  for (const entry of entries.filter((each) => deploymentId(each) === undefined)) {
    const group = groupOf(entry);
    groups.set(group, [...(groups.get(group) ?? []), entry]);
  }
  return Object.fromEntries(groups);
}

function groupsChangedInPlace(before: readonly Json[], after: readonly Json[]): string[] {
  const old = new Map(before.map((entry) => [deploymentId(entry), entry]));
  return after
    .filter((entry) => {
      const id = deploymentId(entry);
      return id !== undefined && old.has(id) && !isDeepStrictEqual(old.get(id), entry);
    })
    .map(groupOf);
}

function groupOf(entry: Json): string {
  const name = isJsonObject(entry) ? entry["model_name"] : undefined;
  return typeof name === "string" ? name : JSON.stringify(name ?? null);
}

function keysOf(a: JsonObject, b: JsonObject): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted();
}
