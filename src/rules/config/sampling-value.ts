import type { Rule } from "../rule.ts";
import { unquoteNumber } from "../fixes/replace-value.ts";
import { executed } from "./executed.ts";
import { isOpen } from "./open-value.ts";
import type { ConfigSubject } from "./subject.ts";

/** Parameters that every provider takes as a number. */
const parameters = [
  "temperature",
  "top_p",
  "max_tokens",
  "max_completion_tokens",
  "presence_penalty",
  "frequency_penalty",
];

export const samplingValue: Rule<ConfigSubject> = {
  code: "sampling-value",
  severity: "error",
  summary: "What the provider takes as a number is a number",
  *check({ entries, placeOf, spotOf }) {
    for (const { path, params } of entries) {
      for (const key of parameters) {
        const value = params[key];
        if (value === undefined || isOpen(value) || typeof value === "number") continue;
        yield {
          place: placeOf([...path, "litellm_params", key]),
          message: `\`${key}\` is ${JSON.stringify(value)}, not a number; ${executed("LiteLLM sends it as it is")}, and the provider refuses the call`,
          hint: "Write a number without quotes",
          fix: unquoteNumber(spotOf([...path, "litellm_params", key])),
        };
      }
    }
  },
};
