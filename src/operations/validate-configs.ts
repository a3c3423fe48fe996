import { sortFindings } from "../domain/finding.ts";
import type { ReadFiles, SourceFiles } from "../domain/source-files.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import { includedPaths } from "../litellm/resolve-includes.ts";
import { checkFile } from "../rules/config/index.ts";
import type { ConfigFile } from "../rules/config/index.ts";
import type { Validation } from "./validate-project.ts";

export interface ConfigsValidation extends Validation {
  /** Files that wrap other things than configs. */
  readonly withoutConfig: readonly string[];
}

/** Checks configs that need not belong to a project. `readIncluded` finds the files that they include and that are not among them. */
export async function validateConfigs(
  files: SourceFiles,
  readIncluded: ReadFiles,
  models: ModelMap,
  settings: Pick<ConfigFile, "release" | "variables"> = {},
): Promise<ConfigsValidation> {
  const included = new Map<string, SourceFiles>();
  for (const [file, text] of files) included.set(file, await readChain(file, text, readIncluded));
  const parts = new Set([...included.values()].flatMap((texts) => [...texts.keys()]));
  const checked = [...files].map(([file, text]) => {
    const source = { ...settings, file, text, included: included.get(file) ?? new Map(), isPart: parts.has(file) };
    return { file, ...checkFile(source, models) };
  });
  return {
    findings: sortFindings(checked.flatMap(({ findings }) => findings)),
    files,
    withoutConfig: checked.filter(({ configs }) => configs === 0).map(({ file }) => file),
  };
}

/** The texts that a config includes, and those include; each is read once. */
async function readChain(file: string, text: string, read: ReadFiles): Promise<SourceFiles> {
  const chain = new Map<string, string>();
  const asked = new Set([file]);
  const ask = (paths: readonly string[]) => [...new Set(paths)].filter((path) => !asked.has(path));
  for (let paths = ask(pathsIn(file, text)); paths.length > 0;) {
    for (const path of paths) asked.add(path);
    const found = await read(paths);
    for (const [path, part] of found) chain.set(path, part);
    paths = ask([...found].flatMap(([path, part]) => pathsIn(path, part)));
  }
  return chain;
}

/** Most configs include nothing, and need not be read for it. */
function pathsIn(file: string, text: string): string[] {
  return text.includes("include") ? includedPaths(file, text) : [];
}
