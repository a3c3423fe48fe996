import { profilesIn, type Environment, type Project } from "../domain/project.ts";
import { mappingsOf } from "./tell-result.ts";

type Aliases = Readonly<Record<string, string>>;

/**
 * The profile that gives the tasks exactly these groups in an environment, with its overrides or without; the active one
 * where several do, null where none does. Aliases of other names do not matter.
 */
export function nameProfile(project: Project, environment: Environment, aliases: Aliases): string | null {
  const names = [environment.active, ...profilesIn(project, environment).map(({ name }) => name)];
  const candidates = [environment.overrides, new Map<string, string>()].flatMap((overrides) =>
    names.map((active) => ({ active, overrides })),
  );
  return candidates.find((candidate) => isGiven(project, candidate, aliases))?.active ?? null;
}

function isGiven(project: Project, inForce: Pick<Environment, "active" | "overrides">, aliases: Aliases): boolean {
  const mappings = mappingsOf(project, inForce);
  return project.tasks.every(({ name }) => groupAt(mappings, name) === groupAt(aliases, name));
}

function groupAt(aliases: Aliases, task: string): string | undefined {
  return Object.hasOwn(aliases, task) ? aliases[task] : undefined;
}
