import type { ConfigParts } from "./config-parts.ts";
import type { TakenOut } from "./make-template.ts";
import type { Outline, OutlinedCollection } from "./outline.ts";
import type { SourcesDetails } from "./print-sources.ts";
import type { Takeover } from "./takeover.ts";

/** Which entries of the config sources say from now on; each list ascends. */
export function takenOut({ tasks }: Takeover, parts: ConfigParts, { aliases }: Outline): TakenOut {
  const names = tasks.flatMap(({ name, legacyNames }) => [name, ...legacyNames]);
  const groups = tasks.flatMap(({ cells }) =>
    [...cells.values()].flatMap(({ kind, group }) => (kind === "deployments" ? [group] : [])),
  );
  return {
    deployments: ascending(groups.flatMap((group) => (parts.groups.get(group) ?? []).map(({ index }) => index))),
    aliases: ascending(names.map((name) => aliases.names.indexOf(name)).filter((index) => index >= 0)),
    fallbacks: ascending([...names, ...groups].flatMap((name) => parts.chainIndexes.get(name) ?? [])),
  };
}

function ascending(indexes: readonly number[]): number[] {
  return [...new Set(indexes)].toSorted((a, b) => a - b);
}

/** The comments of what was taken out. */
export function commentsOf(
  taken: TakenOut,
  { groups, chainIndexes }: ConfigParts,
  { modelList, aliases, fallbacks }: Outline,
): SourcesDetails["comments"] {
  const ofDeployments = commentsAt(modelList, taken.deployments);
  const ofAliases = commentsAt(aliases, taken.aliases);
  const ofFallbacks = commentsAt(fallbacks, taken.fallbacks);
  return {
    deployments: new Map(
      [...groups].map(([group, entries]) => [group, entries.map(({ index }) => ofDeployments.get(index) ?? [])]),
    ),
    aliases: new Map(aliases.names.map((name, index) => [name, ofAliases.get(index) ?? []])),
    fallbacks: new Map([...chainIndexes].map(([name, index]) => [name, ofFallbacks.get(index) ?? []])),
  };
}

function commentsAt({ stretches }: OutlinedCollection, indexes: readonly number[]): Map<number, readonly string[]> {
  return new Map(indexes.map((index) => [index, stretches[index]?.comments ?? []]));
}
