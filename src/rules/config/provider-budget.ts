import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isOpen } from "./open-value.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const providerBudget: Rule<ConfigSubject> = {
  code: "provider-budget",
  severity: "warning",
  summary: "`provider_budget_config` gives providers that LiteLLM has a limit and a period",
  *check({ config, keys, placeOf }) {
    const path = ["router_settings", "provider_budget_config"];
    for (const [provider, budget] of Object.entries(
      sectionOf(sectionOf(config, "router_settings"), "provider_budget_config"),
    )) {
      const hint = "Write `{budget_limit: USD, time_period: 1d}`";
      if (!isJsonObject(budget)) {
        const message = `The budget of \`${provider}\` is no mapping; ${executed("LiteLLM aborts at start with an AttributeError")}`;
        yield { place: placeOf([...path, provider]), message, hint, severity: "error" };
      } else if (limitOf(budget) === undefined) {
        const message = `The budget of \`${provider}\` has no \`budget_limit\`; ${executed("every call to it fails as over its budget")}`;
        yield { place: placeOf([...path, provider]), message, hint, severity: "error" };
      } else if (!isOpen(limitOf(budget)) && Number.isNaN(Number(limitOf(budget)))) {
        const message = `The limit of \`${provider}\` is no number; ${executed("LiteLLM aborts at start")}`;
        yield { place: placeOf([...path, provider]), message, hint, severity: "error" };
      } else if (!keys.providers.includes(provider)) {
        const message = `\`${provider}\` is no provider; ${executed("its budget limits nothing")}`;
        yield {
          place: placeOf([...path, provider], "key"),
          message,
          hint: nameHint(provider, keys.providers, "providers"),
        };
      }
    }
  },
};

/** LiteLLM takes two names for it. */
function limitOf(budget: JsonObject): Json | undefined {
  return budget["budget_limit"] ?? budget["max_budget"] ?? undefined;
}
