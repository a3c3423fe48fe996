import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";

/** A text somewhere in the config. */
export interface TextValue {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Every text that LiteLLM takes as a setting; a text of several lines is prose. */
export function textValues(config: JsonObject): TextValue[] {
  const found: TextValue[] = [];
  const open: { value: Json; path: TextValue["path"] }[] = [{ value: config, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === "string" && !value.trimEnd().includes("\n")) found.push({ path, text: value });
    if (isJsonArray(value)) open.push(...value.map((item, index) => ({ value: item, path: [...path, index] })));
    if (isJsonObject(value))
      open.push(...Object.entries(value).map(([key, item]) => ({ value: item, path: [...path, key] })));
  }
  return found;
}
