import { isJsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const missingLitellmParams: Rule<ConfigSubject> = {
  code: "missing-litellm-params",
  severity: "error",
  summary: "Every entry of `model_list` has a mapping `litellm_params`",
  *check({ items, placeOf }) {
    for (const { path, value } of items) {
      if (!isJsonObject(value) || isJsonObject(value["litellm_params"])) continue;
      const what =
        value["litellm_params"] === undefined ? "has no `litellm_params`" : "has `litellm_params` that are no mapping";
      const message = `An entry ${what}; ${executed("LiteLLM aborts at start without naming the entry")}`;
      yield {
        place: placeOf([...path, "litellm_params"]),
        message,
        hint: "Write `litellm_params: {model: provider/model}`",
      };
    }
  },
};
