import type { RenderedDeployment } from "../domain/deployment.ts";
import type { JsonObject } from "../domain/json.ts";
import { groupOf, profileOf, type Environment, type Project, type Task } from "../domain/project.ts";
import type { Routing } from "../domain/routing.ts";

/** One side of a change: the sources of one state, and what they render to in one environment. */
export interface PlanSide {
  readonly project: Project;
  readonly environment: Environment;
  readonly rendered: { readonly routing: Routing; readonly deployments: readonly RenderedDeployment[] };
  /** The rendered config, as LiteLLM reads it. */
  readonly config: JsonObject;
}

export function findTask(side: PlanSide | null, name: string): Task | undefined {
  return side?.project.tasks.find((task) => task.name === name);
}

/** Why nothing answers a task on this side; undefined where something does. */
export function disabledReason(side: PlanSide, task: string): string | undefined {
  const assignment = profileOf(side.project, side.environment, task)?.assignments.get(task);
  return assignment?.kind === "disabled" ? assignment.reason : undefined;
}

/** The group that answers a task on this side: what its alias says, else what the profile that answers it names. */
export function answeringGroup(side: PlanSide, task: string): string | undefined {
  const { aliases } = side.rendered.routing;
  if (Object.hasOwn(aliases, task)) return aliases[task];
  const profile = profileOf(side.project, side.environment, task);
  return profile && groupOf(side.project, task, profile);
}
