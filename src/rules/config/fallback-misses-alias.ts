import type { Rule } from "../rule.ts";
import { aliasTargets } from "./alias-targets.ts";
import { executed } from "./executed.ts";
import { fallbackSources } from "./fallback-lists.ts";
import type { ConfigSubject } from "./subject.ts";

export const fallbackMissesAlias: Rule<ConfigSubject> = {
  code: "fallback-misses-alias",
  severity: "warning",
  summary: "A group with fallbacks that clients call by an alias has them under the alias too",
  *check(subject) {
    const sources = fallbackSources(subject).filter(({ setting }) => setting === "fallbacks");
    const byName = new Map(sources.toReversed().map((source) => [source.name, source]));
    if (byName.has("*")) return;
    for (const { alias, target } of aliasTargets(subject)) {
      const source = byName.get(target);
      if (source === undefined || byName.has(alias)) continue;
      const what = executed("LiteLLM looks fallbacks up by the name that was called");
      yield {
        place: subject.placeOf(source.path, "key"),
        message: `The fallbacks of group \`${target}\` do not count for its alias \`${alias}\`; ${what}`,
        hint: `Add the same list for \`${alias}\``,
      };
    }
  },
};
