import { Option, type Command } from "commander";
import { composeWorld, writeOutput } from "../../compose.ts";
import type { GateResult, WhenStale } from "../../domain/gate-result.ts";
import { gatePullRequest } from "../../operations/gate-pull-request.ts";
import { formatGateMarkdown } from "../../report/gate-markdown.ts";
import { formatGateText } from "../../report/gate-text.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { printFindings } from "../print-findings.ts";
import { readPullNumber } from "../read-pull-number.ts";

interface GateOptions extends FormatOptions {
  readonly sarif?: string;
  readonly stale: WhenStale;
  readonly summary?: string;
}

export function define(command: Command, run: Run): void {
  command
    .argument("<number>", "the number of the pull request", readPullNumber)
    .description(
      `Say whether a pull request may be merged: check what the merge would give, compare the rendered configs with their sources and a switch's plan with what was reviewed, and put the plan for every environment into one comment and a status of the commit. For a runner that has the branch checked out which the pull request goes into, and the newest commit of the pull request beside it.

Exit code 0: it may. 1: it may not. 2: it could not be judged.`,
    )
    .addOption(
      new Option("--stale <what>", "what to do where a rendered config is not what its sources give")
        .choices(["fail", "commit"])
        .default("fail"),
    )
    .option("--sarif <file>", "write the findings as SARIF, for code scanning")
    .option("--summary <file>", "write the comment there, too, where the forge lets nobody write, as from a fork")
    .action((number: number, options: GateOptions) =>
      run(options.format, (terminal) => gate(number, options, terminal)),
    );
  addFormat(command, ["text", "json", "github", "markdown"]);
  addExamples(command, [
    ["gate 3", "says so in the pull request, too"],
    ["gate 3 --stale commit", "renders what somebody forgot to render"],
    ['gate 3 --format github --sarif gate.sarif --summary "$GITHUB_STEP_SUMMARY"', "in a workflow"],
  ]);
}

async function gate(number: number, options: GateOptions, { progress, colour }: Terminal): Promise<Output> {
  const { format, sarif, stale, summary } = options;
  const result = await gatePullRequest(await composeWorld({ progress }), number, { stale });
  if (sarif !== undefined) {
    await writeOutput(sarif, printFindings(result.findings, { format: "sarif", files: new Map(), colour: false }));
  }
  if (summary !== undefined && result.not_told !== null) {
    await writeOutput(summary, formatGateMarkdown(result, Number.POSITIVE_INFINITY));
  }
  const remark = result.not_told === null ? "" : `The pull request says nothing of it: ${result.not_told}\n`;
  return { stdout: print(result, format, colour), stderr: remark, exitCode: result.verdict.passed ? 0 : 1 };
}

function print(result: GateResult, format: string, colour: boolean): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(result, null, 2)}\n`;
    case "github":
      return printFindings(result.findings, { format: "github", files: new Map(), colour: false });
    case "markdown":
      return formatGateMarkdown(result, Number.POSITIVE_INFINITY);
    case "text":
    default:
      return formatGateText(result, { colour });
  }
}
