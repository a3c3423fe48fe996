import type { Deployment } from "../domain/deployment.ts";
import type { Assignment, Environment, Forge, Profile, Project, ProxyAddress, Task } from "../domain/project.ts";
import type { WrittenDelivery, WrittenEnvironment, WrittenProxy } from "../generated/environment.ts";
import type { WrittenAssignment, WrittenDeployment, WrittenProfile } from "../generated/profile.ts";
import type { WrittenForge, WrittenProject, WrittenTask } from "../generated/project.ts";
import { durationSeconds } from "./duration.ts";
import { inherit } from "./inherit.ts";
import { defaultOutput, environmentFolder, profileFolder } from "./source-paths.ts";
import { normaliseTiming } from "./timing.ts";

/** Valid sources as typed, by name. */
export interface WrittenValues {
  readonly project: WrittenProject;
  readonly profiles: ReadonlyMap<string, WrittenProfile>;
  readonly environments: ReadonlyMap<string, WrittenEnvironment>;
  readonly template: Project["template"];
}

/** Fills every default in and brings every shorthand to its long form. */
export function normalise({ project, profiles, environments, template }: WrittenValues): Project {
  const tasks = Object.entries(project.tasks).map(([name, task]) => normaliseTask(name, task));
  const [concrete, abstract] = normaliseProfiles(profiles, tasks);
  return {
    litellm: project.litellm,
    ...(project.forge !== undefined && { forge: normaliseForge(project.forge) }),
    ...(project.break_glass !== undefined && { breakGlass: project.break_glass }),
    tasks,
    connections: new Map(Object.entries(project.connections ?? {})),
    profiles: concrete,
    abstractProfiles: abstract,
    environments: [...environments].map(([name, environment]) => normaliseEnvironment(name, environment, project)),
    template,
    groupPattern: project.group_pattern ?? "{task}_{profile}",
  };
}

function normaliseTask(name: string, task: WrittenTask): Task {
  return {
    name,
    description: task.description ?? "",
    mode: task.mode ?? "chat",
    ...(task.dimensions !== undefined && { dimensions: task.dimensions }),
    requires: task.requires ?? [],
    ...(task.min_input_tokens !== undefined && { minInputTokens: task.min_input_tokens }),
    legacyNames: task.legacy_names ?? [],
  };
}

function normaliseForge(written: WrittenForge): Forge {
  if (typeof written === "string") return { kind: written === "local" ? "local" : "github" };
  const { kind = "github", repository, base_url } = written;
  return {
    kind,
    ...(repository !== undefined && { repository }),
    ...(base_url !== undefined && { baseUrl: base_url }),
  };
}

/** Those that can be in force, and those that are only extended. */
function normaliseProfiles(
  written: WrittenValues["profiles"],
  tasks: readonly Task[],
): readonly [concrete: Profile[], abstract: Profile[]] {
  const own = new Map([...written].map(([name, profile]) => [name, normaliseProfile(name, profile, tasks)]));
  const complete = [...own.values()].map((profile) => {
    const parent = own.get(profile.parent ?? "");
    return parent === undefined ? profile : inherit(profile, parent, written.get(profile.name)?.fallbacks);
  });
  const isAbstract = ({ name }: Profile) => written.get(name)?.abstract === true;
  return [complete.filter((profile) => !isAbstract(profile)), complete.filter(isAbstract)];
}

/** What stands in its own file. */
function normaliseProfile(name: string, profile: WrittenProfile, tasks: readonly Task[]): Profile {
  const assignments = Object.entries(profile.tasks ?? {}).map(
    ([task, written]) => [task, normaliseAssignment(written)] as const,
  );
  return {
    name,
    file: `${profileFolder}/${name}.yaml`,
    description: profile.description ?? "",
    metadata: profile.metadata ?? {},
    assignments: new Map(assignments),
    fallbacks: normaliseFallbacks(profile.fallbacks ?? [], tasks),
    ...(profile.extends !== undefined && { parent: profile.extends }),
    inherited: new Set(),
  };
}

function normaliseAssignment(written: WrittenAssignment): Assignment {
  if (typeof written === "string") return { kind: "group", group: written };
  if (!Array.isArray(written)) return { kind: "disabled", reason: written.disabled };
  const weighted = written.some((deployment) => deployment.weight !== undefined);
  return { kind: "deployments", deployments: written.map((deployment) => normaliseDeployment(deployment, weighted)) };
}

/** LiteLLM never picks a member without a weight where another has one; it gets 1. */
function normaliseDeployment(written: WrittenDeployment, weighted: boolean): Deployment {
  const weight = written.weight ?? (weighted ? 1 : undefined);
  return {
    model: written.model,
    params: written.params ?? {},
    ...(written.connection !== undefined && { connection: written.connection }),
    ...(weight !== undefined && { weight }),
    info: written.info ?? {},
  };
}

/** A list for the whole profile holds for each task. */
function normaliseFallbacks(
  written: NonNullable<WrittenProfile["fallbacks"]>,
  tasks: readonly Task[],
): Profile["fallbacks"] {
  if (!Array.isArray(written)) return new Map(Object.entries(written));
  return new Map(written.length === 0 ? [] : tasks.map((task) => [task.name, written]));
}

function normaliseEnvironment(name: string, written: WrittenEnvironment, project: WrittenProject): Environment {
  return {
    name,
    file: `${environmentFolder}/${name}.yaml`,
    litellm: written.litellm ?? project.litellm,
    active: written.active,
    overrides: new Map(Object.entries(written.overrides ?? {})),
    avoid: new Map(
      Object.entries(written.avoid ?? {}).map(([provider, { until, reason = "" }]) => [provider, { until, reason }]),
    ),
    ...normaliseTiming(written),
    ...(written.profiles !== undefined && { profiles: written.profiles }),
    switchMode: written.switch ?? (project.forge === undefined ? "direct" : "pull_request"),
    output: written.output ?? defaultOutput(name),
    deliver: normaliseDelivery(written.deliver ?? {}),
    proxies: (written.proxies ?? []).map(normaliseProxy),
    ...(written.prometheus !== undefined && { prometheus: written.prometheus }),
    ...(written.push !== undefined && { push: written.push }),
  };
}

function normaliseDelivery(written: WrittenDelivery): Environment["deliver"] {
  return {
    ...(written.to !== undefined && { to: written.to }),
    proveWithinSeconds: durationSeconds(written.prove_within ?? "5s"),
    whenUnproven: written.when_unproven ?? "revert",
  };
}

function normaliseProxy({ url, key, resolve }: WrittenProxy): ProxyAddress {
  return { url, ...(key !== undefined && { key }), ...(resolve !== undefined && { resolve }) };
}
