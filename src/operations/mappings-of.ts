import { groupOf, profileOf, type Environment, type Project } from "../domain/project.ts";
import { renderEnvironment } from "../render/render-environment.ts";

/** Task → group that is to answer it; tasks only, no legacy names, and none that is disabled. */
export function mappingsOf(project: Project, environment: Environment): Record<string, string> {
  const groups = groupsByTask(project, environment);
  return Object.fromEntries(
    project.tasks.flatMap(({ name }) => {
      const group = groups(name);
      return group === undefined ? [] : [[name, group]];
    }),
  );
}

/** Where a provider is avoided, which group is left only shows in what is rendered. */
function groupsByTask(project: Project, environment: Environment): (task: string) => string | undefined {
  if (environment.avoid.size > 0) {
    const aliases = renderEnvironment(project, environment).rendered?.routing.aliases ?? {};
    return (task) => (Object.hasOwn(aliases, task) ? aliases[task] : undefined);
  }
  return (task) => {
    const profile = profileOf(project, environment, task);
    return profile && groupOf(project, task, profile);
  };
}
