import type { JsonObject } from "../domain/json.ts";
import type { Status } from "../domain/status.ts";
import { openModelMap } from "../litellm/model-map.ts";
import { releasesWithFacts } from "../litellm/release-facts.ts";
import { readGroup } from "../plan/read-group.ts";
import type { Installation } from "./installation.ts";

/** The installation before anything was tried, which is what it has to be again afterwards. */
export interface Found {
  readonly profile: string;
  /** What the environment's file chooses: profile, overrides, avoided providers, and moments to come. */
  readonly declared: Status["layers"]["declared"];
  /** SHA-256 of the rendered config. */
  readonly digest: string;
  readonly configuration: JsonObject;
  /** Task → group that answers. */
  readonly mappings: Readonly<Record<string, string>>;
  /** Tasks that are asked for vectors, and not for answers. */
  readonly embeddings: ReadonlySet<string>;
  /** Profiles that the environment can be switched to, the one in force among them. */
  readonly profiles: readonly string[];
}

/** Throws a `Mismatch` where the control plane does not say. */
export async function readFound(installation: Installation): Promise<Found> {
  const { about } = installation;
  const status = await installation.read(`status?fresh=true&${about}`, "StatusAnswer");
  const { digest, configuration } = await installation.read(`config?${about}`, "ConfigAnswer");
  const { profiles } = await installation.read("list", "ListAnswer");
  return {
    profile: status.active_profile,
    declared: status.layers.declared,
    digest,
    configuration,
    mappings: status.expected_mappings,
    embeddings: new Set(tasksWithMode("embedding", configuration, status.expected_mappings)),
    profiles: await switchable(
      installation,
      profiles.map(({ name }) => name),
    ),
  };
}

function tasksWithMode(mode: string, config: JsonObject, mappings: Found["mappings"]): string[] {
  const models = openModelMap(releasesWithFacts().at(-1) ?? "");
  const tasks = Object.entries(mappings).filter(([, group]) =>
    readGroup(config, group, models).some(({ facts }) => facts?.mode === mode),
  );
  return tasks.map(([task]) => task);
}

/** An environment may list the profiles that it takes; a plan says so without changing anything. */
async function switchable({ call, about }: Installation, profiles: readonly string[]): Promise<string[]> {
  const statuses = await Promise.all(
    profiles.map(async (name) => (await call(`/admin/profiles/plan/${encodeURIComponent(name)}?${about}`)).status),
  );
  return profiles.filter((_, index) => statuses[index] === 200);
}
