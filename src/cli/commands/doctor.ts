import type { Command } from "commander";
import { composeNamedFiles, composeWorld, readShippedModule } from "../../compose.ts";
import { Failure } from "../../domain/failure.ts";
import type { SourceFiles } from "../../domain/source-files.ts";
import { examineEnvironment } from "../../operations/examine-environment.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { readVariables } from "../read-variables.ts";
import { printExamination } from "./print-examination.ts";

interface DoctorOptions extends EnvironmentOptions, FormatOptions {
  readonly variables?: readonly string[];
}

export function define(command: Command, run: Run): void {
  command
    .description(
      "Look at everything that could keep an environment from being switched and proven: its proxies and their module, the config, the manifests beside it, git. Changes nothing. Exit code 1 where something is an error.",
    )
    .option("--variables <file>", "the variables that the proxies have; repeatable", collect)
    .action((options: DoctorOptions) => run(options.format, (terminal) => examine(options, terminal)));
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ["doctor -e production", "before the first switch"],
    ["doctor -e production --variables .env", "with what the proxies' variables are set by"],
  ]);
}

async function examine({ environment, format, variables }: DoctorOptions, { colour }: Terminal): Promise<Output> {
  const [world, shipped, manifests, known] = await Promise.all([
    composeWorld(),
    readShippedModule(),
    readManifests(),
    readVariables(variables),
  ]);
  const examination = await examineEnvironment(world, { environment, shipped, manifests, ...known });
  return printExamination(examination, { format, colour });
}

/** Kubernetes documents of the folder; none where it holds none. */
async function readManifests(): Promise<SourceFiles> {
  try {
    return (await composeNamedFiles(["."], { standardInputName: "", isWanted: isManifest })).files;
  } catch (error) {
    if (error instanceof Failure && error.code === "no-config") return new Map();
    throw error;
  }
}

function isManifest(text: string): boolean {
  return /^apiVersion:/m.test(text);
}

function collect(path: string, before: readonly string[] = []): readonly string[] {
  return [...before, path];
}
