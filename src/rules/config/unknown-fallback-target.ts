import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { fallbackTargets } from "./fallback-lists.ts";
import { nearestCallable, resolveName } from "./resolve-name.ts";
import type { ConfigSubject } from "./subject.ts";

export const unknownFallbackTarget: Rule<ConfigSubject> = {
  code: "unknown-fallback-target",
  severity: "error",
  summary: "A fallback names a group or an alias that exists",
  *check(subject) {
    if (!subject.isWhole) return;
    for (const { name, path } of fallbackTargets(subject)) {
      const { kind } = resolveName(subject, name);
      if (kind === "found" || kind === "wildcard" || Object.hasOwn(subject.aliases, name)) continue;
      const nearest = nearestCallable(subject, name, "aliases too");
      yield {
        place: subject.placeOf(path),
        message: `Fallback \`${name}\` names no group; ${executed("LiteLLM says nothing at start, and the fallback fails when it is needed")}`,
        hint: nearest === undefined ? "Name a `model_name` of `model_list`" : `Did you mean \`${nearest}\`?`,
      };
    }
  },
};
