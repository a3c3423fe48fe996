import { groupName, groupOf, profileOf } from "../domain/project.ts";
import type { Environment, Profile, Project, Task } from "../domain/project.ts";
import type { FallbackEntry } from "../domain/routing.ts";
import { must } from "../domain/must.ts";
import { canonicalJson } from "./deployment-id.ts";
import type { RenderedGroup } from "./render-deployments.ts";

/** What a switch changes: the aliases of the profiles in force, and the fallbacks. */
export interface RenderedRouting {
  readonly aliases: Readonly<Record<string, string>>;
  readonly fallbacks: readonly FallbackEntry[];
}

/**
 * Aliases of every task and legacy name to the group of the profile that answers it; fallbacks for these and for every
 * generated group, each a complete list of groups one hop deep. The profiles in force are among the project's. Nothing
 * falls back on a `dead` group, and a task whose own group is dead gets the first of its fallbacks that is not.
 */
export function renderRouting(
  project: Project,
  environment: Pick<Environment, "active" | "overrides">,
  groups: readonly RenderedGroup[],
  dead: ReadonlySet<string> = new Set(),
): RenderedRouting {
  const contents = contentsOf(groups);
  const targets = (task: Task, profile: Profile): string[] =>
    fallbackGroups(project, { task, profile, contents }).filter((group) => !dead.has(group));
  const aimed = project.tasks.flatMap((task) => {
    const profile = must(profileOf(project, environment, task.name), "The profile in force");
    const own = groupOf(project, task.name, profile);
    const [first, ...others] = targets(task, profile);
    if (own === undefined) return [];
    return first !== undefined && dead.has(own)
      ? [{ task, group: first, fallbacks: others }]
      : [{ task, group: own, fallbacks: first === undefined ? [] : [first, ...others] }];
  });
  const aliases = aimed.flatMap(({ task, group }) => namesOf(task).map((name) => [name, group] as const));
  const ofAliases = aimed.flatMap(({ task, fallbacks }) => namesOf(task).map((name) => [name, fallbacks] as const));
  const ofGroups = project.tasks.flatMap((task) =>
    project.profiles
      .filter((profile) => profile.assignments.get(task.name)?.kind === "deployments")
      .map((profile) => [groupName(project, task.name, profile.name), targets(task, profile)] as const),
  );
  const fallbacks = [...ofAliases, ...ofGroups].filter(([, groupsToTry]) => groupsToTry.length > 0);
  return {
    aliases: Object.fromEntries(aliases),
    fallbacks: fallbacks.map(([name, groupsToTry]) => ({ [name]: groupsToTry })),
  };
}

/** The names that applications may call a task by. */
function namesOf(task: Task): string[] {
  return [task.name, ...task.legacyNames];
}

interface FallbackQuestion {
  readonly task: Task;
  readonly profile: Profile;
  readonly contents: ReadonlyMap<string, string>;
}

/** The groups to try in order, without those that would ask the same models again. */
function fallbackGroups(project: Project, { task, profile, contents }: FallbackQuestion): string[] {
  const own = groupOf(project, task.name, profile);
  if (own === undefined) return [];
  const tried = new Set([contents.get(own) ?? own]);
  return (profile.fallbacks.get(task.name) ?? []).flatMap((name) => {
    const other = project.profiles.find((each) => each.name === name);
    const group = other && groupOf(project, task.name, other);
    if (group === undefined || tried.has(contents.get(group) ?? group)) return [];
    tried.add(contents.get(group) ?? group);
    return [group];
  });
}

/** By generated group what its deployments are, whatever they are called. */
function contentsOf(groups: readonly RenderedGroup[]): Map<string, string> {
  return new Map(
    groups.map(({ name, deployments }) => {
      const parts = deployments.map(({ litellm_params, model_info }) =>
        canonicalJson({ litellm_params, model_info: { ...model_info, id: null } }),
      );
      return [name, parts.toSorted().join("\n")];
    }),
  );
}
