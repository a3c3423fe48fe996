import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

/** Switches of the router that LiteLLM only asks whether they are empty. */
const switches = [
  "enable_pre_call_checks",
  "set_verbose",
  "enable_tag_filtering",
  "disable_cooldowns",
  "cache_responses",
];

export const textBoolean: Rule<ConfigSubject> = {
  code: "text-boolean",
  severity: "warning",
  summary: "A switch of the router is `true` or `false`, not a text",
  *check({ config, placeOf }) {
    const settings = sectionOf(config, "router_settings");
    for (const key of switches) {
      const value = settings[key];
      if (typeof value !== "string" || value.startsWith("os.environ/")) continue;
      yield {
        place: placeOf(["router_settings", key]),
        message: `\`${key}\` is the text ${JSON.stringify(value)}; ${executed("any text counts as true")}`,
        hint: "Write `true` or `false` without quotes",
      };
    }
  },
};
