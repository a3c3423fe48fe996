import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const modelsElsewhere: Rule<ConfigSubject> = {
  code: "models-elsewhere",
  severity: "error",
  summary: "Deployments stand in `model_list`",
  *check({ config, placeOf }) {
    for (const [key, value] of Object.entries(config)) {
      if (key === "model_list" || /^x[-_]/.test(key) || !isJsonArray(value) || !value.some(isDeployment)) continue;
      yield {
        place: placeOf([key], "key"),
        message: `LiteLLM does not read the deployments in \`${key}\`; ${executed("every call to them answers 400")}`,
        hint: "Move them to `model_list`",
      };
    }
  },
};

function isDeployment(item: Json): boolean {
  return isJsonObject(item) && item["model_name"] !== undefined && item["litellm_params"] !== undefined;
}
