import type { ConfigParts, ListedAlias, ListedChain } from "./config-parts.ts";
import type { Outline, OutlinedCollection } from "./outline.ts";

const reason = "it shares its lines, or an anchor, with something else";

/** The parts of a config, where what cannot be taken out of its text is marked so. */
export function withLayout(parts: ConfigParts, { modelList, aliases, fallbacks }: Outline): ConfigParts {
  return {
    ...parts,
    groups: new Map(
      [...parts.groups].map(([group, entries]) => [
        group,
        entries.map((entry) => ({ ...entry, isApart: modelList.stretches[entry.index] !== undefined })),
      ]),
    ),
    aliases: new Map([...parts.aliases].map(([name, alias]) => [name, aliasIn(aliases, name, alias)])),
    chains: new Map(
      [...parts.chains].map(([name, chain]) => [name, chainIn(fallbacks, parts.chainIndexes.get(name), chain)]),
    ),
  };
}

function aliasIn({ names, stretches }: OutlinedCollection, name: string, alias: ListedAlias): ListedAlias {
  return stretches[names.indexOf(name)] === undefined && "group" in alias ? { reason } : alias;
}

function chainIn({ stretches }: OutlinedCollection, index: number | undefined, chain: ListedChain): ListedChain {
  return stretches[index ?? -1] === undefined && "targets" in chain ? { reason } : chain;
}
