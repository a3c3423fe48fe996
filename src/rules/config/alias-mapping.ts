import { isJsonObject, type Json } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const aliasMapping: Rule<ConfigSubject> = {
  code: "alias-mapping",
  severity: "error",
  summary: "The long form of an alias has `model` and `hidden`",
  *check({ aliases, placeOf }) {
    for (const [alias, value] of Object.entries(aliases)) {
      if (!isJsonObject(value)) continue;
      const path = ["router_settings", "model_group_alias", alias];
      for (const key of ["model", "hidden"].filter((each) => value[each] === undefined)) {
        const what = executed(effect(key, value["hidden"]));
        const hint = "Write `{model: group, hidden: false}`, or only the name of the group";
        yield {
          place: placeOf(path, "key"),
          message: `The long form of alias \`${alias}\` lacks \`${key}\`; ${what}`,
          hint,
        };
      }
      const model = value["model"];
      if (model !== undefined && (typeof model !== "string" || model === "")) {
        const message = `Alias \`${alias}\` has a \`model\` that is no text; ${executed("every request to it answers 400")}`;
        yield { place: placeOf([...path, "model"]), message, hint: "Name a `model_name` of `model_list`" };
      }
    }
  },
};

/** LiteLLM reads the models of aliases that it shows before it starts, those of hidden ones with each request. */
function effect(lacking: string, hidden: Json | undefined): string {
  if (lacking === "model" && hidden === true) return "every request to it fails";
  return `LiteLLM aborts at start with a bare \`KeyError: '${lacking}'\``;
}
