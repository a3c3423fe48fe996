import type { Deployment } from "../../src/domain/deployment.ts";
import type { Assignment, Profile, Project, Task } from "../../src/domain/project.ts";

/** A deployment by its model alone, or with more. */
export type Short = string | (Partial<Deployment> & { readonly model: string });

export function makeTask(name: string, more: Partial<Task> = {}): Task {
  return { name, description: `Do ${name}`, mode: "chat", requires: [], legacyNames: [], ...more };
}

/** Tasks by name: a list of deployments, or the name of a group written by hand. */
export function makeProfile(
  name: string,
  tasks: Readonly<Record<string, readonly Short[] | string>>,
  fallbacks: Readonly<Record<string, readonly string[]>> = {},
): Profile {
  const assignments = Object.entries(tasks).map(([task, written]): [string, Assignment] => [
    task,
    typeof written === "string"
      ? { kind: "group", group: written }
      : { kind: "deployments", deployments: written.map(makeDeployment) },
  ]);
  return {
    name,
    file: `profiles/${name}.yaml`,
    description: "",
    metadata: {},
    assignments: new Map(assignments),
    fallbacks: new Map(Object.entries(fallbacks)),
    inherited: new Set(),
  };
}

function makeDeployment(short: Short): Deployment {
  return { params: {}, info: {}, ...(typeof short === "string" ? { model: short } : short) };
}

export const plainTemplate = `model_list:
  {{yaml deployments}}
router_settings:
  model_group_alias:
    {{yaml aliases}}
  fallbacks:
    {{yaml fallbacks}}
`;

export function makeProject(parts: {
  readonly tasks: readonly Task[];
  readonly profiles: readonly Profile[];
  readonly template?: string;
  readonly connections?: Project["connections"];
}): Project {
  return {
    litellm: "1.106.2",
    tasks: parts.tasks,
    connections: parts.connections ?? new Map(),
    profiles: parts.profiles,
    abstractProfiles: [],
    environments: [],
    template: { path: "templates/litellm_config.yaml.hbs", text: parts.template ?? plainTemplate },
    groupPattern: "{task}_{profile}",
  };
}
