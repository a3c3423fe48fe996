import { headerMark } from "../../litellm/is-truncated.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const maxFallbacks: Rule<ConfigSubject> = {
  code: "max-fallbacks",
  severity: "warning",
  summary: "A rendered config has `max_fallbacks: 1`: its lists are complete, and one hop deep",
  *check({ text, config, placeOf }) {
    const value = sectionOf(config, "router_settings")["max_fallbacks"];
    if (!text.replace(/^\uFEFF/, "").startsWith(headerMark) || value === 1) return;
    const what = executed("LiteLLM also tries the fallbacks of a fallback, up to five deep");
    const found = value === undefined ? "missing" : `\`${JSON.stringify(value)}\``;
    yield {
      place: placeOf(["router_settings", "max_fallbacks"], "key"),
      message: `\`max_fallbacks\` is ${found}, not 1; ${what}`,
      hint: "Write `max_fallbacks: 1` into `router_settings` of the template; it takes effect with a restart",
    };
  },
};
