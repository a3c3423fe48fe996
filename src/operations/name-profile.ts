import { profilesIn, type Environment, type Project } from "../domain/project.ts";
import { mappingsOf } from "./mappings-of.ts";

type Aliases = Readonly<Record<string, string>>;

/**
 * The profile that gives the tasks exactly these groups in an environment, with its overrides and avoided providers or
 * without; the active one where several do, null where none does. Aliases of other names do not matter.
 */
export function nameProfile(project: Project, environment: Environment, aliases: Aliases): string | null {
  const names = [environment.active, ...profilesIn(project, environment).map(({ name }) => name)];
  const plain = { ...environment, overrides: new Map(), avoid: new Map() };
  const candidates = [environment, { ...environment, avoid: new Map() }, plain].flatMap((each) =>
    names.map((active) => ({ ...each, active })),
  );
  return candidates.find((candidate) => isGiven(project, candidate, aliases))?.active ?? null;
}

function isGiven(project: Project, inForce: Environment, aliases: Aliases): boolean {
  const mappings = mappingsOf(project, inForce);
  return project.tasks.every(({ name }) => groupAt(mappings, name) === groupAt(aliases, name));
}

function groupAt(aliases: Aliases, task: string): string | undefined {
  return Object.hasOwn(aliases, task) ? aliases[task] : undefined;
}
