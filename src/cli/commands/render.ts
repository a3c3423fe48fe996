import { Option, type Command } from "commander";
import { composeWorkTree } from "../../compose.ts";
import { hasErrors } from "../../domain/finding.ts";
import { renderWorkTree, type RenderReport } from "../../operations/render-work-tree.ts";
import { openModelMap } from "../../litellm/model-map.ts";
import { findingsText } from "../../report/findings-text.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";

interface RenderOptions extends FormatOptions {
  readonly environment?: string;
  readonly env?: string;
  readonly check?: boolean;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      "Render every environment's config from the sources of the work tree, and write those that changed. With --check nothing is written: exit code 1 and a diff where one is stale.",
    )
    .option("-e, --environment <name>", "only this environment")
    .addOption(new Option("--env <name>").hideHelp())
    .option("--check", "write nothing, say what is stale")
    .action((options: RenderOptions) => run(options.format, (terminal) => render(options, terminal)));
  addFormat(command);
  addExamples(command, [
    ["render", "after an edit of the sources"],
    ["render --check", "in a pull request's checks"],
  ]);
}

async function render(options: RenderOptions, { colour }: Terminal): Promise<Output> {
  const environment = options.environment ?? options.env;
  const report = await renderWorkTree(composeWorkTree(), openModelMap, {
    check: options.check ?? false,
    ...(environment !== undefined && { environment }),
  });
  return {
    stdout: options.format === "json" ? printJson(report) : printText(report, colour),
    exitCode: isWell(report) ? 0 : 1,
  };
}

function isWell({ files, findings }: RenderReport): boolean {
  return !hasErrors(findings) && files.every(({ state }) => state !== "stale");
}

function printJson(report: RenderReport): string {
  return `${JSON.stringify({ version: 1, ...report }, null, 2)}\n`;
}

function printText({ files, findings }: RenderReport, colour: boolean): string {
  const shown = findings.filter(({ severity }) => severity !== "info");
  const found =
    shown.length === 0
      ? ""
      : findingsText(shown, { files: new Set(shown.map(({ file }) => file)).size, texts: new Map(), colour });
  const told = files.map((file) => `${file.path}: ${file.state}\n${file.state === "stale" ? file.diff : ""}`);
  return [found, ...told].filter((text) => text !== "").join("");
}
