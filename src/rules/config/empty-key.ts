import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const emptyKey: Rule<ConfigSubject> = {
  code: "empty-key",
  severity: "warning",
  summary: "`api_key` is not left empty, unless the server is the user's own",
  *check({ entries, placeOf }) {
    for (const { path, group, params } of entries) {
      const key = params["api_key"];
      if ((key !== null && key !== "") || params["api_base"] !== undefined) continue;
      const what = executed("whatever key the provider's own variable holds is sent, and without one every call fails");
      yield {
        place: placeOf([...path, "litellm_params", "api_key"], "key"),
        message: `\`api_key\` of a deployment of \`${group}\` is empty; ${what}`,
        hint: "Write `os.environ/NAME`, or remove the key where the provider's own variable is meant",
      };
    }
  },
};
