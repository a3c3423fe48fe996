import type { Json, JsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { unquoteNumber } from "../fixes/replace-value.ts";
import { executed } from "./executed.ts";
import { isOpen } from "./open-value.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

/** Settings that LiteLLM compares or counts with; text breaks that when it is needed, a negative number means 0. */
const parameterNames = ["cooldown_time", "num_retries", "weight", "input_cost_per_token", "output_cost_per_token"];
const routerNames = ["cooldown_time", "num_retries", "allowed_fails", "max_fallbacks", "retry_after"];
const settingNames = ["num_retries", "allowed_fails", "max_fallbacks"];

export const ineffectiveValue: Rule<ConfigSubject> = {
  code: "ineffective-value",
  severity: "warning",
  summary: "A number that LiteLLM counts with is a number, and not negative",
  *check({ config, entries, placeOf, spotOf }) {
    const places = [
      ...entries.map(({ path, params }) => ({
        path: [...path, "litellm_params"],
        values: params,
        names: parameterNames,
      })),
      { path: ["router_settings"], values: sectionOf(config, "router_settings"), names: routerNames },
      { path: ["litellm_settings"], values: sectionOf(config, "litellm_settings"), names: settingNames },
    ];
    for (const { path, values, names } of places) {
      for (const { key, wrong } of wrongValues(values, names)) {
        yield {
          place: placeOf([...path, key]),
          message: `\`${key}\` is ${wrong}; ${executed("it is not in force as written, and LiteLLM says nothing")}`,
          hint: "Write a number of 0 or more, without quotes and without a unit",
          fix: unquoteNumber(spotOf([...path, key])),
        };
      }
    }
  },
};

function wrongValues(values: JsonObject, names: readonly string[]): { key: string; wrong: string }[] {
  return names.flatMap((key) => {
    const value = values[key];
    const wrong = value === undefined || isOpen(value) ? undefined : wrongness(key, value);
    return wrong === undefined ? [] : [{ key, wrong }];
  });
}

/** Text for a weight or a price is worse, and another rule's. */
function wrongness(key: string, value: Json): string | undefined {
  if (typeof value === "number") {
    if (key === "num_retries" && !Number.isInteger(value)) return `${value}, not a whole number`;
    return value < 0 ? "negative" : undefined;
  }
  return key === "weight" || key.includes("cost") ? undefined : `${JSON.stringify(value)}, not a number`;
}
