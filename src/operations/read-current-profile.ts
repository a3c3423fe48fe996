import type { World } from "../ports/world.ts";
import { readConfig } from "../litellm/read-config.ts";
import { routingOf } from "../litellm/routing-of.ts";
import { loadHead, outputOf } from "./load-head.ts";
import { readStatus } from "./read-status.ts";
import { mappingsOf } from "./tell-result.ts";

/** Which profile an environment declares, and what really answers. The JSON form is a contract. */
export interface CurrentProfile {
  readonly environment: string;
  /** The profile that the head declares. */
  readonly active_profile: string;
  /** Task → group that answers: by the proxies' workers, else by the delivered config, else by the one in git. */
  readonly active_mappings: Readonly<Record<string, string>>;
  /** Task → group that the active profile names. */
  readonly expected_mappings: Readonly<Record<string, string>>;
  /** Whether both are equal, in every worker that answers. */
  readonly mapping_valid: boolean;
  readonly available_profiles: readonly string[];
}

type Mappings = Readonly<Record<string, string>>;

/** Reads the profile of one environment. Throws what `loadHead` throws. */
export async function readCurrentProfile(world: World, environmentName: string): Promise<CurrentProfile> {
  const state = await loadHead(world.store, environmentName);
  const { project, environment } = state;
  const tasks = project.tasks.map(({ name }) => name);
  const [status, delivered] = await Promise.all([
    readStatus(world, environmentName),
    world.delivery(environment).current(),
  ]);
  const live = status.layers.live.proxies.flatMap(({ workers }) =>
    workers.flatMap(({ routing }) => (routing === null ? [] : [routing.aliases])),
  );
  const found = live.length > 0 ? live : [aliasesIn(delivered?.text ?? outputOf(state) ?? "")];
  const mappings = found.map((aliases) => tasksOf(aliases, tasks));
  const expected = mappingsOf(project, environment);
  return {
    environment: environment.name,
    active_profile: environment.active,
    active_mappings: mappings[0] ?? {},
    expected_mappings: expected,
    mapping_valid: mappings.every((each) => isEqual(each, expected)),
    available_profiles: project.profiles.map(({ name }) => name),
  };
}

function aliasesIn(text: string): Mappings {
  return routingOf(readConfig(text).config ?? {}).aliases;
}

function tasksOf(aliases: Mappings, tasks: readonly string[]): Mappings {
  return Object.fromEntries(
    tasks.flatMap((task) => {
      const group = Object.hasOwn(aliases, task) ? aliases[task] : undefined;
      return group === undefined ? [] : [[task, group]];
    }),
  );
}

function isEqual(a: Mappings, b: Mappings): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}
