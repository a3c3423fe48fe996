import type { Rule, RuleFinding } from "../rule.ts";
import { aliasTargets, type AliasTarget } from "./alias-targets.ts";
import { executed } from "./executed.ts";
import { nearestCallable, resolveName, type Resolution } from "./resolve-name.ts";
import type { ConfigSubject } from "./subject.ts";

export const unknownAliasTarget: Rule<ConfigSubject> = {
  code: "unknown-alias-target",
  severity: "error",
  summary: "An alias names a group that exists",
  *check(subject) {
    if (subject.isWhole) yield* unknownTargets(subject);
  },
};

/** Aliases that name nothing, with what answers instead; chains of aliases are another rule's. */
export function* unknownTargets(subject: ConfigSubject): Iterable<RuleFinding> {
  for (const found of aliasTargets(subject)) {
    const resolution = resolveName(subject, found.target);
    const instead = answersInstead(resolution);
    if (instead === undefined || isChain(subject, found)) continue;
    const nearest = nearestCallable(subject, found.target, "groups only");
    yield {
      place: subject.placeOf(found.path),
      message: `Alias \`${found.alias}\` names no group: \`${found.target}\`; ${executed(instead)}`,
      hint: nearest === undefined ? "Name a `model_name` of `model_list`" : `Did you mean \`${nearest}\`?`,
    };
  }
}

/** Whether the target is another alias, which LiteLLM does not follow. */
export function isChain({ aliases }: ConfigSubject, { alias, target }: AliasTarget): boolean {
  return alias !== target && Object.hasOwn(aliases, target);
}

/** Undefined where the name finds what it means, or what it may mean. */
export function answersInstead(resolution: Resolution): string | undefined {
  if (resolution.kind === "nothing") return "every request to it answers 400";
  if (resolution.kind === "fallback")
    return `the default fallback \`${resolution.group}\` answers instead, with HTTP 200`;
  const isCatchAll = resolution.kind === "wildcard" && resolution.group === "*" && !resolution.known;
  return isCatchAll ? "the catch-all group `*` answers instead, with HTTP 200" : undefined;
}
