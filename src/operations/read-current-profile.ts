import { profilesIn, type Project } from "../domain/project.ts";
import type { Status } from "../domain/status.ts";
import type { World } from "../ports/world.ts";
import { readConfig } from "../litellm/read-config.ts";
import { routingOf } from "../litellm/routing-of.ts";
import { loadHead, outputOf, type HeadState } from "./load-head.ts";
import { compareLayers } from "./read-status.ts";
import { mappingsOf } from "./mappings-of.ts";

/** Which profile an environment declares, and what really answers. The JSON form is a contract. */
export interface CurrentProfile {
  readonly environment: string;
  /** The profile that the head declares. */
  readonly active_profile: string;
  /** By task the profile that answers it instead of the active one. */
  readonly overrides: Readonly<Record<string, string>>;
  /** Task → group that answers: by the proxies' workers, else by the delivered config, else by the one in git. */
  readonly active_mappings: Readonly<Record<string, string>>;
  /** Task → group that the profile names which is to answer it; a disabled task is not there. */
  readonly expected_mappings: Readonly<Record<string, string>>;
  /** Whether both are equal, in every worker that answers. */
  readonly mapping_valid: boolean;
  readonly available_profiles: readonly string[];
}

/** Task → group. */
export type Mappings = Readonly<Record<string, string>>;

/** Reads the profile of one environment. Throws what `loadHead` throws. */
export async function readCurrentProfile(world: World, environmentName: string): Promise<CurrentProfile> {
  const state = await loadHead(world.store, environmentName);
  const { project, environment } = state;
  const mappings = await answeringMappings(world, state, await compareLayers(world, state));
  const expected = mappingsOf(project, environment);
  return {
    environment: environment.name,
    active_profile: environment.active,
    overrides: Object.fromEntries(environment.overrides),
    active_mappings: mappings[0] ?? {},
    expected_mappings: expected,
    mapping_valid: mappings.every((each) => isSameMappings(each, expected)),
    available_profiles: profilesIn(project, environment).map(({ name }) => name),
  };
}

/** Task → group in every worker that answers; where none does, in the delivered config, else in the one in git. */
export async function answeringMappings(world: World, state: HeadState, status: Status): Promise<readonly Mappings[]> {
  const live = liveMappings(status, state.project);
  if (live.length > 0) return live;
  const delivered = await world.delivery(state.environment).current();
  return [mappingsIn(delivered?.text ?? outputOf(state) ?? "", state.project)];
}

/** Task → group in every worker that answers. */
function liveMappings({ layers }: Status, project: Project): Mappings[] {
  return layers.live.proxies.flatMap(({ workers }) =>
    workers.flatMap(({ routing }) => (routing === null ? [] : [tasksOf(routing.aliases, project)])),
  );
}

/** Task → group in a config; nothing where it cannot be read. */
export function mappingsIn(text: string, project: Project): Mappings {
  return tasksOf(routingOf(readConfig(text).config ?? {}).aliases, project);
}

function tasksOf(aliases: Mappings, { tasks }: Project): Mappings {
  return Object.fromEntries(
    tasks.flatMap(({ name }) => {
      const group = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
      return group === undefined ? [] : [[name, group]];
    }),
  );
}

export function isSameMappings(a: Mappings, b: Mappings): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}
