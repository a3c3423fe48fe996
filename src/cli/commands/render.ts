import { InvalidArgumentError, Option, type Command } from "commander";
import { composeWorkTree, readHookModule } from "../../compose.ts";
import { hasErrors } from "../../domain/finding.ts";
import { renderTarget, writeTargetFiles, type Target } from "../../operations/render-target.ts";
import { renderWorkTree, type RenderReport } from "../../operations/render-work-tree.ts";
import { openModelMap } from "../../litellm/model-map.ts";
import { findingsText } from "../../report/findings-text.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";

interface RenderOptions extends FormatOptions {
  readonly environment?: string;
  readonly env?: string;
  readonly check?: boolean;
  readonly target?: Target;
  readonly name: string;
  readonly namespace?: string;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      "Render every environment's config from the sources of the work tree, and write those that changed. With --check nothing is written: exit code 1 and a diff where one is stale.\n\nWith --target, one environment's config for Kubernetes: `configmap` and `helm-values` are printed, `kustomize` is written beside the rendered config. docs/kubernetes has the rest.",
    )
    .option("-e, --environment <name>", "only this environment")
    .addOption(new Option("--env <name>").hideHelp())
    .option("--check", "write nothing, say what is stale")
    .addOption(
      new Option("--target <target>", "a form that a cluster takes").choices(["configmap", "helm-values", "kustomize"]),
    )
    .option("--name <name>", "of the ConfigMap; the module's has `-module` behind it", readName, "litellm-profiles")
    .option("--namespace <namespace>", "of the ConfigMaps; absent, wherever they are applied", readName)
    .action((options: RenderOptions) => run(options.format, (terminal) => render(options, terminal)));
  addFormat(command);
  addExamples(command, [
    ["render", "after an edit of the sources"],
    ["render --check", "in a pull request's checks"],
    ["render --target configmap -e production | kubectl apply --server-side -f -", "into a cluster, by hand"],
    ["render --target kustomize -e production", "for Argo CD and Flux, once"],
  ]);
}

async function render(options: RenderOptions, { colour }: Terminal): Promise<Output> {
  const environment = options.environment ?? options.env;
  if (options.target !== undefined) return printTarget(options, options.target, environment);
  const report = await renderWorkTree(composeWorkTree(), openModelMap, {
    check: options.check ?? false,
    ...(environment !== undefined && { environment }),
  });
  return {
    stdout: options.format === "json" ? printJson(report) : printText(report, colour),
    exitCode: isWell(report) ? 0 : 1,
  };
}

async function printTarget(
  { name, namespace, check = false, format }: RenderOptions,
  target: Target,
  environment = "default",
): Promise<Output> {
  const tree = composeWorkTree();
  const { printed, files } = await renderTarget(tree, openModelMap, {
    environment,
    target,
    name,
    ...(namespace !== undefined && { namespace }),
    module: await readHookModule(),
  });
  if (files.length === 0) {
    const json = () => `${JSON.stringify({ version: 1, environment, target, text: printed }, null, 2)}\n`;
    return { stdout: format === "json" ? json() : printed, exitCode: 0 };
  }
  const report = { files: await writeTargetFiles(tree, files, { environment, check }), findings: [] };
  return { stdout: format === "json" ? printJson(report) : printText(report, false), exitCode: isWell(report) ? 0 : 1 };
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

/** A name that Kubernetes takes. */
function readName(text: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,50}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError("Give a name of lower-case letters, digits and `-`, 52 characters at most");
}
