import { isJsonObject, type Json, type JsonObject } from "../../../src/domain/json.ts";
import { readConfig } from "../../../src/litellm/read-config.ts";
import { routingOf } from "../../../src/litellm/routing-of.ts";
import type { Meanings } from "./timeline.ts";

/** What each alias of a rendered config means. */
export function readMeanings(text: string): Meanings {
  const { config } = readConfig(text);
  if (config === undefined) throw new Error("The config cannot be read");
  const entries = listOf(config["model_list"]);
  const meanings = Object.entries(routingOf(config).aliases).map(([alias, group]) => {
    const members = entries.filter((entry) => entry["model_name"] === group);
    return [alias, { models: new Set(members.map(modelOf)), ids: new Set(members.map(idOf)) }] as const;
  });
  return new Map(meanings);
}

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Without the provider, which only LiteLLM knows. */
function modelOf({ litellm_params: params }: JsonObject): string {
  const model = isJsonObject(params) ? params["model"] : undefined;
  return typeof model === "string" ? model.slice(model.indexOf("/") + 1) : "";
}

function idOf({ model_info: info }: JsonObject): string {
  const id = isJsonObject(info) ? info["id"] : undefined;
  return typeof id === "string" ? id : "";
}
