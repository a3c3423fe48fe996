import { parseEnv } from "node:util";
import { InvalidArgumentError, type Command } from "commander";
import { composeNamedFiles, composeWorkTree, readOptionalFile, writeOutput } from "../../compose.ts";
import { Failure } from "../../domain/failure.ts";
import type { Finding } from "../../domain/finding.ts";
import { mentionsConfig } from "../../litellm/find-configs.ts";
import { openModelMap } from "../../litellm/model-map.ts";
import { releasesWithFacts } from "../../litellm/release-facts.ts";
import type { Validation } from "../../operations/validate-project.ts";
import { findingsExitCode } from "../../report/count-findings.ts";
import { printable } from "../../report/printable.ts";
import { writeBaseline } from "../../rules/selection/baseline.ts";
import { atLeast } from "../../rules/selection/at-least.ts";
import { addChoice, chooseFindings, type ChoiceOptions } from "../choose-findings.ts";
import { addExamples, addFormat } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { findingsFormats, printFindings, type FindingsFormat } from "../print-findings.ts";

interface ValidateOptions extends ChoiceOptions {
  readonly format: FindingsFormat;
  /** Paths. Node 20 takes an option `--env-file` for its own, wherever it stands. */
  readonly variables?: readonly string[];
  readonly litellm?: string;
  readonly maxWarnings?: number;
  readonly output?: string;
  readonly quiet?: boolean;
  readonly stdinFilename: string;
  readonly writeBaseline?: string;
}

/** What was checked, and remarks about it for people. */
interface Checked extends Validation {
  readonly remarks: readonly string[];
}

export function define(command: Command, run: Run): void {
  command
    .description(
      [
        "Check LiteLLM configs, wherever they come from: plain, or in a Kubernetes or Helm document.",
        "Without files, check the project here: its sources, its template and every environment's rendered config.",
        "\n\nExit code 0: no errors. 1: errors, or more warnings than allowed. 2: could not check.",
      ].join(" "),
    )
    .argument("[files...]", "configs, folders, globs, or `-` for standard input")
    .option("--stdin-filename <path>", "the path that standard input goes by", "stdin")
    .option("--litellm <version>", "the LiteLLM release that will read it", readRelease)
    .option("--variables <file>", "the variables that the proxy will have; the others are missed", collect)
    .option("--max-warnings <count>", "exit with 1 where there are more warnings", readCount)
    .option("--quiet", "print errors only; all warnings count")
    .option("-o, --output <file>", "write the report to a file")
    .option("--write-baseline <file>", "write a baseline of what is found now, for `--baseline`")
    .action((files: readonly string[], options: ValidateOptions) =>
      run(options.format, (terminal) => validate(files, options, terminal)),
    );
  addChoice(command);
  addFormat(command, findingsFormats);
  addExamples(command, [
    ["validate", "the project here"],
    ["validate litellm_config.yaml", "any config; no project is needed"],
    ["validate deploy/ 'charts/**/values*.yaml'", "all configs of a folder, and what a glob matches"],
    ["validate - --stdin-filename a.yaml < a.yaml", "what an editor holds"],
    ["validate config.yaml --litellm 1.94.3", "as that release would read it"],
    ["validate config.yaml --variables .env", "misses variables that the file does not set"],
    ["validate --format github", "as annotations of a pull request"],
    ["validate deploy/ --format sarif -o findings.sarif", "for code scanning"],
    ["validate --rule 'dev/**:no-master-key=off'", "not this, not there"],
    ["validate deploy/ --baseline accepted.json", "only what is new"],
  ]);
}

async function validate(names: readonly string[], options: ValidateOptions, { colour }: Terminal): Promise<Output> {
  const checked = await (names.length === 0 ? checkProject(options) : checkFiles(names, options));
  const found = await chooseFindings(checked, options);
  if (options.writeBaseline !== undefined) return saveBaseline(options.writeBaseline, found);
  const findings = options.quiet === true ? atLeast(found, "error") : found;
  const { format, output } = options;
  const report = printFindings(findings, { format, files: checked.files, colour: colour && output === undefined });
  if (output !== undefined) await writeOutput(output, report);
  return {
    stdout: output === undefined ? report : "",
    stderr: checked.remarks.map((remark) => `${remark}\n`).join(""),
    exitCode: findingsExitCode(found, options.maxWarnings),
  };
}

async function saveBaseline(path: string, findings: readonly Finding[]): Promise<Output> {
  await writeOutput(path, writeBaseline(findings));
  return { stdout: "", stderr: printable(`\`${path}\` accepts ${findings.length} findings`) + "\n", exitCode: 0 };
}

async function checkProject({ litellm, variables }: ValidateOptions): Promise<Checked> {
  const { validateProject } = await import("../../operations/validate-project.ts");
  const open = (release: string) => openModelMap(litellm ?? release);
  const validation = await validateProject(composeWorkTree().readWorkTree, open, await readVariables(variables));
  return { ...validation, remarks: litellm === undefined ? [] : releaseRemarks(litellm, open(litellm).release) };
}

async function checkFiles(names: readonly string[], options: ValidateOptions): Promise<Checked> {
  const { validateConfigs } = await import("../../operations/validate-configs.ts");
  const place = { standardInputName: options.stdinFilename, isWanted: mentionsConfig };
  const { files, readIncluded } = await composeNamedFiles(names, place);
  const release = options.litellm ?? releasesWithFacts().at(-1) ?? "";
  const models = openModelMap(release);
  const { withoutConfig, ...validation } = await validateConfigs(files, readIncluded, models, {
    release,
    ...(await readVariables(options.variables)),
  });
  const empty = withoutConfig.map((file) => printable(`\`${file}\` holds no LiteLLM config`));
  return { ...validation, remarks: [...releaseRemarks(release, models.release), ...empty] };
}

/** The names that the files set; nothing where no file is named, for then it is not known. */
async function readVariables(paths: readonly string[] = []): Promise<{ variables?: ReadonlySet<string> }> {
  const texts = await Promise.all(paths.map(readVariableFile));
  return paths.length === 0 ? {} : { variables: new Set(texts.flatMap((text) => Object.keys(parseEnv(text)))) };
}

async function readVariableFile(path: string): Promise<string> {
  const text = await readOptionalFile(path);
  if (text !== undefined) return text;
  throw new Failure("no-such-file", `There is no readable \`${path}\``, "Name a file of lines like `NAME=value`");
}

function collect(path: string, before: readonly string[] = []): readonly string[] {
  return [...before, path];
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
