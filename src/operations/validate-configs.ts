import { posix } from "node:path";
import { sortFindings, type Finding } from "../domain/finding.ts";
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

/**
 * Checks configs that need not belong to a project, each with the files that it includes, as LiteLLM merges them. One
 * that another of them includes is checked there, and not on its own. `readIncluded` finds files that are not named.
 */
export async function validateConfigs(
  files: SourceFiles,
  readIncluded: ReadFiles,
  models: ModelMap,
  settings: Pick<ConfigFile, "release" | "variables" | "externalGroups" | "asOf"> = {},
): Promise<ConfigsValidation> {
  const named = new Map([...files.keys()].map((file) => [posix.normalize(file), file]));
  const read = readNamedFirst(files, named, readIncluded);
  const chains = new Map<string, SourceFiles>();
  for (const [file, text] of files) chains.set(file, await readChain(file, text, read));
  const checked = wholes(chains).map(([file, included]) => {
    const source = { ...settings, file, text: files.get(file) ?? "", included };
    return { file, ...checkFile(source, models) };
  });
  const texts = [...chains.values()].flatMap((chain) => [...chain]);
  return {
    findings: withoutRepeats(checked.flatMap(({ findings }) => findings).map((finding) => asNamed(finding, named))),
    files: new Map([...files, ...texts.filter(([path]) => !named.has(path))]),
    withoutConfig: checked.filter(({ configs }) => configs === 0).map(({ file }) => file),
  };
}

function reaches(chain: SourceFiles, file: string): boolean {
  return chain.has(posix.normalize(file));
}

/** A file that is named may have another text than on the disk. */
function readNamedFirst(files: SourceFiles, named: ReadonlyMap<string, string>, read: ReadFiles): ReadFiles {
  return async (paths) => {
    const own = paths.flatMap((path) => {
      const text = files.get(named.get(path) ?? "");
      return text === undefined ? [] : [[path, text] as const];
    });
    const others = paths.filter((path) => !named.has(path));
    return new Map([...own, ...(others.length > 0 ? await read(others) : [])]);
  };
}

/** The files that no other one includes, but for those that include each other. */
function wholes(chains: ReadonlyMap<string, SourceFiles>): [string, SourceFiles][] {
  return [...chains].filter(([file, chain]) =>
    [...chains].every(([other, from]) => other === file || !reaches(from, file) || reaches(chain, other)),
  );
}

/** Two configs may include the same file. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  return sortFindings([...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()]);
}

/** An included file that is named goes by the path that the user gave it. */
function asNamed(finding: Finding, named: ReadonlyMap<string, string>): Finding {
  const file = named.get(finding.file);
  if (file === undefined || file === finding.file) return finding;
  const fix = finding.fix?.map((edit) => ({ ...edit, place: { ...edit.place, file } }));
  return { ...finding, file, ...(fix && { fix }) };
}

/** A file that leads to ever deeper ones is not followed for ever. */
const mostIncluded = 1000;

/** The texts that a config includes, and those include; each is read once. */
async function readChain(file: string, text: string, read: ReadFiles): Promise<SourceFiles> {
  const chain = new Map<string, string>();
  const asked = new Set([posix.normalize(file)]);
  const ask = (paths: readonly string[]) => [...new Set(paths)].filter((path) => !asked.has(path));
  for (let paths = ask(pathsIn(file, text)); paths.length > 0 && asked.size < mostIncluded;) {
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
