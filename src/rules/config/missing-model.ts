import { isJsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const missingModel: Rule<ConfigSubject> = {
  code: "missing-model",
  severity: "error",
  summary: "Every deployment has a `model` that is text",
  *check({ items, placeOf }) {
    for (const { path, value } of items) {
      const params = isJsonObject(value) ? value["litellm_params"] : undefined;
      if (!isJsonObject(params)) continue;
      const model = params["model"];
      if (typeof model === "string" && model !== "") continue;
      const what = model === undefined ? "A deployment has no `model`" : "The `model` of a deployment is no text";
      const message = `${what}; ${executed("LiteLLM aborts at start without naming the entry")}`;
      yield { place: placeOf([...path, "litellm_params", "model"]), message, hint: "Write `model: provider/model`" };
    }
  },
};
