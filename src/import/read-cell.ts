import type { Deployment } from "../domain/deployment.ts";
import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { compareReleases } from "../litellm/release-facts.ts";
import { makeDeploymentId } from "../render/deployment-id.ts";
import type { ListedEntry } from "./config-parts.ts";

/** A group's deployments as a profile says them, or why none can. */
export type ReadCell = { readonly deployments: readonly Deployment[] } | { readonly reason: string };

const model = /^[A-Za-z0-9_.-]+\/[^\s\p{Cc}]+$/u;
const entryKeys = new Set(["model_name", "litellm_params", "model_info"]);
const strangeParams = ["model_name", "model_info", "litellm_params"];
const strangeInfo = ["weight", "model", "model_info"];

/** From this release on a missing weight is 0 wherever another member has one. */
const evenFirstMissing = "1.94.0";

/** Reads the entries of a group so that rendering them gives the same deployments on this release. */
export function readCell(group: string, entries: readonly ListedEntry[], release: string): ReadCell {
  const reason = entries.map(strangeness).find((each) => each !== undefined);
  if (reason !== undefined) return { reason };
  const weighted = entries.some(({ entry }) => weightOf(entry) !== undefined);
  const [first] = entries;
  const isFirstBare = first !== undefined && weightOf(first.entry) === undefined;
  if (weighted && isFirstBare && compareReleases(release, evenFirstMissing) < 0) {
    return { reason: `LiteLLM ${release} reads no weight where the first member has none` };
  }
  const deployments = entries.map(({ entry }) => toDeployment(entry, weighted));
  const ids = deployments.map((deployment) => renderedId(group, deployment));
  if (new Set(ids).size < ids.length) return { reason: "two of its deployments are equal" };
  const own = entries.map(({ entry }) => objectOf(entry["model_info"])["id"]);
  const isRenamed = own.some((id, index) => id !== undefined && id !== ids[index]);
  return isRenamed ? { reason: "its deployments have ids of their own" } : { deployments };
}

/** What of an entry no profile can say. */
function strangeness({ entry, isExact, isApart }: ListedEntry): string | undefined {
  if (!isApart) return "it shares its lines, or an anchor, with something else";
  if (!isExact || !isFinite(entry)) return "it holds a value, such as a date, that JSON does not know";
  const { litellm_params: params, model_info: info = {} } = entry;
  const strangeKey = Object.keys(entry).find((key) => !entryKeys.has(key));
  if (strangeKey !== undefined) return `\`${strangeKey}\` stands beside \`litellm_params\``;
  if (!isJsonObject(params)) return "`litellm_params` is no mapping";
  return isJsonObject(info) ? strangeValue(params, info) : "`model_info` is no mapping";
}

function strangeValue(params: JsonObject, info: JsonObject): string | undefined {
  const { model: name, weight = 0 } = params;
  if (typeof name !== "string" || !model.test(name)) return "its model names no provider";
  if (typeof weight !== "number" || weight < 0) return "a weight is no number from 0 up";
  const strange = [...strangeParams.filter((key) => key in params), ...strangeInfo.filter((key) => key in info)];
  return strange[0] === undefined ? undefined : `\`${strange[0]}\` stands where it does not belong`;
}

function isFinite(value: Json): boolean {
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (isJsonArray(value)) return value.every(isFinite);
  return !isJsonObject(value) || Object.values(value).every(isFinite);
}

function weightOf(entry: JsonObject): number | undefined {
  const { weight } = objectOf(entry["litellm_params"]);
  return typeof weight === "number" ? weight : undefined;
}

/** A member without a weight, where others have one, gets the 0 that LiteLLM took it for. */
function toDeployment(entry: JsonObject, weighted: boolean): Deployment {
  const { model: name, weight = weighted ? 0 : undefined, ...params } = objectOf(entry["litellm_params"]);
  const { id: _, ...info } = objectOf(entry["model_info"]);
  return {
    model: typeof name === "string" ? name : "",
    params,
    ...(typeof weight === "number" && { weight }),
    info,
  };
}

function renderedId(group: string, { model: name, params, weight, info }: Deployment): string {
  const litellm_params = { model: name, ...params, ...(weight !== undefined && { weight }) };
  return makeDeploymentId({ model_name: group, litellm_params, model_info: info });
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
