import { isJsonObject, type Json } from "../../domain/json.ts";
import type { ConfigKeys } from "../../litellm/config-keys.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

/** LiteLLM copies the limits to their place; the others are words that people use for remarks of their own. */
const copied: ReadonlySet<string> = new Set(["id", "metadata", "mode", "model_info", "rpm", "tpm", "user"]);

/** What only `model_info` has a meaning for. */
const infos: ReadonlySet<string> = new Set(["access_groups", "id", "mode", "supported_environments"]);

/** What decides how a deployment is called, and is no remark in `model_info`. */
const parameters: ReadonlySet<string> = new Set([
  "weight",
  "order",
  "tags",
  "timeout",
  "stream_timeout",
  "max_retries",
  "num_retries",
  "max_parallel_requests",
  "cooldown_time",
  "api_base",
  "api_key",
  "api_version",
  "drop_params",
  "extra_body",
  "extra_headers",
  "litellm_credential_name",
  "organization",
  "temperature",
]);

export const misplacedParameter: Rule<ConfigSubject> = {
  code: "misplaced-parameter",
  severity: "warning",
  summary: "What decides how a deployment is called stands in `litellm_params`",
  *check({ items, keys, placeOf }) {
    for (const { path, value } of items) {
      const info = isJsonObject(value) ? value["model_info"] : undefined;
      const beside = namesIn(value).filter((name) => isParameter(keys, name) || isInfo(name));
      const inside = namesIn(info).filter((name) => parameters.has(name));
      yield* infosIn(
        { keys, placeOf },
        [...path, "litellm_params"],
        isJsonObject(value) ? value["litellm_params"] : undefined,
      );
      for (const { key, at, where } of [
        ...beside.map((name) => ({ key: name, at: [...path, name], where: "beside `litellm_params`" })),
        ...inside.map((name) => ({ key: name, at: [...path, "model_info", name], where: "in `model_info`" })),
      ]) {
        yield {
          place: placeOf(at, "key"),
          message: `\`${key}\` stands ${where}; ${executed("nothing reads it there")}`,
          hint: `Move it into \`${isParameter(keys, key) ? "litellm_params" : "model_info"}\``,
        };
      }
    }
  },
};

/** What only `model_info` has a meaning for, among the parameters of the call. */
function* infosIn(
  { keys, placeOf }: Pick<ConfigSubject, "keys" | "placeOf">,
  path: readonly (string | number)[],
  params: Json | undefined,
): Iterable<RuleFinding> {
  for (const [key, value] of isJsonObject(params) ? Object.entries(params) : []) {
    const isMode = key === "mode" && typeof value === "string" && keys.modes.includes(value);
    const isFact = key.startsWith("supports_") && typeof value === "boolean";
    const isOther = key === "access_groups" || key === "supported_environments";
    if (!(isMode || isFact || isOther) || keys.litellm_params.includes(key)) continue;
    yield {
      place: placeOf([...path, key], "key"),
      message: `\`${key}\` stands in \`litellm_params\`; ${executed("LiteLLM sends it to the provider as part of the request")}`,
      hint: "Move it into `model_info`",
    };
  }
}

function namesIn(holder: Json | undefined): string[] {
  return isJsonObject(holder) ? Object.keys(holder) : [];
}

/** A name that LiteLLM reads in `litellm_params` only; the limits are copied there. */
function isParameter({ litellm_params, model_list }: ConfigKeys, name: string): boolean {
  return !copied.has(name) && litellm_params.includes(name) && !model_list.includes(name);
}

/** What only a `model_info` has a meaning for; a remark of one's own may have any other name. */
function isInfo(name: string): boolean {
  return infos.has(name);
}
