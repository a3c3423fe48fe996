import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const unreadWeights: Rule<ConfigSubject> = {
  code: "unread-weights",
  severity: "warning",
  summary: "Weights stand where the strategy reads them",
  *check({ config, groups, placeOf }) {
    const strategy = sectionOf(config, "router_settings")["routing_strategy"];
    if (typeof strategy !== "string" || strategy === "simple-shuffle" || strategy.startsWith("os.environ/")) return;
    for (const [group, entries] of groups) {
      const weighted = entries.find(({ params }) => typeof params["weight"] === "number");
      if (weighted === undefined || entries.length < 2) continue;
      yield {
        place: placeOf([...weighted.path, "litellm_params", "weight"], "key"),
        message: `Strategy \`${strategy}\` reads no weights; ${executed(`those of \`${group}\` have no effect`)}`,
        hint: "Use `simple-shuffle`, or remove the weights",
      };
    }
  },
};
