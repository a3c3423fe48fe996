import { configRules, textRules } from "./config/index.ts";
import type { Rule } from "./rule.ts";
import { suppressionRules } from "./selection/suppressions.ts";
import { secretRules, sourcesRules } from "./sources/index.ts";

/** What is said of a rule to those who only see its code. */
export type RuleDescription = Pick<Rule<never>, "code" | "severity" | "summary">;

const written: readonly RuleDescription[] = [
  ...textRules,
  ...configRules,
  ...secretRules,
  ...sourcesRules,
  ...suppressionRules,
];

/** Every rule once, by code; one that looks at sources and configs alike is told as the config's. */
export const ruleDescriptions: readonly RuleDescription[] = [
  ...new Map(written.toReversed().map(({ code, severity, summary }) => [code, { code, severity, summary }])).values(),
].toSorted((a, b) => (a.code < b.code ? -1 : 1));
