import { SourcesInvalid } from "../domain/failure.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Profile, Project } from "../domain/project.ts";
import type { ReadFiles } from "../domain/source-files.ts";
import { loadProject } from "../sources/load-project.ts";
import { readSourceFiles } from "../sources/source-files.ts";

/** A profile as a list shows it. The JSON form is a contract. */
export interface ListedProfile {
  readonly name: string;
  readonly description: string;
  readonly metadata: JsonObject;
  /** Environments in which it is active. */
  readonly active_in: readonly string[];
}

/** The profiles of a work tree, by name. Throws `not-a-project` and `sources-invalid`. */
export async function listProfiles(read: ReadFiles): Promise<ListedProfile[]> {
  const { project, findings } = loadProject(await readSourceFiles(read));
  if (project === undefined) throw new SourcesInvalid(findings);
  return project.profiles.map((profile) => listed(project, profile));
}

export function listed({ environments }: Project, { name, description, metadata }: Profile): ListedProfile {
  return {
    name,
    description,
    metadata,
    active_in: environments.filter(({ active }) => active === name).map((environment) => environment.name),
  };
}
