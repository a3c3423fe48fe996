import { styleText } from "node:util";
import type { ConfigDifference } from "../domain/config-difference.ts";
import type { ImportResult } from "../domain/import-result.ts";
import type { Json } from "../domain/json.ts";
import { maskSecrets } from "../domain/secret.ts";
import { alignColumns } from "./align-columns.ts";
import { printable } from "./printable.ts";

/** What an import did, for a terminal: what became of the config, what differs, and what to do next. */
export function importText(result: ImportResult, { colour }: { readonly colour: boolean }): string {
  const paint = (style: "green" | "red" | "yellow", text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const { differences } = result;
  const sections = [
    [printable(becomes(result))],
    filesLines(result),
    differences.length === 0
      ? [paint("green", "0 differences: what `render` gives means the same to LiteLLM")]
      : [
          paint(
            "red",
            `${differences.length} ${differences.length === 1 ? "difference" : "differences"} to the config`,
          ),
          ...differences.map((difference) => `  ${differenceWords(difference)}`),
        ],
    headed("New aliases, as asked:", result.new_tasks),
    headed(
      paint("yellow", "Secrets became references; set these variables where the proxy runs, to the values of:"),
      alignColumns(result.secrets.map(({ variable, path }) => [variable, path.join(".")])),
    ),
    headed(
      "Left by hand in the template:",
      result.by_hand.map(({ kind, name, reason }) => `${kind} ${name}: ${reason}`),
    ),
    headed("Became comments, as LiteLLM never read them:", result.dead_keys),
    [next(result)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function becomes({ source, tasks, profiles, active, groups }: ImportResult): string {
  const held = `${groups} ${groups === 1 ? "group" : "groups"} in profiles`;
  return `\`${source}\`: ${counted(tasks.length, "task")}, ${counted(profiles.length, "profile")}, \`${active}\` active, ${held}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** A dry run shows all of each file. */
function filesLines({ files, written }: ImportResult): string[] {
  if (written) return files.map(({ path }) => `  ${path}: written`);
  return files.flatMap(({ path, text }, index) => [
    ...(index === 0 ? [] : [""]),
    `--- ${path}`,
    ...text.trimEnd().split("\n").map(printable),
  ]);
}

function headed(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${printable(line)}`)];
}

function differenceWords({ kind, path, before, after }: ConfigDifference): string {
  const change = kind === "changed" ? `${shown(before)} → ${shown(after)}` : shown(kind === "added" ? after : before);
  return printable(maskSecrets(`${kind} ${path}: ${change}`));
}

function shown(value: Json | undefined): string {
  return JSON.stringify(value ?? null);
}

function next({ written, validation: { errors, warnings } }: ImportResult): string {
  const found = `\`validate\` finds ${counted(errors, "error")} and ${counted(warnings, "warning")}`;
  return written
    ? `${found}\nNext: litellm-profiles validate && litellm-profiles render`
    : `${found}\nNothing was written: a dry run`;
}
