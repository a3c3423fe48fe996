import type { FoundPlace, InitResult } from "../domain/init-result.ts";
import { printable } from "./printable.ts";

/** What a folder becomes: the configs that were found, and each new file as a diff. */
export function initText(result: InitResult): string {
  const { found, source, written, files, differences, variables, workflows } = result;
  const isProject = files.length > workflows.length;
  const others = found.filter((place) => place !== source);
  const sections = [
    [printable(isProject ? heading(source) : "Workflows for the project that is here")],
    others.map((place) => printable(`  also found: ${name(place)}`)),
    written ? files.map(({ path }) => `  ${path}: written`) : files.flatMap(diff),
    source === null ? [] : [`${differences.length} differences to the config that was found`],
    variables.length === 0 ? [] : [`Secrets became references; set where the proxy runs: ${variables.join(", ")}`],
    workflows.length === 0 ? [] : isProject ? tokens : [...tokens, forge],
    [
      written
        ? "Next: litellm-profiles validate && litellm-profiles render"
        : "Nothing was written: `litellm-profiles init --yes` writes it",
    ],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function heading(source: FoundPlace | null): string {
  return source === null ? "No LiteLLM config was found: a project to start with" : `A project of ${name(source)}`;
}

/** Which token does what. */
const tokens = [
  "On GitHub, the secret LITELLM_PROFILES_TOKEN pushes the branch of a switch and opens its pull request: a token of an",
  "App or a person that may write contents, pull requests and commit statuses. Without it the workflow's own token does",
  "both, where the repository lets Actions open pull requests; but what that one opens starts no checks.",
  "The variable LITELLM_PROFILES_RUNNER names the runner that reaches the proxies. More: docs/pull-requests.md",
];

const forge = "The project has to say `forge: github` in `litellm-profiles.yaml`.";

function name({ file, within }: FoundPlace): string {
  return within === "" ? `\`${file}\`` : `\`${file}\` at \`${within}\``;
}

function diff({ path, text }: { readonly path: string; readonly text: string }): string[] {
  const lines = text.trimEnd().split("\n");
  return [
    "--- /dev/null",
    `+++ b/${path}`,
    `@@ -0,0 +1,${lines.length} @@`,
    ...lines.map((line) => printable(`+${line}`)),
  ];
}
