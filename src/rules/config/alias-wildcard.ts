import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const aliasWildcard: Rule<ConfigSubject> = {
  code: "alias-wildcard",
  severity: "error",
  summary: "The name of an alias has no wildcard",
  *check({ aliases, placeOf }) {
    for (const alias of Object.keys(aliases).filter((name) => name.includes("*"))) {
      const what = executed("LiteLLM takes the `*` literally, and what it should match answers 400");
      yield {
        place: placeOf(["router_settings", "model_group_alias", alias], "key"),
        message: `Alias \`${alias}\` has a wildcard; ${what}`,
        hint: "Wildcards stand in the `model_name` of an entry of `model_list`",
      };
    }
  },
};
