import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../domain/json.ts";

/** Files that LiteLLM reads from the folder of a config, relative to it. */
export interface CompanionFiles {
  /** What `include` names; without one of them LiteLLM does not start. */
  readonly included: readonly string[];
  /** Where LiteLLM looks first for a module that a setting names as `module.object`; it need not lie there. */
  readonly modules: readonly string[];
}

const moduleObject = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$/;

/** What would not come along where only the config itself is copied elsewhere. */
export function companionFiles(config: JsonObject): CompanionFiles {
  const { include } = config;
  const included = isJsonArray(include) ? include.filter((path) => typeof path === "string") : [];
  const settings = Object.entries(config).filter(([section]) => section !== "model_list" && section !== "include");
  const names = settings.flatMap(([, value]) => textsIn(value)).filter((text) => moduleObject.test(text));
  const modules = names.map((name) => `${name.split(".").slice(0, -1).join("/")}.py`);
  return { included: included.filter((path) => !path.startsWith("/")), modules: [...new Set(modules)] };
}

function textsIn(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (isJsonArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
