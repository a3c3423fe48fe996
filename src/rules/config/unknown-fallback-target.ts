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
    const targets = fallbackTargets(subject).map((target) => ({ ...target, list: target.path.slice(0, -1).join(".") }));
    const reached = new Set(targets.filter(({ name }) => isCallable(subject, name)).map(({ list }) => list));
    for (const { name, path, list } of targets) {
      if (isCallable(subject, name)) continue;
      const hasOther = reached.has(list);
      const effect = hasOther
        ? "LiteLLM says nothing at start, and the next target is tried"
        : "LiteLLM says nothing at start, and the fallback fails when it is needed";
      const nearest = nearestCallable(subject, name, "aliases too");
      yield {
        place: subject.placeOf(path),
        message: `Fallback \`${name}\` names no group; ${executed(effect)}`,
        hint: nearest === undefined ? "Name a `model_name` of `model_list`" : `Did you mean \`${nearest}\`?`,
        ...(hasOther && { severity: "warning" as const }),
      };
    }
  },
};

function isCallable(subject: ConfigSubject, name: string): boolean {
  const { kind } = resolveName(subject, name);
  return kind === "found" || kind === "wildcard" || Object.hasOwn(subject.aliases, name);
}
