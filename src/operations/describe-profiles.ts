import { SourcesInvalid } from "../domain/failure.ts";
import { hasErrors } from "../domain/finding.ts";
import type { DescribedGroup, DescribedProfile, PriceRange, ProfileMoment } from "../domain/described-profile.ts";
import type { JsonObject } from "../domain/json.ts";
import { groupOf, type Environment, type Profile, type Project } from "../domain/project.ts";
import type { ReadFiles } from "../domain/source-files.ts";
import { openModelMap, type ModelMap } from "../litellm/model-map.ts";
import { readConfig } from "../litellm/read-config.ts";
import { readGroup } from "../plan/read-group.ts";
import { meanUsdPerMillion, sharedCapabilities, smallestContext } from "../plan/summarise-group.ts";
import { renderEnvironment } from "../render/render-environment.ts";
import { loadProject } from "../sources/load-project.ts";
import { readSourceFiles } from "../sources/source-files.ts";

/** The profiles of a project with their groups, by name. Throws `not-a-project` and `sources-invalid`. */
export async function describeProfiles(read: ReadFiles): Promise<DescribedProfile[]> {
  const { project, findings } = loadProject(await readSourceFiles(read));
  if (project === undefined) throw new SourcesInvalid(findings);
  const config = renderAll(project);
  const models = openModelMap(project.litellm);
  return project.profiles.map((profile) => {
    const groups = describeGroups(project, profile, { config, models });
    const { name, description, metadata } = profile;
    return {
      name,
      description,
      metadata,
      active_in: project.environments.filter(({ active }) => active === name).map((environment) => environment.name),
      answers_in: overriddenBy(project, name),
      moments: project.environments.flatMap((environment) => momentsOf(environment, name)),
      groups,
      disabled: reasonsOf(profile),
      summary: summarise(Object.values(groups)),
    };
  });
}

function overriddenBy({ environments }: Project, profile: string): DescribedProfile["answers_in"] {
  const answered = environments.map(({ name, overrides }) => {
    const tasks = [...overrides].filter(([, by]) => by === profile).map(([task]) => task);
    return [name, tasks] as const;
  });
  return Object.fromEntries(answered.filter(([, tasks]) => tasks.length > 0));
}

function momentsOf({ name: environment, active, until, scheduled }: Environment, profile: string): ProfileMoment[] {
  const moments: ProfileMoment[] = [];
  if (until !== undefined && active === profile) moments.push({ environment, at: until.at, kind: "ends" });
  if (until?.profile === profile) moments.push({ environment, at: until.at, kind: "comes back" });
  if (scheduled?.profile === profile) moments.push({ environment, at: scheduled.at, kind: "begins" });
  return moments;
}

function reasonsOf({ assignments }: Profile): DescribedProfile["disabled"] {
  return Object.fromEntries(
    [...assignments].flatMap(([task, assignment]) =>
      assignment.kind === "disabled" ? [[task, assignment.reason]] : [],
    ),
  );
}

/** The model list is the same whatever profile is active; here it has those of every profile. */
function renderAll(project: Project): JsonObject {
  const [first] = project.environments;
  if (first === undefined) return {};
  const { profiles: _, ...environment } = first;
  const { rendered, findings } = renderEnvironment(project, { ...environment, avoid: new Map() });
  if (rendered === undefined || hasErrors(findings)) throw new SourcesInvalid(findings);
  return readConfig(rendered.text).config ?? {};
}

interface Facts {
  readonly config: JsonObject;
  readonly models: ModelMap;
}

function describeGroups(project: Project, profile: Profile, { config, models }: Facts) {
  return Object.fromEntries(
    project.tasks.flatMap(({ name }) => {
      const group = groupOf(project, name, profile);
      return group === undefined ? [] : [[name, describeGroup(group, config, models)]];
    }),
  );
}

function describeGroup(group: string, config: JsonObject, models: ModelMap): DescribedGroup {
  const members = readGroup(config, group, models);
  return {
    group,
    models: members.map(({ model }) => model),
    input_usd_per_million: meanUsdPerMillion(members, "inputUsdPerToken"),
    output_usd_per_million: meanUsdPerMillion(members, "outputUsdPerToken"),
    context: smallestContext(members),
    capabilities: sharedCapabilities(members).toSorted(),
  };
}

function summarise(groups: readonly DescribedGroup[]): DescribedProfile["summary"] {
  const [first, ...rest] = groups.map(({ capabilities }) => capabilities);
  return {
    input_usd_per_million: rangeOf(groups.map((group) => group.input_usd_per_million)),
    output_usd_per_million: rangeOf(groups.map((group) => group.output_usd_per_million)),
    capabilities: (first ?? []).filter((capability) => rest.every((others) => others.includes(capability))),
  };
}

function rangeOf(prices: readonly (number | null)[]): PriceRange | null {
  const known = prices.filter((price) => price !== null);
  return known.length === 0 ? null : { least: Math.min(...known), most: Math.max(...known) };
}
