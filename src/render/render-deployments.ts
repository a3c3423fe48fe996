import type { Deployment, RenderedDeployment } from "../domain/deployment.ts";
import { connectionOf, groupName } from "../domain/project.ts";
import type { Project } from "../domain/project.ts";
import { makeDeploymentId } from "./deployment-id.ts";

/** A generated group: what a profile declares for a task, in LiteLLM's words. */
export interface RenderedGroup {
  readonly task: string;
  readonly profile: string;
  readonly name: string;
  readonly deployments: readonly RenderedDeployment[];
}

/** Every generated group of the project, task by task, whatever profile is active. */
export function renderGroups(project: Project): RenderedGroup[] {
  return project.tasks.flatMap(({ name: task }) =>
    project.profiles.flatMap((profile) => {
      const assignment = profile.assignments.get(task);
      if (assignment?.kind !== "deployments") return [];
      const name = groupName(project, task, profile.name);
      const deployments = assignment.deployments.map((deployment) => renderDeployment(project, name, deployment));
      return [{ task, profile: profile.name, name, deployments }];
    }),
  );
}

function renderDeployment(project: Project, group: string, deployment: Deployment): RenderedDeployment {
  const { model, params, weight, info } = deployment;
  const litellm_params = {
    model,
    ...connectionOf(project, deployment),
    ...params,
    ...(weight !== undefined && { weight }),
  };
  const { id: _, ...model_info } = info;
  const unnamed = { model_name: group, litellm_params, model_info };
  return { ...unnamed, model_info: { id: makeDeploymentId(unnamed), ...model_info } };
}
