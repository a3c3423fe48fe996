import type { Rule } from "../rule.ts";
import { aliasTargets } from "./alias-targets.ts";
import { executed } from "./executed.ts";
import { resolveName } from "./resolve-name.ts";
import type { ConfigSubject } from "./subject.ts";

export const wildcardAliasTarget: Rule<ConfigSubject> = {
  code: "wildcard-alias-target",
  severity: "info",
  summary: "An alias that only a wildcard group answers names a model that LiteLLM knows",
  *check(subject) {
    for (const { alias, target, path } of aliasTargets(subject)) {
      const resolution = resolveName(subject, target);
      if (resolution.kind !== "wildcard" || resolution.known || resolution.group === "*") continue;
      const what = executed(`LiteLLM answers from \`${resolution.group}\` and asks the provider for it`);
      yield {
        place: subject.placeOf(path),
        message: `Alias \`${alias}\` names \`${target}\`, which is no group and no model that LiteLLM ${subject.models.release} knows; ${what}`,
        hint: "Name a `model_name` of `model_list`, or a model that the provider has",
      };
    }
  },
};
