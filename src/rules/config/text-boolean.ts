import { isJsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { unquoteBoolean } from "../fixes/replace-value.ts";
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
  summary: "A switch of the router, or of an alias, is `true` or `false`, not a text",
  *check({ config, aliases, placeOf, spotOf }) {
    const settings = sectionOf(config, "router_settings");
    const inSettings = switches.map((key) => ({ path: ["router_settings", key], value: settings[key] }));
    const inAliases = Object.entries(aliases).map(([alias, value]) => ({
      path: ["router_settings", "model_group_alias", alias, "hidden"],
      value: isJsonObject(value) ? value["hidden"] : undefined,
    }));
    for (const { path, value } of [...inSettings, ...inAliases]) {
      if (typeof value !== "string" || value.startsWith("os.environ/")) continue;
      const isHidden = path.length > 2;
      const what = executed(isHidden ? "the alias is listed all the same" : "any text counts as true");
      yield {
        place: placeOf(path),
        message: `\`${path.at(-1)}\` is the text ${JSON.stringify(value)}; ${what}`,
        hint: "Write `true` or `false` without quotes",
        fix: unquoteBoolean(spotOf(path)),
        ...(isHidden && { severity: "info" as const }),
      };
    }
  },
};
