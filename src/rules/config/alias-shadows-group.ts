import type { Rule } from "../rule.ts";
import { aliasTargets } from "./alias-targets.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const aliasShadowsGroup: Rule<ConfigSubject> = {
  code: "alias-shadows-group",
  severity: "error",
  summary: "An alias does not take the name of a group that nothing else reaches",
  *check(subject) {
    const targets = aliasTargets(subject);
    const reached = new Set(targets.filter(({ alias, target }) => alias !== target).map(({ target }) => target));
    for (const { alias, target } of targets) {
      if (alias === target || !subject.groups.has(alias) || reached.has(alias)) continue;
      const what = executed(`the alias wins without a word: requests for \`${alias}\` are answered by \`${target}\``);
      yield {
        place: subject.placeOf(["router_settings", "model_group_alias", alias], "key"),
        message: `Alias \`${alias}\` has the name of a group, which nothing reaches any more; ${what}`,
        hint: "Rename one of them, or remove the group",
      };
    }
  },
};
