import { sortFindings } from "../domain/finding.ts";
import type { Finding } from "../domain/finding.ts";
import type { ReadFiles, SourceFiles } from "../domain/source-files.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import { checkSources } from "../rules/sources/index.ts";
import { loadProject } from "../sources/load-project.ts";
import { readSourceFiles } from "../sources/source-files.ts";

/** What validating found, and the texts that it looked at. */
export interface Validation {
  readonly findings: readonly Finding[];
  readonly files: SourceFiles;
}

type OpenModelMap = (release: string) => ModelMap;

/** Reads a project and checks it. Throws `not-a-project`. */
export async function validateProject(read: ReadFiles, openModelMap: OpenModelMap): Promise<Validation> {
  return validateFiles(await readSourceFiles(read), openModelMap);
}

/** Checks sources that were read already, or are not written yet. */
export function validateFiles(files: SourceFiles, openModelMap: OpenModelMap): Validation {
  const loaded = loadProject(files);
  return { findings: sortFindings(checkSources(loaded, openModelMap)), files };
}
