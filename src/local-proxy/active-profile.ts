import { groupOf, type Profile, type Project } from "../domain/project.ts";

/** The profile whose groups the aliases name, for every task; undefined where it is none or a mixture. */
export function profileInForce(project: Project, aliases: Readonly<Record<string, string>>): Profile | undefined {
  return project.profiles.find((profile) =>
    project.tasks.every((task) => aliases[task.name] === groupOf(project, task.name, profile)),
  );
}
