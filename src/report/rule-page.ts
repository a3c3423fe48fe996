import type { Severity } from "../domain/finding.ts";
import type { RuleDescription } from "./findings-sarif.ts";

/** Files by name, as an example shows them. */
type ExampleFiles = Readonly<Record<string, string>>;

/** Two examples of a rule, and what it says of the first. */
export interface RuleExample {
  readonly wrong: ExampleFiles;
  readonly right: ExampleFiles;
  readonly message: string;
  readonly hint?: string;
  /** How bad the wrong example is, by LiteLLM release, oldest first; undefined where nothing is found. Empty for sources. */
  readonly releases: readonly { readonly release: string; readonly severity: Severity | undefined }[];
  /** What must be asked for, or known, as options of `validate`. */
  readonly options: readonly string[];
}

/** The page of one rule, as Markdown. */
export function rulePage({ code, severity, summary }: RuleDescription, example: RuleExample): string {
  const { wrong, right, message, hint, releases, options } = example;
  const asked = options.length === 0 ? "" : ` Found with ${options.map((option) => `\`${option}\``).join(" and ")}.`;
  return [
    `# \`${code}\``,
    `${summary}. (${severity})`,
    `## What is wrong, and what happens`,
    `${message}.${hint === undefined ? "" : ` ${hint}.`}${asked}`,
    blocks(wrong),
    `## What is right`,
    blocks(right),
    ...(releases.length === 0 ? [] : [`## Releases`, spans(releases)]),
    `## Take it away`,
    `On one line, with a comment above it; in some files with \`--rule 'GLOB:${code}=off'\`; everywhere with \`--rule ${code}=off\`:`,
    `\`\`\`yaml\n# litellm-profiles-disable-next-line ${code} -- reason\n\`\`\``,
    `[All rules](../rules.md). This page is made by \`npm run docs\` from the rule's tests.\n`,
  ].join("\n\n");
}

function blocks(files: ExampleFiles): string {
  return Object.entries(files)
    .map(([name, text]) => `\`\`\`yaml\n# ${name}\n${text.split("\n").map(shortened).join("\n").trimEnd()}\n\`\`\``)
    .join("\n\n");
}

const widest = 200;

function shortened(line: string): string {
  return line.length > widest ? `${line.slice(0, widest)}…` : line;
}

/** A line for each run of releases that take the wrong example alike. */
function spans(releases: RuleExample["releases"]): string {
  const runs: { severity: Severity | undefined; names: string[] }[] = [];
  for (const { release, severity } of releases) {
    const last = runs.at(-1);
    if (last !== undefined && last.severity === severity) last.names.push(release);
    else runs.push({ severity, names: [release] });
  }
  return runs.map(({ severity, names }) => `* LiteLLM ${span(names)}: ${severity ?? "nothing is found"}`).join("\n");
}

function span(names: readonly string[]): string {
  return names.length > 1 ? `${names[0]} … ${names.at(-1)}` : String(names[0]);
}
