import { alignColumns } from "./align-columns.ts";
import type { RuleDescription } from "./findings-sarif.ts";

/** Rules as one line each. */
export function rulesText(rules: readonly RuleDescription[]): string {
  const rows = rules.map(({ code, severity, summary }) => [code, severity, summary]);
  return `${alignColumns(rows).join("\n")}\n`;
}

/** One rule for people: what it asks, of what, how bad it is otherwise, and how to do without it. */
export function ruleText({ code, severity, summary }: RuleDescription, about: string): string {
  return `${code} (${severity}, about ${about})
  ${summary}

  Not wanted? \`--rule ${code}=off\`, or on the line above:
  # litellm-profiles-disable-next-line ${code} -- reason
`;
}
