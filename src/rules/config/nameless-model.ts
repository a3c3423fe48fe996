import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const namelessModel: Rule<ConfigSubject> = {
  code: "nameless-model",
  severity: "error",
  summary: "A model has a name behind its provider",
  *check({ entries, placeOf }) {
    for (const { path, params } of entries) {
      const model = params["model"];
      if (typeof model !== "string" || !/^[^/]+\/$/.test(model)) continue;
      yield {
        place: placeOf([...path, "litellm_params", "model"]),
        message: `Model \`${model}\` names a provider only; ${executed("the provider is asked for a model without a name")}`,
        hint: "Write `provider/model`",
      };
    }
  },
};
