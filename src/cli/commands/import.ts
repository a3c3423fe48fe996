import { InvalidArgumentError, type Command } from "commander";
import { composeNamedFiles, composeWriteFiles } from "../../compose.ts";
import { hasErrors } from "../../domain/finding.ts";
import type { ImportResult } from "../../domain/import-result.ts";
import { mentionsConfig } from "../../litellm/find-configs.ts";
import { openModelMap } from "../../litellm/model-map.ts";
import { releasesWithFacts } from "../../litellm/release-facts.ts";
import { importFile } from "../../operations/import-file.ts";
import { findingsText } from "../../report/findings-text.ts";
import { importJson } from "../../report/import-json.ts";
import { importText } from "../../report/import-text.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";

interface ImportOptions extends EnvironmentOptions, FormatOptions {
  readonly within?: string;
  readonly pattern?: string;
  readonly profiles?: readonly string[];
  readonly tasks?: readonly string[];
  readonly task: readonly { readonly task: string; readonly group: string }[];
  readonly litellm?: string;
  readonly output: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      [
        "Make a project of a LiteLLM config, plain or in a Kubernetes or Helm document: the file becomes the template, with its comments.",
        "Groups called `<task>_<profile>` become profiles; aliases become tasks; what cannot be said so stays by hand, and is listed.",
        "What `render` gives then is compared with the config as LiteLLM reads both. The file itself is not touched.",
        "\n\nExit code 0: no differences. 1: differences, or a config that cannot be imported. 2: could not do it.",
      ].join(" "),
    )
    .argument("<file>", "the config, or `-` for standard input")
    .option("--task <name=group>", "a task that points at a group written by hand; repeatable", readTask, [])
    .option("--pattern <pattern>", "how groups are called, like `{task}_{profile}`", readPattern)
    .option("--tasks <names>", "only these, separated by commas", readNames)
    .option(
      "--profiles <names>",
      "only these, separated by commas; without such groups, what to call the first",
      readNames,
    )
    .option("--within <path>", "which config, where the file holds several: `data.config.yaml`")
    .option("--litellm <version>", "the LiteLLM release that the proxies run", readRelease)
    .option("-o, --output <folder>", "where to write the project", ".")
    .option("--dry-run", "write nothing, show the files")
    .option("--force", "overwrite files that exist")
    .action((file: string, options: ImportOptions) =>
      run(options.format, (terminal) => importNamed(file, options, terminal)),
    );
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ["import litellm_config.yaml --dry-run", "what it would make of it"],
    ["import litellm_config.yaml --litellm 1.106.2", "for the release that runs"],
    ["import values.yaml -e production -o models/", "from a chart's values, into another folder"],
    ["import config.yaml --task classify=gpt-4o-eu", "names what applications call"],
    ["import config.yaml --pattern '{profile}-{task}'", "where groups are called otherwise"],
  ]);
}

async function importNamed(name: string, options: ImportOptions, { colour }: Terminal): Promise<Output> {
  const { files } = await composeNamedFiles([name], { standardInputName: "stdin", isWanted: mentionsConfig });
  const [[file, text] = ["", ""]] = files;
  const {
    task: assigned,
    dryRun = false,
    force = false,
    litellm = releasesWithFacts().at(-1) ?? "",
    ...hints
  } = options;
  const write = await composeWriteFiles(options.output);
  const result = await importFile(
    write,
    { ...hints, file, text, assigned, litellm, dryRun, overwrite: force },
    openModelMap,
  );
  const isWell = !hasErrors(result.findings) && result.differences.length === 0;
  return { stdout: print(result, { format: options.format, colour, text }), exitCode: isWell ? 0 : 1 };
}

function print(
  result: ImportResult,
  { format, colour, text }: { readonly format: string; readonly colour: boolean; readonly text: string },
): string {
  if (format === "json") return importJson(result);
  if (!hasErrors(result.findings)) return importText(result, { colour });
  return findingsText(result.findings, { files: 1, texts: new Map([[result.source, text]]), colour });
}

function readTask(text: string, before: ImportOptions["task"]): ImportOptions["task"] {
  const [, task, group] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (task === undefined || group === undefined) throw new InvalidArgumentError("Write it like `chat=gpt-4o`");
  return [...before, { task, group }];
}

function readPattern(text: string): string {
  const both = ["{task}", "{profile}"].every((name) => text.split(name).length === 2);
  if (both && /^[A-Za-z0-9._:/{}-]+$/.test(text)) return text;
  throw new InvalidArgumentError("Name `{task}` and `{profile}` once each, like `{task}_{profile}`");
}

function readNames(text: string): readonly string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function readRelease(text: string): string {
  if (/^\d{1,6}\.\d{1,6}\.\d{1,6}$/.test(text)) return text;
  throw new InvalidArgumentError("Give a version like 1.106.2");
}
