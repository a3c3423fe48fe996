import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const healthCheckSetting: Rule<ConfigSubject> = {
  code: "health-check-setting",
  severity: "error",
  summary: "`health_check_interval` and `health_check_concurrency` stand in `general_settings`",
  *check({ config, placeOf }) {
    for (const key of ["health_check_interval", "health_check_concurrency"]) {
      if (sectionOf(config, "router_settings")[key] === undefined) continue;
      const message = `\`${key}\` stands in \`router_settings\`; ${executed("LiteLLM aborts at start")}`;
      yield { place: placeOf(["router_settings", key], "key"), message, hint: "Move it to `general_settings`" };
    }
  },
};
