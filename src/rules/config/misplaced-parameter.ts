import { isJsonObject, type Json } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

/** What decides how a deployment is called; `rpm` and `tpm` are copied to their place by LiteLLM. */
const parameters = [
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
];

export const misplacedParameter: Rule<ConfigSubject> = {
  code: "misplaced-parameter",
  severity: "warning",
  summary: "What decides how a deployment is called stands in `litellm_params`",
  *check({ items, placeOf }) {
    for (const { path, value } of items) {
      const info = isJsonObject(value) ? value["model_info"] : undefined;
      for (const { holder, at } of [
        { holder: value, at: path },
        { holder: info, at: [...path, "model_info"] },
      ]) {
        for (const key of parameters.filter((name) => isGiven(holder, name))) {
          const where = at.length === 2 ? "beside `litellm_params`" : "in `model_info`";
          yield {
            place: placeOf([...at, key], "key"),
            message: `\`${key}\` stands ${where}; ${executed("nothing reads it there")}`,
            hint: "Move it into `litellm_params`",
          };
        }
      }
    }
  },
};

function isGiven(holder: Json | undefined, name: string): boolean {
  return isJsonObject(holder) && Object.hasOwn(holder, name);
}
