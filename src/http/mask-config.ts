import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../domain/json.ts";
import { isReference, isSecretName, maskSecrets } from "../domain/secret.ts";

/** A config that can be shown: every secret in it is overwritten, references to variables stay. */
export function maskConfig(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, maskValue(value, isSecretName(key))]));
}

function maskValue(value: Json, isSecret: boolean): Json {
  if (isJsonArray(value)) return value.map((item) => maskValue(item, isSecret));
  if (isJsonObject(value)) return maskConfig(value);
  if (value === null || typeof value === "boolean") return value;
  if (isSecret && !(typeof value === "string" && isReference(value))) return "*".repeat(String(value).length);
  return typeof value === "string" ? maskSecrets(value) : value;
}
