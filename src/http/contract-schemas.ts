import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../domain/json.ts";
import { answers, requests } from "../generated/contract.mjs";

/** A schema that others refer to by its name. */
export type NamedSchema = JsonObject & { readonly $id: string };

/**
 * The schemas that these names reach, each once. A request must have no other keys than its schema's; an answer may,
 * so that a later version can say more.
 */
export function reachableSchemas(names: readonly string[]): NamedSchema[] {
  const found = new Map<string, NamedSchema>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    const schema = schemaOf(name);
    found.set(name, schema);
    waiting.push(...referencesIn(schema));
  }
  return [...found.values()].toSorted((a, b) => (a.$id < b.$id ? -1 : 1));
}

function schemaOf(name: string): NamedSchema {
  const request = requests[name];
  if (request !== undefined) return request;
  const answer = answers[name];
  if (answer === undefined) throw new Error(`No schema is called ${name}`);
  return { ...opened(answer), $id: name };
}

/** Without the refusal of other keys. */
function opened(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => key !== "additionalProperties" || value !== false)
      .map(([key, value]) => [key, openedValue(value)]),
  );
}

function openedValue(value: Json): Json {
  if (isJsonArray(value)) return value.map(openedValue);
  return isJsonObject(value) ? opened(value) : value;
}

function referencesIn(value: Json): string[] {
  if (isJsonArray(value)) return value.flatMap(referencesIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner.replace(/#$/, "")] : referencesIn(inner),
  );
}
