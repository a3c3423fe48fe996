import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { unwrapList } from "../fixes/unwrap-list.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const aliasValue: Rule<ConfigSubject> = {
  code: "alias-value",
  severity: "error",
  summary: "An alias names one group by text",
  *check({ aliases, placeOf, spotOf }) {
    for (const [alias, value] of Object.entries(aliases)) {
      if (isJsonObject(value) || (typeof value === "string" && value !== "")) continue;
      const path = ["router_settings", "model_group_alias", alias];
      const what = executed("every request to it answers 400");
      yield {
        place: placeOf(path),
        message: `Alias \`${alias}\` has ${kindOf(value)} where the name of a group is due; ${what}`,
        hint: hintFor(value),
        fix: isOneName(value) ? unwrapList(spotOf(path), spotOf([...path, 0])) : undefined,
      };
    }
  },
};

function isOneName(value: Json): value is [string] {
  return isJsonArray(value) && value.length === 1 && typeof value[0] === "string";
}

function kindOf(value: Json): string {
  if (isJsonArray(value)) return "a list";
  if (value === null) return "nothing";
  return value === "" ? "an empty text" : `the ${typeof value} \`${JSON.stringify(value)}\``;
}

function hintFor(value: Json): string {
  if (!isJsonArray(value))
    return "Name a `model_name` of `model_list`; in quotes where YAML reads it as something else";
  if (isOneName(value)) return `Write \`${value[0]}\` without brackets`;
  return "An alias has one target: to share the load, give the deployments one `model_name`; else use `fallbacks`";
}
