import { isJsonArray, type Json, type JsonObject } from "../../domain/json.ts";

/** A text somewhere in the config. */
export interface TextValue {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Every text that LiteLLM takes as a setting; a text of several lines is prose. */
export function textValues(config: JsonObject): TextValue[] {
  const found: TextValue[] = [];
  const open: { value: Collection; path: TextValue["path"] }[] = [{ value: config, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    for (const [key, item] of entriesOf(value)) {
      if (typeof item === "string" && !item.trimEnd().includes("\n")) found.push({ path: [...path, key], text: item });
      else if (typeof item === "object" && item !== null) open.push({ value: item, path: [...path, key] });
    }
  }
  return found;
}

type Collection = readonly Json[] | JsonObject;

function entriesOf(value: Collection): Iterable<[string | number, Json]> {
  return isJsonArray(value) ? value.entries() : Object.entries(value);
}
