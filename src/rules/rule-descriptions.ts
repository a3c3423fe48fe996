import { configRules, textRules } from "./config/index.ts";
import type { Rule } from "./rule.ts";
import { renderedRules } from "./rendered/index.ts";
import { suppressionRules } from "./selection/suppressions.ts";
import { secretRules, sourcesRules } from "./sources/index.ts";

/** What is said of a rule to those who only see its code. */
export type RuleDescription = Pick<Rule<never>, "code" | "severity" | "summary">;

/** Rules that look at the same thing. */
export interface RuleGroup {
  /** What they look at. */
  readonly about: string;
  readonly rules: readonly RuleDescription[];
}

/** Every rule, by what it looks at; each group in the order of codes. */
export const ruleGroups: readonly RuleGroup[] = [
  { about: "any LiteLLM config", rules: byCode([...textRules, ...configRules]) },
  { about: "a project's sources", rules: byCode([...secretRules, ...sourcesRules, ...renderedRules]) },
  { about: "suppression comments", rules: byCode(suppressionRules) },
];

/** Every code once; a rule that looks at configs and sources alike is told as the config's. */
export const ruleDescriptions: readonly RuleDescription[] = byCode([
  ...new Map(
    ruleGroups
      .flatMap(({ rules }) => rules)
      .toReversed()
      .map((rule) => [rule.code, rule]),
  ).values(),
]);

function byCode(rules: readonly RuleDescription[]): RuleDescription[] {
  return rules
    .map(({ code, severity, summary }) => ({ code, severity, summary }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
