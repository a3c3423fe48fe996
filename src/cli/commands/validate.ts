import { InvalidArgumentError, type Command } from "commander";
import type { Finding } from "../../domain/finding.ts";
import type { Validation } from "../../operations/validate-project.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";

interface ValidateOptions extends FormatOptions {
  readonly maxWarnings?: number;
}

export function addValidate(program: Command, run: Run): void {
  const command = program
    .command("validate")
    .summary("check the sources and the rendered configs")
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
  const [{ composeWorkTree }, { validateProject }, { openModelMap }, { atLeast }, { findingsExitCode }] =
    await Promise.all([
      import("../../compose.ts"),
      import("../../operations/validate-project.ts"),
      import("../../litellm/model-map.ts"),
      import("../../rules/selection/at-least.ts"),
      import("../../report/count-findings.ts"),
    ]);
  const validation = await validateProject(composeWorkTree().readWorkTree, openModelMap);
  const findings = atLeast(validation.findings, "warning");
  return {
    stdout: await print({ ...validation, findings }, options.format, colour),
    exitCode: findingsExitCode(findings, options.maxWarnings),
  };
}

async function print({ findings, files }: Validation, format: string, colour: boolean): Promise<string> {
  switch (format) {
    case "json":
      return (await import("../../report/findings-json.ts")).findingsJson(findings, files.size);
    case "github":
      return (await import("../../report/findings-github.ts")).findingsGithub(findings);
    case "markdown":
      return (await import("../../report/findings-markdown.ts")).findingsMarkdown(findings, files.size);
    case "junit":
      return (await import("../../report/findings-junit.ts")).findingsJunit(findings, [...files.keys()]);
    default:
      return printText(findings, files, colour);
  }
}

async function printText(findings: readonly Finding[], texts: Validation["files"], colour: boolean): Promise<string> {
  const { findingsText } = await import("../../report/findings-text.ts");
  return findingsText(findings, { files: texts.size, texts, colour });
}

function readCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number");
}
