import type { Rule } from "../rule.ts";
import { aliasTargets } from "./alias-targets.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const aliasToWildcard: Rule<ConfigSubject> = {
  code: "alias-to-wildcard",
  severity: "error",
  summary: "An alias names a model behind a wildcard group, not the group",
  *check(subject) {
    for (const { alias, target, path } of aliasTargets(subject)) {
      if (!target.includes("*") || !subject.groups.has(target)) continue;
      const what = executed("the provider is asked for a model of the name `*`");
      yield {
        place: subject.placeOf(path),
        message: `Alias \`${alias}\` names the wildcard group \`${target}\`; ${what}`,
        hint: "Name a model that the wildcard takes",
      };
    }
  },
};
