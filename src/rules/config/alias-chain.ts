import type { Rule } from "../rule.ts";
import { aliasTargets } from "./alias-targets.ts";
import { executed } from "./executed.ts";
import { resolveName } from "./resolve-name.ts";
import type { ConfigSubject } from "./subject.ts";
import { answersInstead, isChain } from "./unknown-alias-target.ts";

export const aliasChain: Rule<ConfigSubject> = {
  code: "alias-chain",
  severity: "error",
  summary: "An alias names a group, not another alias",
  *check(subject) {
    for (const found of aliasTargets(subject)) {
      const instead = answersInstead(resolveName(subject, found.target));
      if (instead === undefined || !isChain(subject, found)) continue;
      yield {
        place: subject.placeOf(found.path),
        message: `Alias \`${found.alias}\` names the alias \`${found.target}\`, and LiteLLM follows one step only; ${executed(instead)}`,
        hint: "Name the group itself",
      };
    }
  },
};
