import { SourcesInvalid } from "../domain/failure.ts";
import { groupName } from "../domain/project.ts";
import type { ReadFiles } from "../domain/source-files.ts";
import { loadProject } from "../sources/load-project.ts";
import { readSourceFiles } from "../sources/source-files.ts";

/** The names that applications may call. */
export interface TaskNames {
  readonly tasks: readonly { readonly name: string; readonly description: string }[];
  /** Older name → task. */
  readonly legacyNames: Readonly<Record<string, string>>;
  /** Generated group → task. */
  readonly groups: Readonly<Record<string, string>>;
}

/** The tasks of a work tree, in the order of the project file. Throws `not-a-project` and `sources-invalid`. */
export async function listTasks(read: ReadFiles): Promise<TaskNames> {
  const { project, findings } = loadProject(await readSourceFiles(read));
  if (project === undefined) throw new SourcesInvalid(findings);
  const { tasks, profiles } = project;
  return {
    tasks: tasks.map(({ name, description }) => ({ name, description })),
    legacyNames: Object.fromEntries(tasks.flatMap(({ name, legacyNames }) => legacyNames.map((old) => [old, name]))),
    groups: Object.fromEntries(
      tasks.flatMap(({ name }) => profiles.map((profile) => [groupName(project, name, profile.name), name])),
    ),
  };
}
