import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { fallbackSources } from "./fallback-lists.ts";
import { nearestCallable, resolveName } from "./resolve-name.ts";
import type { ConfigSubject } from "./subject.ts";

export const unknownFallbackSource: Rule<ConfigSubject> = {
  code: "unknown-fallback-source",
  severity: "warning",
  summary: "Fallbacks are given for a group or an alias that exists",
  *check(subject) {
    if (!subject.isWhole) return;
    for (const { name, path, setting } of fallbackSources(subject)) {
      const { kind } = resolveName(subject, name);
      if (name === "*" || kind === "found" || kind === "wildcard" || Object.hasOwn(subject.aliases, name)) continue;
      const nearest = nearestCallable(subject, name, "aliases too");
      yield {
        place: subject.placeOf(path, "key"),
        message: `\`${setting}\` has a list for \`${name}\`, which is no group and no alias; ${executed("nothing uses it")}`,
        hint: nearest === undefined ? "Use the name that clients call" : `Did you mean \`${nearest}\`?`,
      };
    }
  },
};
