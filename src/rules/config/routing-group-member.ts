import { isJsonArray } from "../../domain/json.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { routingGroups } from "./routing-groups.ts";
import { isSince } from "./since.ts";
import type { ConfigSubject } from "./subject.ts";

export const routingGroupMember: Rule<ConfigSubject> = {
  code: "routing-group-member",
  severity: "warning",
  summary: "The members of a routing group are groups, not aliases",
  *check(subject) {
    if (!subject.isWhole || !isSince(subject, "1.94.0")) return;
    for (const { path, group } of routingGroups(subject)) {
      const members = isJsonArray(group["models"]) ? group["models"] : [];
      for (const [index, member] of members.entries()) {
        if (typeof member !== "string" || subject.groups.has(member)) continue;
        yield {
          place: subject.placeOf([...path, "models", index]),
          message: `Member \`${member}\` is no group; ${executed("it has no effect")}`,
          hint: nameHint(member, subject.groups.keys(), "groups"),
        };
      }
    }
  },
};
