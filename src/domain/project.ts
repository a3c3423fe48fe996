import { providerOf, type Deployment } from "./deployment.ts";
import type { JsonObject } from "./json.ts";
import type { Timing } from "./timing.ts";

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

/** What a profile names for a task: deployments of its own, a group written by hand in the template, or nothing. */
export type Assignment =
  | { readonly kind: "deployments"; readonly deployments: readonly Deployment[] }
  | { readonly kind: "group"; readonly group: string }
  /** Callers get 400; the reason is for people. */
  | { readonly kind: "disabled"; readonly reason: string };

/** A named choice of models for every task. */
export interface Profile {
  readonly name: string;
  /** Path of its file, relative to the project. */
  readonly file: string;
  readonly description: string;
  /** Shown in `list` and `plan`, never rendered. With what the parent says. */
  readonly metadata: JsonObject;
  /** By task name, those of the parent among them. */
  readonly assignments: ReadonlyMap<string, Assignment>;
  /** Per task name the profiles to fall back on, in order. */
  readonly fallbacks: ReadonlyMap<string, readonly string[]>;
  /** Name of the profile that it extends, whether that exists or not. */
  readonly parent?: string;
  /** Tasks whose assignment is the parent's, and stands in the parent's file. */
  readonly inherited: ReadonlySet<string>;
}

/** Where a proxy listens; `$NAME` variables are named, never resolved here. */
export interface ProxyAddress {
  /** A URL or `os.environ/NAME`. */
  readonly url: string;
  /** `os.environ/NAME`; absent, the proxy is asked without a key. */
  readonly key?: string;
  /** The name stands for several proxies: every address behind it is asked. */
  readonly resolve?: "dns";
}

export type WhenUnproven = "revert" | "hold";

/** How a switch is made: by a pull request, or by a commit onto the branch that is delivered at once. */
export type SwitchMode = "pull_request" | "direct";

/** A provider that is down, as somebody said. */
export interface Avoidance {
  /** When `due` has it asked again; UTC, ISO 8601 to the second. */
  readonly until: string;
  /** Empty where none was given. */
  readonly reason: string;
}

/** One place where a profile is in force. */
export interface Environment extends Timing {
  readonly name: string;
  /** Path of its file, relative to the project. */
  readonly file: string;
  /** LiteLLM release that its proxies run. */
  readonly litellm: string;
  /** The active profile. */
  readonly active: string;
  /** By task the profile that answers it instead of the active one. */
  readonly overrides: ReadonlyMap<string, string>;
  /** By provider, until when and why nothing is to be asked of it while anything else can answer. */
  readonly avoid: ReadonlyMap<string, Avoidance>;
  /** Names of the profiles that are rendered here and may be switched to; absent, all. */
  readonly profiles?: readonly string[];
  readonly switchMode: SwitchMode;
  /** Path of the rendered config, relative to the project. */
  readonly output: string;
  readonly deliver: {
    /** Absolute path of the file that the proxies read; absent, a place below `.litellm-profiles/`. */
    readonly to?: string;
    readonly proveWithinSeconds: number;
    readonly whenUnproven: WhenUnproven;
  };
  readonly proxies: readonly ProxyAddress[];
  /** What is asked for statistics; absent, what the control plane has sampled itself. */
  readonly prometheus?: PrometheusAddress;
  /** Git remote that a direct switch is pushed to. */
  readonly push?: string;
}

/** A Prometheus server that scrapes the proxies. */
export interface PrometheusAddress {
  /** A URL, or `os.environ/NAME`. */
  readonly url: string;
  /** `os.environ/NAME`; absent, it is asked without one. */
  readonly key?: string;
  /** By name, what tells the proxies of this environment from everything else that it scrapes. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Where pull requests are opened. */
export interface Forge {
  readonly kind: "local" | "github";
  /** `owner/name`; absent, that of the remote that is pushed to. */
  readonly repository?: string;
  /** Address of the API; absent, the forge's public one. */
  readonly baseUrl?: string;
}

/** All source files, loaded, defaults filled in. */
export interface Project {
  /** LiteLLM release that the proxies run, where an environment says no other. */
  readonly litellm: string;
  readonly forge?: Forge;
  /** Mail addresses of those who may put a change in force before it is reviewed; absent, nobody. */
  readonly breakGlass?: readonly string[];
  readonly tasks: readonly Task[];
  /** Credentials by name: `litellm_params` whose secrets are `os.environ/` references. */
  readonly connections: ReadonlyMap<string, JsonObject>;
  /** Those that can be in force, sorted by name. */
  readonly profiles: readonly Profile[];
  /** Those that are only extended, sorted by name. */
  readonly abstractProfiles: readonly Profile[];
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

/** The group that answers a task in a profile: the generated one, or the one written by hand; none where it is disabled. */
export function groupOf(project: Project, task: string, profile: Profile): string | undefined {
  const assignment = profile.assignments.get(task);
  if (assignment === undefined || assignment.kind === "disabled") return undefined;
  return assignment.kind === "group" ? assignment.group : groupName(project, task, profile.name);
}

/** The profile that answers a task in an environment: the overriding one, else the active one. */
export function profileOf(
  project: Project,
  { active, overrides }: Pick<Environment, "active" | "overrides">,
  task: string,
): Profile | undefined {
  return findProfile(project, overrides.get(task) ?? active);
}

/** Those that can be in force, and those that are only extended. */
export function everyProfile({ profiles, abstractProfiles }: Project): readonly Profile[] {
  return [...profiles, ...abstractProfiles];
}

/** The profiles that are rendered in an environment. */
export function profilesIn(
  { profiles }: Project,
  { profiles: listed }: Pick<Environment, "profiles">,
): readonly Profile[] {
  return listed === undefined ? profiles : profiles.filter(({ name }) => listed.includes(name));
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
