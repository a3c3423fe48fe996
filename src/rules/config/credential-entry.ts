import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

const due = ["credential_name", "credential_values", "credential_info"];

export const credentialEntry: Rule<ConfigSubject> = {
  code: "credential-entry",
  severity: "error",
  summary: "A credential has a name, values and an info",
  *check({ config, placeOf }) {
    const listed = config["credential_list"];
    for (const [index, item] of (isJsonArray(listed) ? listed : []).entries()) {
      const lacking = lackingIn(item);
      if (lacking === undefined) continue;
      yield {
        place: placeOf(["credential_list", index]),
        message: `A credential ${lacking}; ${executed("LiteLLM aborts at start")}`,
        hint: "Write `{credential_name: name, credential_values: {api_key: os.environ/NAME}, credential_info: {}}`",
      };
    }
  },
};

function lackingIn(item: Json): string | undefined {
  if (!isJsonObject(item)) return "is no mapping";
  const missing = due.find((key) => item[key] === undefined);
  return missing === undefined ? undefined : `has no \`${missing}\``;
}
