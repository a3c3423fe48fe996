import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const emptySetting: Rule<ConfigSubject> = {
  code: "empty-setting",
  severity: "warning",
  summary: "`num_retries` is not left empty",
  *check({ config, placeOf }) {
    if (sectionOf(config, "router_settings")["num_retries"] !== null) return;
    const what = executed("the first call that fails raises a TypeError instead of being tried again");
    yield {
      place: placeOf(["router_settings", "num_retries"], "key"),
      message: `\`num_retries\` is empty; ${what}`,
      hint: "Write a number, or remove the key",
    };
  },
};
