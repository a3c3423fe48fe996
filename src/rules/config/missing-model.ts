import { isJsonObject, type Json } from "../../domain/json.ts";
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
      const message = said(model);
      yield { place: placeOf([...path, "litellm_params", "model"]), message, hint: "Write `model: provider/model`" };
    }
  },
};

function said(model: Json | undefined): string {
  if (model === "") return `A \`model\` is empty; ${executed("LiteLLM drops the deployment with one log line")}`;
  const what = model === undefined ? "A deployment has no `model`" : "The `model` of a deployment is no text";
  return `${what}; ${executed("LiteLLM aborts at start without naming the entry")}`;
}
