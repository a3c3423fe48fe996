import type { Rule } from "../rule.ts";
import type { ConfigSubject } from "./subject.ts";
import { unknownTargets } from "./unknown-alias-target.ts";

export const unseenAliasTarget: Rule<ConfigSubject> = {
  code: "unseen-alias-target",
  severity: "warning",
  summary: "An alias names a group of this file, where others may come from an included file or the database",
  *check(subject) {
    if (subject.isWhole) return;
    for (const finding of unknownTargets(subject)) {
      yield { ...finding, hint: "Make sure that an included file or the database has the group" };
    }
  },
};
