import { providerOf, type Deployment } from "./deployment.ts";
import type { JsonObject } from "./json.ts";

/** A name that applications call, stable for ever. */
export interface Task {
  readonly name: string;
  readonly description: string;
  /** LiteLLM's mode: `chat`, `embedding`, … */
  readonly mode: string;
  /** Vector size that an embedding task promises. */
  readonly dimensions?: number;
  /** Capabilities without LiteLLM's prefix `supports_`. */
  readonly requires: readonly string[];
  readonly minInputTokens?: number;
  /** Further aliases to the same group; they move with a switch. */
  readonly legacyNames: readonly string[];
}

/** What a profile names for a task: deployments of its own, or a group written by hand in the template. */
export type Assignment =
  | { readonly kind: "deployments"; readonly deployments: readonly Deployment[] }
  | { readonly kind: "group"; readonly group: string };

/** A named choice of models for every task. */
export interface Profile {
  readonly name: string;
  /** Path of its file, relative to the project. */
  readonly file: string;
  readonly description: string;
  /** Shown in `list` and `plan`, never rendered. */
  readonly metadata: JsonObject;
  /** By task name. */
  readonly assignments: ReadonlyMap<string, Assignment>;
  /** Per task name the profiles to fall back on, in order. */
  readonly fallbacks: ReadonlyMap<string, readonly string[]>;
}

/** Where a proxy listens; `$NAME` variables are named, never resolved here. */
export interface ProxyAddress {
  /** A URL or `os.environ/NAME`. */
  readonly url: string;
  /** `os.environ/NAME`; absent, the proxy is asked without a key. */
  readonly key?: string;
}

export type WhenUnproven = "revert" | "hold";

/** One place where a profile is in force. */
export interface Environment {
  readonly name: string;
  /** Path of its file, relative to the project. */
  readonly file: string;
  /** The active profile. */
  readonly active: string;
  /** Path of the rendered config, relative to the project. */
  readonly output: string;
  readonly deliver: {
    /** Absolute path of the file that the proxies read; absent, a place below `.litellm-profiles/`. */
    readonly to?: string;
    readonly proveWithinSeconds: number;
    readonly whenUnproven: WhenUnproven;
  };
  readonly proxies: readonly ProxyAddress[];
  /** Git remote that a direct switch is pushed to. */
  readonly push?: string;
}

/** All source files, loaded, defaults filled in. */
export interface Project {
  /** LiteLLM release that the proxies run. */
  readonly litellm: string;
  readonly tasks: readonly Task[];
  /** Credentials by name: `litellm_params` whose secrets are `os.environ/` references. */
  readonly connections: ReadonlyMap<string, JsonObject>;
  /** Sorted by name. */
  readonly profiles: readonly Profile[];
  /** Sorted by name. */
  readonly environments: readonly Environment[];
  readonly template: { readonly path: string; readonly text: string };
  /** Pattern of generated group names, with `{task}` and `{profile}`. */
  readonly groupPattern: string;
}

/** Name of the generated group for a task in a profile: `classification_premium`. */
export function groupName(project: Pick<Project, "groupPattern">, task: string, profile: string): string {
  return project.groupPattern.replace("{task}", () => task).replace("{profile}", () => profile);
}

/** The group that answers a task in a profile: the generated one, or the one written by hand. */
export function groupOf(project: Project, task: string, profile: Profile): string | undefined {
  const assignment = profile.assignments.get(task);
  if (assignment === undefined) return undefined;
  return assignment.kind === "group" ? assignment.group : groupName(project, task, profile.name);
}

/** What the connection gives that the deployment names, else its provider's; a provider may do without. */
export function connectionOf({ connections }: Project, { connection, model }: Deployment): JsonObject {
  return connections.get(connection ?? providerOf(model) ?? "") ?? {};
}

export function findProfile(project: Project, name: string): Profile | undefined {
  return project.profiles.find((profile) => profile.name === name);
}

export function findEnvironment(project: Project, name: string): Environment | undefined {
  return project.environments.find((environment) => environment.name === name);
}
