import { InvalidArgumentError, type Command } from "commander";
import { composeWorkTree } from "../../compose.ts";
import { openModelMap } from "../../litellm/model-map.ts";
import { validateProject, type Validation } from "../../operations/validate-project.ts";
import { findingsExitCode } from "../../report/count-findings.ts";
import { findingsGithub } from "../../report/findings-github.ts";
import { findingsJson } from "../../report/findings-json.ts";
import { findingsJunit } from "../../report/findings-junit.ts";
import { findingsMarkdown } from "../../report/findings-markdown.ts";
import { findingsText } from "../../report/findings-text.ts";
import { atLeast } from "../../rules/selection/at-least.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";

interface ValidateOptions extends FormatOptions {
  readonly maxWarnings?: number;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      "Check the sources, the template and every environment's rendered config. Exit code 1 where there is an error.",
    )
    .option("--max-warnings <count>", "exit with 1 where there are more warnings", readCount)
    .action((options: ValidateOptions) => run(options.format, (terminal) => validate(options, terminal)));
  addFormat(command, ["text", "json", "github", "markdown", "junit"]);
  addExamples(command, [
    ["validate", "for people"],
    ["validate --json", "for programs"],
    ["validate --format github", "as annotations of a pull request"],
  ]);
}

async function validate(options: ValidateOptions, { colour }: Terminal): Promise<Output> {
  const validation = await validateProject(composeWorkTree().readWorkTree, openModelMap);
  const findings = atLeast(validation.findings, "warning");
  return {
    stdout: print({ ...validation, findings }, options.format, colour),
    exitCode: findingsExitCode(findings, options.maxWarnings),
  };
}

function print({ findings, files }: Validation, format: string, colour: boolean): string {
  switch (format) {
    case "json":
      return findingsJson(findings, files.size);
    case "github":
      return findingsGithub(findings);
    case "markdown":
      return findingsMarkdown(findings, files.size);
    case "junit":
      return findingsJunit(findings, [...files.keys()]);
    default:
      return findingsText(findings, { files: files.size, texts: files, colour });
  }
}

function readCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number");
}
