import type { Project } from "../domain/project.ts";
import { mappingsOf } from "./tell-result.ts";

/** The profile that gives exactly these groups to the tasks; null where none does. Other aliases do not matter. */
export function nameProfile(project: Project, aliases: Readonly<Record<string, string>>): string | null {
  const found = project.profiles.find(({ name }) => {
    const mappings = Object.entries(mappingsOf(project, { active: name }));
    return mappings.every(([task, group]) => Object.hasOwn(aliases, task) && aliases[task] === group);
  });
  return found?.name ?? null;
}
