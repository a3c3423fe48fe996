import type { Spot } from "../../litellm/spot.ts";
import type { Rule } from "../rule.ts";
import { quoteValue } from "../fixes/replace-value.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

/** What YAML 1.1 reads as a date, or as a date and a time. */
const date = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s].*)?$/;

const drops = "LiteLLM drops the deployment with one line in its log, and the proxy starts";

export const datedValue: Rule<ConfigSubject> = {
  code: "dated-value",
  severity: "error",
  summary: "A version or a name that looks like a date is in quotes",
  *check({ aliases, entries, placeOf, spotOf }) {
    const written = [
      ...entries.flatMap(({ path, group, params }) => [
        {
          key: "api_version",
          value: params["api_version"],
          path: [...path, "litellm_params", "api_version"],
          effect: drops,
        },
        { key: "model_name", value: group, path: [...path, "model_name"], effect: drops },
      ]),
      ...Object.entries(aliases).map(([alias, value]) => ({
        key: alias,
        value,
        path: ["router_settings", "model_group_alias", alias],
        effect: "LiteLLM aborts at start",
      })),
    ];
    for (const { key, value, path, effect } of written) {
      if (typeof value !== "string" || !date.test(value)) continue;
      const spot = spotOf(path);
      if (isQuoted(spot)) continue;
      yield {
        place: placeOf(path),
        message: `\`${key}: ${value}\` is a date to YAML 1.1, not text; ${executed(effect)}`,
        hint: `Write \`"${value}"\``,
        fix: quoteValue(spot),
      };
    }
  },
};

function isQuoted(spot: Spot | undefined): boolean {
  return spot !== undefined && /["']/.test(spot.text.charAt(spot.value.start));
}
