import { isJsonObject } from "../domain/json.ts";
import { completeInfo } from "../litellm/model-map.ts";
import type { ModelFacts, ModelMap } from "../litellm/model-map.ts";
import type { ConfigParts } from "./config-parts.ts";
import type { SourcesDetails } from "./print-sources.ts";
import type { Takeover } from "./takeover.ts";

/** What the models behind each task are for, where all are for the same, and not for chat. */
export function findModes(
  { tasks }: Takeover,
  { groups }: Pick<ConfigParts, "groups">,
  models: ModelMap,
): SourcesDetails["modes"] {
  return new Map(
    tasks.flatMap(({ name, cells }) => {
      const names = new Set([...cells.values()].map(({ group }) => group));
      const facts = [...names].flatMap((group) => (groups.get(group) ?? []).map(({ entry }) => lookUp(entry, models)));
      const mode = common(facts.map((each) => each?.mode));
      if (mode === undefined || mode === "chat") return [];
      const dimensions = common(facts.map((each) => each?.outputVectorSize));
      return [[name, { mode, ...(mode === "embedding" && dimensions !== undefined && { dimensions }) }] as const];
    }),
  );
}

function lookUp(entry: Parameters<typeof completeInfo>[0], models: ModelMap): ModelFacts | undefined {
  const { litellm_params: params, model_info: info = {} } = entry;
  if (!isJsonObject(params) || !isJsonObject(info) || typeof params["model"] !== "string") return undefined;
  return models.lookUp(params["model"], completeInfo(params, info));
}

function common<T>([first, ...others]: readonly (T | undefined)[]): T | undefined {
  return others.every((each) => each === first) ? first : undefined;
}
