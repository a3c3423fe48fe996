import { Failure } from "../domain/failure.ts";
import type { ReadFiles, SourceFiles } from "../domain/source-files.ts";
import { toolVersion } from "../generated/tool-version.ts";
import { readWritten } from "./read-written.ts";
import { requireTool } from "./require-tool.ts";
import { defaultOutput, defaultTemplate, environmentFolder, profileFolder, projectFile } from "./source-paths.ts";

/**
 * Reads everything that rendering and validating look at: the sources, then the template and the rendered config of
 * every environment, which they name. Throws `not-a-project` where there is no `litellm-profiles.yaml`, and `tool-unfit`
 * where that asks for another release of this tool.
 */
export async function readSourceFiles(read: ReadFiles): Promise<SourceFiles> {
  const sources = await read([projectFile, profileFolder, environmentFolder]);
  const projectText = sources.get(projectFile);
  if (projectText === undefined) {
    throw new Failure(
      "not-a-project",
      `There is no \`${projectFile}\` here`,
      `Run this in the folder that holds it; \`litellm-profiles init\` makes a project, \`litellm-profiles validate FILE\` checks a config without one`,
    );
  }
  await requireTool(projectText, toolVersion);
  const named = await read(namedPaths(sources));
  return new Map([...sources, ...named]);
}

/** Paths that valid sources name; a broken source names none, and a profile never does. */
function namedPaths(sources: SourceFiles): string[] {
  const naming = [...sources].filter(([path]) => !path.startsWith(`${profileFolder}/`));
  const { project, environments } = readWritten(new Map(naming));
  const template = project?.value ? [project.value.template ?? defaultTemplate] : [];
  const outputs = environments.flatMap(({ name, value }) => (value ? [value.output ?? defaultOutput(name)] : []));
  return [...new Set([...template, ...outputs])];
}
