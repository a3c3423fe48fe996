import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

/** In LiteLLM's own list, and read nowhere: budgets of providers need no strategy. */
const unusable = "provider-budget-routing";

export const routingStrategy: Rule<ConfigSubject> = {
  code: "routing-strategy",
  severity: "error",
  summary: "A routing strategy is one that LiteLLM has",
  *check({ config, keys, placeOf }) {
    const hasGroups = keys.router_settings.includes("routing_groups");
    for (const { path, value } of strategies(sectionOf(config, "router_settings"), hasGroups)) {
      if (typeof value === "string" && keys.routing_strategies.includes(value) && value !== unusable) continue;
      const what = value === null || value === unusable ? "every request fails" : "LiteLLM aborts at start";
      const said =
        value === null ? "`routing_strategy` is empty" : `\`${JSON.stringify(value)}\` is no routing strategy`;
      yield {
        place: placeOf(path),
        message: `${said}; ${executed(what)}`,
        hint: hintFor(value, keys.routing_strategies),
      };
    }
  },
};

function hintFor(value: Json, known: readonly string[]): string {
  if (value === unusable) return "Write `provider_budget_config` alone, and take another strategy";
  return nameHint(
    typeof value === "string" ? value : "",
    known.filter((name) => name !== unusable),
    "strategies",
  );
}

/** Releases before 1.94 have no routing groups, and read nothing in them. */
function strategies(router: JsonObject, hasGroups: boolean): { path: (string | number)[]; value: Json }[] {
  const groups = hasGroups ? router["routing_groups"] : undefined;
  const written = [
    { path: ["router_settings", "routing_strategy"], value: router["routing_strategy"] },
    ...(isJsonArray(groups) ? groups : []).map((group, index) => ({
      path: ["router_settings", "routing_groups", index, "routing_strategy"],
      value: isJsonObject(group) ? group["routing_strategy"] : undefined,
    })),
  ];
  return written.flatMap(({ path, value }) => (value === undefined ? [] : [{ path, value }]));
}
