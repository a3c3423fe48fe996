import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const unreadTags: Rule<ConfigSubject> = {
  code: "unread-tags",
  severity: "warning",
  summary: "Where the members of a group have different tags, `enable_tag_filtering` is on",
  *check({ config, groups, placeOf }) {
    if (sectionOf(config, "router_settings")["enable_tag_filtering"] !== undefined) return;
    for (const [group, entries] of groups) {
      const first = entries.find(({ params }) => params["tags"] !== undefined);
      if (first === undefined || new Set(entries.map(({ params }) => JSON.stringify(params["tags"]))).size < 2)
        continue;
      yield {
        place: placeOf([...first.path, "litellm_params", "tags"], "key"),
        message: `The members of \`${group}\` have different tags; ${executed("without `enable_tag_filtering` they choose nothing")}`,
        hint: "Set `enable_tag_filtering: true` in `router_settings`",
      };
    }
  },
};
