import { isDeepStrictEqual } from "node:util";

import type { ConfigDifference } from "../domain/config-difference.ts";
import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { meantForm } from "./meant-form.ts";

/**
 * What LiteLLM would do otherwise with the second config than with the first, each as `readMeaning` reads it; empty
 * where it would do the same. None are: the order of keys, of groups and of fallback entries; the id of a deployment
 * that had none; a weight of 0 where LiteLLM took a missing one for it; an alias in its long form that is not hidden.
 */
export function compareConfigs(before: JsonObject, after: JsonObject): ConfigDifference[] {
  const form = meantForm(before);
  return compareValues(form, meantForm(after, form), "");
}

function compareValues(before: Json | undefined, after: Json | undefined, path: string): ConfigDifference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (before === undefined) return [{ kind: "added", path, ...(after !== undefined && { after }) }];
  if (after === undefined) return [{ kind: "removed", path, before }];
  if (isMapping(before) && isMapping(after)) return compareKeys(before, after, path);
  if (isJsonArray(before) && isJsonArray(after) && [...before, ...after].every(isJsonObject)) {
    return compareItems(before, after, path);
  }
  return [{ kind: "changed", path, before, after }];
}

/** A value that JSON does not know is one, not a mapping. */
function isMapping(value: Json): value is JsonObject {
  return isJsonObject(value) && !Object.keys(value).some((key) => /^!(?:timestamp|int)$/.test(key));
}

function compareKeys(before: JsonObject, after: JsonObject, path: string): ConfigDifference[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) =>
    compareValues(ownValue(before, key), ownValue(after, key), path === "" ? key : `${path}.${key}`),
  );
}

function compareItems(before: readonly Json[], after: readonly Json[], path: string): ConfigDifference[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) => index).flatMap((index) =>
    compareValues(before[index], after[index], `${path}[${index}]`),
  );
}

function ownValue(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
