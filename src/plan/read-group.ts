import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../domain/json.ts";
import { completeInfo, type ModelFacts, type ModelMap } from "../litellm/model-map.ts";
import { deploymentId } from "../litellm/routing-of.ts";

/** One entry of a group, with what is known of its model. */
export interface Member {
  readonly id: string | null;
  readonly model: string;
  /** As written; null where none is, or where it is no number. */
  readonly weight: number | null;
  /** Its part of the group's calls, relative to the other members'. */
  readonly share: number;
  /** Undefined where LiteLLM's map does not know the model. */
  readonly facts: ModelFacts | undefined;
}

/** The entries of the config's `model_list` that form a group, in file order. */
export function readGroup(config: JsonObject, group: string, models: ModelMap): Member[] {
  const list = config["model_list"];
  const entries = isJsonArray(list) ? list.filter(isJsonObject).filter((entry) => entry["model_name"] === group) : [];
  const metric = shareMetric(entries.map(paramsOf));
  return entries.map((entry) => readMember(entry, metric, models));
}

function readMember(entry: JsonObject, metric: string | undefined, models: ModelMap): Member {
  const params = paramsOf(entry);
  const model = typeof params["model"] === "string" ? params["model"] : "";
  const facts = models.lookUp(model, completeInfo(params, objectOf(entry["model_info"])));
  const share = metric === undefined ? 1 : (numberOf(params[metric]) ?? 0);
  return { id: deploymentId(entry) ?? null, model, weight: numberOf(params["weight"]), share, facts };
}

/** LiteLLM's simple shuffle: by weight, else by rpm, else by tpm, where one of the members has any; else evenly. */
function shareMetric(params: readonly JsonObject[]): string | undefined {
  return ["weight", "rpm", "tpm"].find((metric) => params.some((each) => (numberOf(each[metric]) ?? 0) > 0));
}

function paramsOf(entry: JsonObject): JsonObject {
  return objectOf(entry["litellm_params"]);
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}
