import { hasErrors, type Finding } from "../domain/finding.ts";
import type { ReadFiles } from "../domain/source-files.ts";
import { openModelMap } from "../litellm/model-map.ts";
import { loadProject } from "../sources/load-project.ts";
import { requireProfile } from "./load-head.ts";
import { validateProject } from "./validate-project.ts";

/** Whether profiles answer every task as it asks. The JSON form is a contract. */
export interface AssignmentsReport {
  readonly valid: boolean;
  /** What was found, infos left out; of one profile, what its file has to answer for. */
  readonly findings: readonly Finding[];
}

/** Checks the work tree's sources, or what stands in one profile's file. Throws `not-a-project`, `unknown-profile`. */
export async function validateAssignments(read: ReadFiles, profile?: string): Promise<AssignmentsReport> {
  const { findings, files } = await validateProject(read, openModelMap);
  const { project } = loadProject(files);
  if (profile !== undefined && project !== undefined) requireProfile(project, profile);
  const own = project?.profiles.find(({ name }) => name === profile)?.file;
  const shown = findings.filter(({ severity, file }) => severity !== "info" && (own === undefined || file === own));
  return { valid: !hasErrors(shown), findings: shown };
}
