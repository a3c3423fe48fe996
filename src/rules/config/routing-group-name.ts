import { isJsonArray, isJsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const routingGroupName: Rule<ConfigSubject> = {
  code: "routing-group-name",
  severity: "error",
  summary: "A routing group has a `group_name`",
  *check({ config, keys, placeOf }) {
    if (!keys.router_settings.includes("routing_groups")) return;
    const groups = sectionOf(config, "router_settings")["routing_groups"];
    for (const [index, group] of (isJsonArray(groups) ? groups : []).entries()) {
      if (isJsonObject(group) && typeof group["group_name"] === "string") continue;
      const message = `A routing group has no \`group_name\`; ${executed("LiteLLM aborts at start")}`;
      yield { place: placeOf(["router_settings", "routing_groups", index]), message, hint: "Write `group_name: name`" };
    }
  },
};
