import { InvalidArgumentError, Option, type Command } from "commander";
import { today, writeOutput } from "../../compose.ts";
import { Failure } from "../../domain/failure.ts";
import type { Finding } from "../../domain/finding.ts";
import { findingsExitCode } from "../../report/count-findings.ts";
import { printable } from "../../report/printable.ts";
import { atLeast } from "../../rules/selection/at-least.ts";
import type { SeveritySetting } from "../../rules/selection/severity-settings.ts";
import { deprecatedModel } from "../../rules/config/deprecated-model.ts";
import { writeBaseline } from "../../rules/selection/baseline.ts";
import { checkProject, openFiles, type Checked, type CheckOptions } from "../check-files.ts";
import { addChoice, chooseFindings, type ChoiceOptions } from "../choose-findings.ts";
import type { FixReport } from "../fix-findings.ts";
import { addExamples, addFormat } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { findingsFormats, printFindings, type FindingsFormat } from "../print-findings.ts";
import { readDay } from "../read-day.ts";
import { readRelease } from "../read-release.ts";

interface ValidateOptions extends ChoiceOptions, CheckOptions {
  readonly envFile?: readonly string[];
  readonly failOnDates?: boolean;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly format: FindingsFormat;
  readonly maxWarnings?: number;
  readonly output?: string;
  readonly quiet?: boolean;
  readonly upgradeTo?: string;
  readonly writeBaseline?: string;
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
    .addOption(
      new Option("--upgrade-to <version>", "tell only what is different on this release")
        .argParser(readRelease)
        .conflicts(["fix", "fixDryRun", "writeBaseline"]),
    )
    .option("--variables <file>", "the variables that the proxy will have; the others are missed", collect)
    .addOption(new Option("--env-file <file>").argParser(collect).hideHelp())
    .option(
      "--external-groups [names]",
      "groups that LiteLLM's database has: names with commas, or a file of names; else any",
    )
    .option("--as-of <day>", "tell models that their provider ends by then; `today`, or 2026-12-31", readDay)
    .option("--fail-on-dates", "fail for such models; as of today where no day is given")
    .option("--fix", "mend what can hardly be meant otherwise, in the files themselves")
    .addOption(new Option("--fix-dry-run", "show as a diff what `--fix` would do").conflicts("fix"))
    .option("--max-warnings <count>", "exit with 1 where there are more warnings", readCount)
    .option("--quiet", "print errors only; all warnings count")
    .option("-o, --output <file>", "write the report to a file")
    .addOption(
      new Option("--write-baseline <file>", "write a baseline of what is found now, for `--baseline`").conflicts([
        "fix",
        "fixDryRun",
      ]),
    )
    .action((files: readonly string[], options: ValidateOptions) =>
      run(options.format, (terminal) => validate(files, spelledOut(options), terminal)),
    );
  addChoice(command);
  addFormat(command, findingsFormats);
  addExamples(command, [
    ["validate", "the project here"],
    ["validate litellm_config.yaml", "any config; no project is needed"],
    ["validate deploy/ 'charts/**/values*.yaml'", "all configs of a folder, and what a glob matches"],
    ["validate - --stdin-filename a.yaml < a.yaml", "what an editor holds"],
    ["validate config.yaml --litellm 1.94.3", "as that release would read it"],
    ["validate config.yaml --litellm 1.94.3 --upgrade-to 1.109.1", "what an upgrade would change"],
    ["validate config.yaml --variables .env", "misses variables that the file does not set"],
    ["validate config.yaml --external-groups fast,large", "whose aliases name groups of the database"],
    ["validate config.yaml --as-of 2026-12-31", "models that are gone by then"],
    ["validate config.yaml --fix-dry-run", "what could be mended, as a diff"],
    ["validate --format github", "as annotations of a pull request"],
    ["validate deploy/ --format sarif -o findings.sarif", "for code scanning"],
    ["validate --rule 'dev/**:no-master-key=off'", "not this, not there"],
    ["validate deploy/ --baseline accepted.json", "only what is new"],
  ]);
}

/** Whoever lets dates fail asks for them, too; what `--rule` says comes after. `--env-file` is `--variables`. */
function spelledOut({ envFile = [], ...options }: ValidateOptions): ValidateOptions {
  const variables = [...(options.variables ?? []), ...envFile];
  if (options.failOnDates !== true) return { ...options, variables };
  const rule: SeveritySetting[] = [{ code: deprecatedModel.code, level: "error" }, ...(options.rule ?? [])];
  return { ...options, variables, asOf: options.asOf ?? today(), rule };
}

async function validate(names: readonly string[], options: ValidateOptions, terminal: Terminal): Promise<Output> {
  if (options.fix === true || options.fixDryRun === true) return fix(names, options, terminal);
  if (options.upgradeTo !== undefined) return compare(names, options, terminal, options.upgradeTo);
  const checked = await (names.length === 0 ? checkProject(options) : checkFiles(names, options));
  const found = await chooseFindings(checked, options);
  if (options.writeBaseline !== undefined) return saveBaseline(options.writeBaseline, found);
  return tell({ ...checked, findings: found }, options, terminal);
}

async function checkFiles(names: readonly string[], options: ValidateOptions): Promise<Checked> {
  const { files, check } = await openFiles(names, options);
  return check(files);
}

/** Checks twice, as either release reads the files, and tells the difference. */
async function compare(
  names: readonly string[],
  options: ValidateOptions,
  { colour }: Terminal,
  to: string,
): Promise<Output> {
  const { litellm: from, format, output } = options;
  if (from === undefined) {
    throw new Failure("no-release", "It is not known from which release to upgrade", "Name it with `--litellm`");
  }
  const { compareUpgrade } = await import("../../operations/compare-upgrade.ts");
  const { upgradeText } = await import("../../report/upgrade-text.ts");
  const named = names.length === 0 ? undefined : await openFiles(names, options);
  const check = (release: string) =>
    named?.check(named.files, release) ?? checkProject({ ...options, litellm: release });
  const [old, now] = [await check(from), await check(to)];
  const [before, after] = [await chooseFindings(old, options), await chooseFindings(now, options)];
  const difference = compareUpgrade({ from, to, files: now.files, before, after });
  const changed = { ...now, findings: difference.added, remarks: [...new Set([...old.remarks, ...now.remarks])] };
  if (format === "json")
    return writeReport(`${JSON.stringify({ version: 1, ...difference }, null, 2)}\n`, changed, options);
  if (format !== "text") return tell(changed, options, { colour });
  const texts = { files: now.files.size, texts: now.files, colour: colour && output === undefined };
  return writeReport(upgradeText(difference, texts), changed, options);
}

/** Mends the files, or shows how, and tells what is left. */
async function fix(names: readonly string[], options: ValidateOptions, terminal: Terminal): Promise<Output> {
  refuseUnfixable(names, options);
  const { fixFindings, writeFixed } = await import("../fix-findings.ts");
  const named = await openFiles(names, options);
  const report = await fixFindings(named, options);
  if (options.fix === true) await writeFixed(named.files, report);
  const checked = await named.check(report.texts);
  const left = { ...checked, findings: await chooseFindings(checked, options) };
  const output = options.fix === true ? await tell(left, options, terminal) : await tellFixes(report, left, options);
  const [mended, remain] = [counted(report.fixed), counted(left.findings.length)];
  const remark = options.fix === true ? `Mended ${mended}` : `\`--fix\` would mend ${mended} and leave ${remain}`;
  return { ...output, stderr: `${output.stderr ?? ""}${remark}\n` };
}

function counted(findings: number): string {
  return `${findings} finding${findings === 1 ? "" : "s"}`;
}

async function tellFixes({ diffs, fixed }: FixReport, left: Checked, options: ValidateOptions): Promise<Output> {
  const report =
    options.format === "json"
      ? `${JSON.stringify({ version: 1, fixed, left: left.findings.length, diffs }, null, 2)}\n`
      : diffs.map(({ diff }) => diff).join("");
  return writeReport(report, left, options);
}

/** What is rendered, and what comes through a pipe, is not a file to mend. */
function refuseUnfixable(names: readonly string[], options: ValidateOptions): void {
  if (names.length === 0) {
    throw new Failure("nothing-to-fix", "A project's sources are not mended", "Name the configs to mend");
  }
  if (options.fix === true && names.includes("-")) {
    throw new Failure("nothing-to-fix", "Standard input is no file", "`--fix-dry-run` shows what could be mended");
  }
}

/** Prints the findings, or writes them where the user says. */
async function tell(checked: Checked, options: ValidateOptions, { colour }: Pick<Terminal, "colour">): Promise<Output> {
  const { format, output, quiet } = options;
  const findings = quiet === true ? atLeast(checked.findings, "error") : checked.findings;
  const report = printFindings(findings, { format, files: checked.files, colour: colour && output === undefined });
  return writeReport(report, checked, options);
}

async function writeReport(
  report: string,
  { findings, remarks }: Checked,
  { output, maxWarnings }: ValidateOptions,
): Promise<Output> {
  if (output !== undefined) await writeOutput(output, report);
  return {
    stdout: output === undefined ? report : "",
    stderr: remarks.map((remark) => `${remark}\n`).join(""),
    exitCode: findingsExitCode(findings, maxWarnings),
  };
}

async function saveBaseline(path: string, findings: readonly Finding[]): Promise<Output> {
  await writeOutput(path, writeBaseline(findings));
  return { stdout: "", stderr: printable(`\`${path}\` accepts ${findings.length} findings`) + "\n", exitCode: 0 };
}

function collect(path: string, before: readonly string[] = []): readonly string[] {
  return [...before, path];
}

function readCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number");
}
