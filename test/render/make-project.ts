import type { Deployment } from "../../src/domain/deployment.ts";
import type { Assignment, Profile, Project, Task } from "../../src/domain/project.ts";

/** A deployment by its model alone, or with more. */
export type Short = string | (Partial<Deployment> & { readonly model: string });

export function makeTask(name: string, more: Partial<Task> = {}): Task {
  return { name, description: `Do ${name}`, mode: "chat", requires: [], legacyNames: [], ...more };
}

/** Tasks by name: a list of deployments, the name of a group written by hand, or why it is disabled. */
export function makeProfile(
  name: string,
  tasks: Readonly<Record<string, readonly Short[] | string | { readonly disabled: string }>>,
  fallbacks: Readonly<Record<string, readonly string[]>> = {},
): Profile {
  const assignments = Object.entries(tasks).map(([task, written]): [string, Assignment] => [
    task,
    makeAssignment(written),
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

function makeAssignment(written: readonly Short[] | string | { readonly disabled: string }): Assignment {
  if (typeof written === "string") return { kind: "group", group: written };
  if ("disabled" in written) return { kind: "disabled", reason: written.disabled };
  return { kind: "deployments", deployments: written.map(makeDeployment) };
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
