import type { FoundPlace, InitResult } from "../domain/init-result.ts";
import { printable } from "./printable.ts";

/** What a folder becomes: the configs that were found, and each new file as a diff. */
export function initText({ found, source, written, files, differences, variables }: InitResult): string {
  const others = found.filter((place) => place !== source);
  const sections = [
    [
      source === null
        ? "No LiteLLM config was found: a project to start with"
        : printable(`A project of ${name(source)}`),
    ],
    others.map((place) => printable(`  also found: ${name(place)}`)),
    written ? files.map(({ path }) => `  ${path}: written`) : files.flatMap(diff),
    source === null ? [] : [`${differences.length} differences to the config that was found`],
    variables.length === 0 ? [] : [`Secrets became references; set where the proxy runs: ${variables.join(", ")}`],
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
