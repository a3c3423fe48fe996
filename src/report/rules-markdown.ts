import type { RuleDescription } from "./findings-sarif.ts";

/** Rules as a page, with a heading per code that links can point to. */
export function rulesMarkdown(
  groups: readonly { readonly about: string; readonly rules: readonly RuleDescription[] }[],
): string {
  const head = `# Rules

What \`litellm-profiles validate\` looks for. Each rule says what is so where nothing is wrong, and how bad it is otherwise; some are worse or better on other LiteLLM releases, and the finding says so. \`litellm-profiles explain CODE\` prints the same. Each has a page with examples, which \`docs\` in the JSON form names by its path in the package and its repository (\`docs/rules/CODE.md\`), and \`helpUri\` in SARIF as a package URL. This page is made by \`npm run docs\`.

Take a rule away with \`--rule CODE=off\`, in some files with \`--rule 'GLOB:CODE=off'\`, or on one line with a comment above it:

\`\`\`yaml
# litellm-profiles-disable-next-line CODE -- reason
\`\`\`
`;
  const sections = groups.map(({ about, rules }) => `## About ${about}\n\n${rules.map(section).join("\n")}`);
  return [head, ...sections].join("\n");
}

function section({ code, severity, summary }: RuleDescription): string {
  return `### [\`${code}\`](rules/${code}.md)\n\n${summary}. (${severity})\n`;
}
