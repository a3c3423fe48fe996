import type { Rule } from "../rule.ts";
import type { ConfigSubject } from "./subject.ts";

/** Modes that stand in for each other. */
const talks: ReadonlySet<string> = new Set(["chat", "completion", "responses", "realtime"]);

export const modelMode: Rule<ConfigSubject> = {
  code: "model-mode",
  severity: "warning",
  summary: "`model_info.mode` is the one that LiteLLM's map gives the model",
  *check({ entries, keys, models, placeOf }) {
    for (const { path, params, info } of entries) {
      const { mode, ...rest } = info;
      const model = params["model"];
      if (typeof mode !== "string" || typeof model !== "string" || !keys.modes.includes(mode)) continue;
      const expected = models.lookUp(model, rest)?.mode;
      if (expected === undefined || expected === mode || (talks.has(mode) && talks.has(expected))) continue;
      yield {
        place: placeOf([...path, "model_info", "mode"]),
        message: `The mode is \`${mode}\`, but \`${model}\` is a model for \`${expected}\``,
        hint: `Write \`mode: ${expected}\`, or remove the key`,
      };
    }
  },
};
