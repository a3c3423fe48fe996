import type { Json, JsonObject } from "../domain/json.ts";

/** What LiteLLM's model map says of one model. An absent key is unknown, never 0. */
export interface ModelFacts {
  /** LiteLLM's mode: `chat`, `embedding`, … */
  readonly mode?: string;
  readonly inputUsdPerToken?: number;
  readonly outputUsdPerToken?: number;
  readonly maxInputTokens?: number;
  readonly outputVectorSize?: number;
  /** Names without LiteLLM's prefix `supports_`; what LiteLLM says is false, or says nothing of, is not in it. */
  readonly capabilities: ReadonlySet<string>;
  /** Day on which the provider ends the model, ISO 8601. */
  readonly deprecationDate?: string;
}

/** One line of `models.tsv`: LiteLLM's keys, but for `supports`, the `supports_*` that are true. */
export interface MapEntry {
  readonly provider?: string | null;
  readonly supports?: readonly string[];
  readonly [key: string]: Json | undefined;
}

/** Reads facts from a map entry and a deployment's `model_info`, whose values win one by one. */
export function readModelFacts(entry: MapEntry, info: JsonObject): ModelFacts {
  const value = (key: string): Json | undefined => info[key] ?? entry[key];
  const mode = text(value("mode"));
  const inputUsdPerToken = number(value("input_cost_per_token"));
  const outputUsdPerToken = number(value("output_cost_per_token"));
  const maxInputTokens = number(value("max_input_tokens"));
  const outputVectorSize = number(value("output_vector_size"));
  const deprecationDate = text(value("deprecation_date"));
  return {
    ...(mode !== undefined && { mode }),
    ...(inputUsdPerToken !== undefined && { inputUsdPerToken }),
    ...(outputUsdPerToken !== undefined && { outputUsdPerToken }),
    ...(maxInputTokens !== undefined && { maxInputTokens }),
    ...(outputVectorSize !== undefined && { outputVectorSize }),
    ...(deprecationDate !== undefined && { deprecationDate }),
    capabilities: capabilities(entry.supports ?? [], info),
  };
}

/** Whether `model_info` itself says anything that LiteLLM's map could say. */
export function saysFacts(info: JsonObject): boolean {
  return Object.keys(info).some((key) => factKeys.has(key) || key.startsWith("supports_"));
}

const factKeys: ReadonlySet<string> = new Set([
  "mode",
  "input_cost_per_token",
  "output_cost_per_token",
  "max_input_tokens",
  "output_vector_size",
  "deprecation_date",
]);

function capabilities(supports: readonly string[], info: JsonObject): ReadonlySet<string> {
  const own = Object.entries(info).filter(([key]) => key.startsWith("supports_"));
  const named = (wanted: boolean): string[] =>
    own.filter(([, value]) => value === wanted).map(([key]) => key.slice("supports_".length));
  const denied = new Set(named(false));
  return new Set([...supports, ...named(true)].filter((capability) => !denied.has(capability)));
}

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** LiteLLM turns text into a number here: YAML 1.1 reads `1e-6` as text. */
function number(value: Json | undefined): number | undefined {
  const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : undefined;
}
