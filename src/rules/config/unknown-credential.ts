import { isJsonArray, isJsonObject } from "../../domain/json.ts";
import { nearestName } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const unknownCredential: Rule<ConfigSubject> = {
  code: "unknown-credential",
  severity: "error",
  summary: "A deployment names a credential that `credential_list` has",
  *check({ config, entries, isWhole, placeOf }) {
    if (!isWhole) return;
    const listed = config["credential_list"];
    const names = (isJsonArray(listed) ? listed.filter(isJsonObject) : []).map((item) => item["credential_name"]);
    const known = names.filter((name) => typeof name === "string");
    for (const { path, params } of entries) {
      const name = params["litellm_credential_name"];
      if (typeof name !== "string" || known.includes(name)) continue;
      const nearest = nearestName(name, known);
      yield {
        place: placeOf([...path, "litellm_params", "litellm_credential_name"]),
        message: `\`credential_list\` has no credential \`${name}\`; ${executed("the request carries whatever key the provider's own variable holds")}`,
        hint: nearest === undefined ? "Add it to `credential_list`" : `Did you mean \`${nearest}\`?`,
      };
    }
  },
};
