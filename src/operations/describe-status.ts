import type { ProofOutcome } from "../domain/revision.ts";
import type { ProxyStatus, Status } from "../domain/status.ts";
import type { Store } from "../ports/store.ts";
import type { World } from "../ports/world.ts";
import { loadHead, outputOf } from "./load-head.ts";
import { answeringMappings, isSameMappings, mappingsIn, type Mappings } from "./read-current-profile.ts";
import { compareLayers } from "./read-status.ts";
import { placedNotes, type PlacedNote } from "./placed-notes.ts";

/** The newest proof note of an environment. */
export interface LastProof {
  readonly commit: string;
  readonly outcome: ProofOutcome;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly by: string;
  readonly workers: number;
}

/** The four layers of an environment, and which groups answer its tasks. The JSON form is a contract. */
export interface DescribedStatus extends Status {
  /** The profile that the head declares. */
  readonly active_profile: string;
  /** Task → group that answers: by the proxies' workers, else by the delivered config, else by the one in git. */
  readonly active_mappings: Mappings;
  /** Task → group that the config in git names. */
  readonly expected_mappings: Mappings;
  /** Whether both are equal, in every worker; null where no worker answers. */
  readonly mapping_valid: boolean | null;
  /** Why `mapping_valid` is not true, one sentence; null where it is. */
  readonly mapping_reason: string | null;
  readonly proxies: readonly ProxyStatus[];
  /** Null where nothing was ever noted: unknown, not unproven. */
  readonly last_proof: LastProof | null;
  readonly available_profiles: readonly string[];
}

/** Reads the status of one environment, now. Throws what `loadHead` throws. */
export async function describeStatus(world: World, environmentName: string): Promise<DescribedStatus> {
  const state = await loadHead(world.store, environmentName);
  const [status, last_proof] = await Promise.all([
    compareLayers(world, state),
    readLastProof(world.store, environmentName),
  ]);
  const mappings = await answeringMappings(world, state, status);
  const expected = mappingsIn(outputOf(state) ?? "", state.project);
  return {
    ...status,
    active_profile: state.environment.active,
    expected_mappings: expected,
    ...compare(status, mappings, expected),
    proxies: status.layers.live.proxies,
    last_proof,
    available_profiles: state.project.profiles.map(({ name }) => name),
  };
}

type Comparison = Pick<DescribedStatus, "active_mappings" | "mapping_valid" | "mapping_reason">;

/** One worker that differs stands for all. */
function compare(status: Status, mappings: readonly Mappings[], expected: Mappings): Comparison {
  const differing = mappings.find((each) => !isSameMappings(each, expected));
  const active_mappings = differing ?? mappings[0] ?? {};
  const silence = whySilent(status);
  if (silence !== null) return { active_mappings, mapping_valid: null, mapping_reason: silence };
  return {
    active_mappings,
    mapping_valid: differing === undefined,
    mapping_reason: differing === undefined ? null : describeDifference(differing, expected),
  };
}

/** Why no worker says what it has in force; null where one does. */
function whySilent({ environment, layers: { live } }: Status): string | null {
  if (live.proxies.length === 0) return `Environment \`${environment}\` names no proxies to ask`;
  if (live.proxies.some(({ workers }) => workers.some(({ routing }) => routing !== null))) return null;
  return live.proxies.find(({ failure }) => failure !== null)?.failure ?? "The proxy's workers are still starting";
}

function describeDifference(live: Mappings, expected: Mappings): string {
  const tasks = [...new Set([...Object.keys(expected), ...Object.keys(live)])].filter(
    (task) => live[task] !== expected[task],
  );
  return tasks
    .map((task) => `\`${task}\` is answered by \`${live[task] ?? "nobody"}\`, not \`${expected[task] ?? "nobody"}\``)
    .join("; ");
}

async function readLastProof(store: Pick<Store, "notes">, environmentName: string): Promise<LastProof | null> {
  const found = await placedNotes(store, { name: environmentName });
  const newest = found.reduce<PlacedNote | undefined>(
    (last, note) => (last === undefined || note.at >= last.at ? note : last),
    undefined,
  );
  if (newest === undefined) return null;
  const { commit, outcome, at, by, workers } = newest;
  return { commit, outcome, at, by, workers };
}
