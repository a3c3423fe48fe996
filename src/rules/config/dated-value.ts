import type { Spot } from "../../litellm/spot.ts";
import type { Rule } from "../rule.ts";
import { quoteValue } from "../fixes/replace-value.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

/** What YAML 1.1 reads as a date, or as a date and a time. */
const date = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s].*)?$/;

export const datedValue: Rule<ConfigSubject> = {
  code: "dated-value",
  severity: "error",
  summary: "A version that looks like a date is in quotes",
  *check({ entries, placeOf, spotOf }) {
    for (const { path, group, params } of entries) {
      const version = params["api_version"];
      if (typeof version !== "string" || !date.test(version)) continue;
      const at = [...path, "litellm_params", "api_version"];
      const spot = spotOf(at);
      if (isQuoted(spot)) continue;
      const what = executed("LiteLLM drops the deployment with one line in its log, and the proxy starts");
      yield {
        place: placeOf(at),
        message: `\`api_version: ${version}\` of \`${group}\` is a date to YAML 1.1, not text; ${what}`,
        hint: `Write \`"${version}"\``,
        fix: quoteValue(spot),
      };
    }
  },
};

function isQuoted(spot: Spot | undefined): boolean {
  return spot !== undefined && /["']/.test(spot.text.charAt(spot.value.start));
}
