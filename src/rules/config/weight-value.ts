import type { Rule } from "../rule.ts";
import { unquoteNumber } from "../fixes/replace-value.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const weightValue: Rule<ConfigSubject> = {
  code: "weight-value",
  severity: "error",
  summary: "A weight is a number",
  *check({ entries, placeOf, spotOf }) {
    for (const { path, group, params } of entries) {
      const weight = params["weight"] ?? null;
      if (weight === null || typeof weight === "number" || typeof weight === "boolean") continue;
      const what = executed(
        `the file loads, and every request to \`${group}\` fails: \`Deployment weight must be numeric\``,
      );
      yield {
        place: placeOf([...path, "litellm_params", "weight"]),
        message: `Weight \`${JSON.stringify(weight)}\` is no number; ${what}`,
        hint: "Write a number without quotes",
        fix: unquoteNumber(spotOf([...path, "litellm_params", "weight"])),
      };
    }
  },
};
