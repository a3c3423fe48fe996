import type { Command } from "commander";
import { composeNamedFiles, composeWriteFiles, readOptionalFile, readVersion } from "../../compose.ts";
import { Failure } from "../../domain/failure.ts";
import type { SourceFiles } from "../../domain/source-files.ts";
import { mentionsConfig } from "../../litellm/find-configs.ts";
import { openModelMap } from "../../litellm/model-map.ts";
import { releasesWithFacts } from "../../litellm/release-facts.ts";
import { initProject } from "../../operations/init-project.ts";
import { fetchedTool } from "../../operations/starter-workflows.ts";
import { initJson } from "../../report/init-json.ts";
import { initText } from "../../report/init-text.ts";
import { projectFile } from "../../sources/source-paths.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run } from "../output.ts";
import { readRelease } from "../read-release.ts";

interface InitOptions extends EnvironmentOptions, FormatOptions {
  readonly litellm?: string;
  readonly workflows?: boolean;
  readonly yes?: boolean;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      "Make a project of this folder: of the LiteLLM config that is found in it, plain or in Helm values, ConfigMaps or Argo Applications, else one to start with. Shows what it would write; with --yes it writes it, and overwrites nothing. `import` has more to say about one file. Exit code 1 where the rendered config would differ.",
    )
    .option("--litellm <version>", "the LiteLLM release that the proxies run", readRelease)
    .option("--workflows", "GitHub's workflows, too; in a folder that is a project already, those alone")
    .option("-y, --yes", "write the files")
    .action((options: InitOptions) => run(options.format, () => init(options)));
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ["init", "what it would write"],
    ["init --yes --litellm 1.106.2", "for the release that runs"],
    ["init --yes --workflows", "with a gate, a switch and a proof on GitHub"],
  ]);
}

async function init({ environment, format, yes = false, litellm, workflows = false }: InitOptions): Promise<Output> {
  const release = litellm ?? releasesWithFacts().at(-1) ?? "";
  const [files, write, project] = await Promise.all([
    readConfigs(),
    composeWriteFiles("."),
    readOptionalFile(projectFile),
  ]);
  const request = {
    environment,
    litellm: release,
    workflows: workflows ? fetchedTool(readVersion()) : null,
    isProject: project !== undefined,
    confirmed: yes,
  };
  const result = await initProject(files, write, request, openModelMap(release));
  return {
    stdout: format === "json" ? initJson(result) : initText(result),
    exitCode: result.differences.length === 0 ? 0 : 1,
  };
}

/** Files of the folder that may hold a config; none where there are none. */
async function readConfigs(): Promise<SourceFiles> {
  try {
    return (await composeNamedFiles(["."], { standardInputName: "", isWanted: mentionsConfig })).files;
  } catch (error) {
    if (error instanceof Failure && error.code === "no-config") return new Map();
    throw error;
  }
}
