import { InvalidArgumentError, type Command } from "commander";
import { composeNamedFiles, composeWorkTree } from "../../compose.ts";
import { mentionsConfig } from "../../litellm/find-configs.ts";
import { openModelMap } from "../../litellm/model-map.ts";
import { releasesWithFacts } from "../../litellm/release-facts.ts";
import type { Validation } from "../../operations/validate-project.ts";
import { findingsExitCode } from "../../report/count-findings.ts";
import { printable } from "../../report/printable.ts";
import { atLeast } from "../../rules/selection/at-least.ts";
import { addExamples, addFormat } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { findingsFormats, printFindings, type FindingsFormat } from "../print-findings.ts";

interface ValidateOptions {
  readonly format: FindingsFormat;
  readonly litellm?: string;
  readonly maxWarnings?: number;
  readonly stdinFilename: string;
}

/** What was checked, and remarks about it for people. */
interface Checked extends Validation {
  readonly remarks: readonly string[];
}

export function define(command: Command, run: Run): void {
  command
    .description(
      `Check LiteLLM configs, wherever they come from: plain, or in a Kubernetes or Helm document. Without files, check
the project here: its sources, its template and every environment's rendered config.

Exit code 0: no errors. 1: errors, or more warnings than allowed. 2: could not check.`,
    )
    .argument("[files...]", "configs, folders, globs, or `-` for standard input")
    .option("--stdin-filename <path>", "the path that standard input goes by", "stdin")
    .option("--litellm <version>", "the LiteLLM release that will read it", readRelease)
    .option("--max-warnings <count>", "exit with 1 where there are more warnings", readCount)
    .action((files: readonly string[], options: ValidateOptions) =>
      run(options.format, (terminal) => validate(files, options, terminal)),
    );
  addFormat(command, findingsFormats);
  addExamples(command, [
    ["validate", "the project here"],
    ["validate litellm_config.yaml", "any config; no project is needed"],
    ["validate deploy/ 'charts/**/values*.yaml'", "all configs of a folder, and what a glob matches"],
    ["validate - --stdin-filename a.yaml < a.yaml", "what an editor holds"],
    ["validate config.yaml --litellm 1.94.3", "as that release would read it"],
    ["validate --format github", "as annotations of a pull request"],
  ]);
}

async function validate(names: readonly string[], options: ValidateOptions, { colour }: Terminal): Promise<Output> {
  const checked = await (names.length === 0 ? checkProject(options) : checkFiles(names, options));
  const findings = atLeast(checked.findings, "warning");
  return {
    stdout: printFindings(findings, { format: options.format, files: checked.files, colour }),
    stderr: checked.remarks.map((remark) => `${remark}\n`).join(""),
    exitCode: findingsExitCode(findings, options.maxWarnings),
  };
}

async function checkProject({ litellm }: ValidateOptions): Promise<Checked> {
  const { validateProject } = await import("../../operations/validate-project.ts");
  const open = (release: string) => openModelMap(litellm ?? release);
  const validation = await validateProject(composeWorkTree().readWorkTree, open);
  return { ...validation, remarks: litellm === undefined ? [] : releaseRemarks(litellm, open(litellm).release) };
}

async function checkFiles(names: readonly string[], options: ValidateOptions): Promise<Checked> {
  const { validateConfigs } = await import("../../operations/validate-configs.ts");
  const place = { standardInputName: options.stdinFilename, isWanted: mentionsConfig };
  const { files, readIncluded } = await composeNamedFiles(names, place);
  const release = options.litellm ?? releasesWithFacts().at(-1) ?? "";
  const models = openModelMap(release);
  const { withoutConfig, ...validation } = await validateConfigs(files, readIncluded, models, { release });
  const empty = withoutConfig.map((file) => printable(`\`${file}\` holds no LiteLLM config`));
  return { ...validation, remarks: [...releaseRemarks(release, models.release), ...empty] };
}

function releaseRemarks(asked: string, known: string): string[] {
  return asked === known ? [] : [`LiteLLM ${asked} is not known here: judged by what ${known} does`];
}

function readRelease(text: string): string {
  if (/^\d{1,6}\.\d{1,6}(\.\d{1,6})?([.+-]?[\w.+-]{1,30})?$/.test(text)) return text;
  throw new InvalidArgumentError("Give a version like 1.106.2");
}

function readCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number");
}
