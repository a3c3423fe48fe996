import { isReference } from "../../domain/secret.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

/** Lists of names, whose rules say more. */
const toldElsewhere = /^(?:callbacks|(?:success|failure)_callback|.*fallbacks)$/;

export const listedReference: Rule<ConfigSubject> = {
  code: "listed-reference",
  severity: "warning",
  summary: "`os.environ/NAME` is a value of its own, not an item of a list",
  *check({ texts, placeOf }) {
    for (const { path, text } of texts) {
      if (typeof path.at(-1) !== "number" || !isReference(text) || !isRead(path)) continue;
      yield {
        place: placeOf(path),
        message: `\`${text}\` stands in a list, where LiteLLM reads no variables; ${executed("it takes the text literally")}`,
        hint: "Write the value, or let one variable hold the whole setting",
      };
    }
  },
};

/** Whether the list is a setting, or a parameter that no rule says more of. */
function isRead([section, key, holder, parameter]: readonly (string | number)[]): boolean {
  if (section === "model_list") return holder === "litellm_params" && parameter !== "organization";
  return (section === "router_settings" || section === "litellm_settings") && !toldElsewhere.test(`${key}`);
}
