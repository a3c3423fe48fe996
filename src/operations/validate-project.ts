import { hasErrors, sortFindings } from "../domain/finding.ts";
import type { Finding } from "../domain/finding.ts";
import type { ReadFiles, SourceFiles } from "../domain/source-files.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import { checkConfig, type ConfigFile } from "../rules/config/index.ts";
import type { RenderedSources } from "../rules/rendered/index.ts";
import { checkSources } from "../rules/sources/index.ts";
import { loadProject } from "../sources/load-project.ts";
import { readSourceFiles } from "../sources/source-files.ts";
import { renderChecked } from "./render-checked.ts";

/** What validating found, and the texts that it looked at. */
export interface Validation {
  readonly findings: readonly Finding[];
  readonly files: SourceFiles;
}

type ConfigSettings = Pick<ConfigFile, "variables" | "externalGroups" | "asOf">;

type Sources = Pick<RenderedSources, "project" | "documents">;

type OpenModelMap = (release: string) => ModelMap;

/** Reads a project and checks it. Infos are among the findings. Throws `not-a-project`. */
export async function validateProject(
  read: ReadFiles,
  openModelMap: OpenModelMap,
  settings: ConfigSettings = {},
): Promise<Validation> {
  return validateFiles(await readSourceFiles(read), openModelMap, settings);
}

/**
 * Checks sources that were read already, or are not written yet: each on its own, then together, then the template by
 * rendering it, then every environment's config. What is rendered from wrong sources is not looked at.
 */
function validateFiles(files: SourceFiles, openModelMap: OpenModelMap, settings: ConfigSettings): Validation {
  const loaded = loadProject(files);
  const inSources = checkSources(loaded, openModelMap);
  const { project } = loaded;
  const outputs =
    project === undefined || hasErrors(inSources)
      ? nothing
      : checkOutputs({ project, documents: loaded.documents }, files, { openModelMap, settings });
  const findings = withoutRepeats([...inSources, ...outputs.findings]);
  return { findings: sortFindings(findings), files: new Map([...files, ...outputs.files]) };
}

const nothing: Validation = { findings: [], files: new Map() };

/** Renders every environment, and checks the config that is there; where there is none yet, the one to be written. */
function checkOutputs(
  sources: Sources,
  files: SourceFiles,
  { openModelMap, settings }: { readonly openModelMap: OpenModelMap; readonly settings: ConfigSettings },
): Validation {
  const outputs = sources.project.environments.map((environment) => {
    const { litellm: release, output: file } = environment;
    const models = openModelMap(release);
    const { rendered, findings } = renderChecked(sources, environment, models);
    const text = files.get(file) ?? rendered?.text;
    return { findings, configs: text === undefined ? [] : [{ config: { file, text, release, ...settings }, models }] };
  });
  const configs = outputs.flatMap((output) => output.configs);
  return {
    findings: [
      ...outputs.flatMap(({ findings }) => findings),
      ...configs.flatMap(({ config, models }) => checkConfig(config, models)),
    ],
    files: new Map(configs.map(({ config: { file, text } }) => [file, text])),
  };
}

/** A mistake in the template is found once for every environment. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
