import { configRules, fileRules, textRules } from "./config/index.ts";
import type { Finding } from "../domain/finding.ts";
import type { Rule } from "./rule.ts";
import { renderedRules } from "./rendered/index.ts";
import { suppressionRules } from "./selection/suppressions.ts";
import { secretRules, sourcesRules } from "./sources/index.ts";

/** What is said of a rule to those who only see its code. */
export interface RuleDescription extends Pick<Rule<never>, "code" | "severity" | "summary"> {
  /** Path of its page, in the package and in its repository. */
  readonly docs: string;
}

/** Rules that look at the same thing. */
export interface RuleGroup {
  /** What they look at. */
  readonly about: string;
  readonly rules: readonly RuleDescription[];
}

/** Every rule, by what it looks at; each group in the order of codes. */
export const ruleGroups: readonly RuleGroup[] = [
  { about: "any LiteLLM config", rules: byCode([...fileRules, ...textRules, ...configRules]) },
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

const pages = new Map(ruleDescriptions.map(({ code, docs }) => [code, docs]));

/** The finding with the page of its rule; what no rule found has none. */
export function withDocs(finding: Finding): Finding {
  const docs = pages.get(finding.code);
  return docs === undefined ? finding : { ...finding, docs };
}

function byCode(rules: readonly Pick<Rule<never>, "code" | "severity" | "summary">[]): RuleDescription[] {
  return rules
    .map(({ code, severity, summary }) => ({ code, severity, summary, docs: `docs/rules/${code}.md` }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
