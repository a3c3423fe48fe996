import type { Rule } from "../rule.ts";
import type { ConfigSubject } from "./subject.ts";

export const deprecatedModel: Rule<ConfigSubject> = {
  code: "deprecated-model",
  severity: "warning",
  summary: "No model is past the day on which its provider ends it, where a day is asked for",
  *check({ asOf, entries, models, placeOf }) {
    if (asOf === undefined) return;
    for (const { path, group, params, info } of entries) {
      const model = params["model"];
      if (typeof model !== "string") continue;
      const date = models.lookUp(model, info)?.deprecationDate;
      if (date === undefined || date > asOf) continue;
      yield {
        place: placeOf([...path, "litellm_params", "model"]),
        message: `Model \`${model}\` of \`${group}\` is deprecated since ${date}, says the map of LiteLLM ${models.release}`,
        hint: "Choose its successor before the provider turns it off",
      };
    }
  },
};
