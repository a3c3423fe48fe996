import { isJsonArray } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const severalOrganizations: Rule<ConfigSubject> = {
  code: "several-organizations",
  severity: "warning",
  summary: "A deployment with several organizations has no id of its own",
  *check({ entries, placeOf }) {
    for (const { path, group, params, info } of entries) {
      const list = params["organization"];
      if (!isJsonArray(list) || list.length < 2 || info["id"] === undefined || info["id"] === null) continue;
      const what = executed("LiteLLM makes a deployment of each, all with the same id");
      yield {
        place: placeOf([...path, "litellm_params", "organization"]),
        message: `A deployment of \`${group}\` has ${list.length} organizations and one id; ${what}`,
        hint: "Remove the id, or write an entry for each organization",
      };
    }
  },
};
