import type { RenderedDeployment } from "../../src/domain/deployment.ts";
import type { JsonObject } from "../../src/domain/json.ts";
import type { Assignment, Profile, Project, Task } from "../../src/domain/project.ts";
import { routingOf } from "../../src/litellm/routing-of.ts";
import type { PlanSide } from "../../src/plan/plan-side.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";

/** What a test says of one side; the rest is the smallest that makes a project. */
export interface SideParts {
  readonly active?: string;
  readonly overrides?: Readonly<Record<string, string>>;
  /** Tasks that the active profile disables, and why. */
  readonly disabled?: Readonly<Record<string, string>>;
  readonly tasks?: readonly (Partial<Task> & { readonly name: string })[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly fallbacks?: readonly Readonly<Record<string, readonly string[]>>[];
  /** Entries by group. */
  readonly groups: Readonly<Record<string, readonly Entry[]>>;
  /** Further sections of the config. */
  readonly settings?: JsonObject;
  readonly litellm?: string;
}

interface Entry {
  readonly id?: string;
  readonly model: string;
  readonly weight?: number;
  readonly info?: JsonObject;
  readonly params?: JsonObject;
}

/** One side of a change, its config as LiteLLM would read it. */
export function makeSide(parts: SideParts): PlanSide {
  const entries = Object.entries(parts.groups).flatMap(([group, members]) =>
    members.map((member) => entry(group, member)),
  );
  const config: JsonObject = {
    model_list: entries,
    router_settings: { model_group_alias: parts.aliases, fallbacks: parts.fallbacks ?? [] },
    ...parts.settings,
  };
  const active = parts.active ?? "premium";
  const deployments: RenderedDeployment[] = entries.flatMap((each) =>
    each.model_info.id === undefined ? [] : [{ ...each, model_info: { ...each.model_info, id: each.model_info.id } }],
  );
  return {
    project: project(parts, active),
    environment: makeEnvironment(active, {
      name: "production",
      file: "environments/production.yaml",
      overrides: new Map(Object.entries(parts.overrides ?? {})),
      litellm: parts.litellm ?? "1.106.2",
    }),
    rendered: { routing: routingOf(config), deployments },
    config,
  };
}

function entry(group: string, { id, model, weight, info, params }: Entry) {
  return {
    model_name: group,
    litellm_params: { model, ...(weight !== undefined && { weight }), ...params },
    model_info: { ...info, ...(id !== undefined && { id }) },
  };
}

function assignment(disabled: string | undefined): Assignment {
  return disabled === undefined ? { kind: "deployments", deployments: [] } : { kind: "disabled", reason: disabled };
}

function project(parts: SideParts, active: string): Project {
  const tasks = parts.tasks ?? Object.keys(parts.aliases).map((name) => ({ name }));
  const profile: Profile = {
    name: active,
    file: `profiles/${active}.yaml`,
    description: "",
    metadata: {},
    assignments: new Map(tasks.map(({ name }) => [name, assignment(parts.disabled?.[name])])),
    fallbacks: new Map(),
    inherited: new Set(),
  };
  return {
    litellm: parts.litellm ?? "1.106.2",
    tasks: tasks.map((task) => ({ description: "", mode: "chat", requires: [], legacyNames: [], ...task })),
    connections: new Map(),
    profiles: [profile],
    abstractProfiles: [],
    environments: [],
    template: { path: "templates/litellm_config.yaml.hbs", text: "" },
    groupPattern: "{task}_{profile}",
  };
}
