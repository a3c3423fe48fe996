import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isSince } from "./since.ts";
import type { ConfigSubject } from "./subject.ts";

export const idIsGroup: Rule<ConfigSubject> = {
  code: "id-is-group",
  severity: "info",
  summary: "No deployment has the name of another group for its id",
  *check(subject) {
    const isHarmless = isSince(subject, "1.103.0");
    for (const { path, group, info } of subject.entries) {
      const id = info["id"];
      if (typeof id !== "string" || id === group || !subject.groups.has(id)) continue;
      const what = isHarmless
        ? executed("the group answers to the name")
        : "up to 1.94 this deployment answers to the name instead (executed on 1.94.3)";
      yield {
        place: subject.placeOf([...path, "model_info", "id"]),
        message: `Id \`${id}\` of a deployment of \`${group}\` is the name of another group; ${what}`,
        hint: "Give the deployment another id",
        ...(!isHarmless && { severity: "error" as const }),
      };
    }
  },
};
