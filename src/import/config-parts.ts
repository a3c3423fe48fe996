import { isDeepStrictEqual } from "node:util";

import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { shortAlias } from "../litellm/meant-form.ts";
import { readConfig } from "../litellm/read-config.ts";
import { readMeaning } from "../litellm/read-meaning.ts";

/** An entry of `model_list`. */
export interface ListedEntry {
  /** Its place in the list. */
  readonly index: number;
  readonly entry: JsonObject;
  /** Whether JSON says all of it: a date would come back as text. */
  readonly isExact: boolean;
  /** Whether it can be taken out of the text. */
  readonly isApart: boolean;
}

/** An alias: the group that it stands for, or why a plain name cannot say what it says. */
export type ListedAlias = { readonly group: string } | { readonly reason: string };

/** A fallback list: the names to try, or why they cannot be told. */
export type ListedChain = { readonly targets: readonly string[] } | { readonly reason: string };

/** What of a config may be taken over. */
export interface ConfigParts {
  /** By name, in file order. */
  readonly groups: ReadonlyMap<string, readonly ListedEntry[]>;
  readonly aliases: ReadonlyMap<string, ListedAlias>;
  /** By the name that they are for. */
  readonly chains: ReadonlyMap<string, ListedChain>;
  /** By name the place of its entry in the list. */
  readonly chainIndexes: ReadonlyMap<string, number>;
  /** The section whose `fallbacks` LiteLLM reads. */
  readonly chainSection: "router_settings" | "litellm_settings";
}

/** Reads them from a text that PyYAML reads. */
export function readParts(text: string): ConfigParts {
  const { config, oddKeys } = readConfig(text);
  const meaning = readMeaning(text) ?? {};
  const router = objectOf(config?.["router_settings"]);
  const chainSection = isFilled(router["fallbacks"]) ? "router_settings" : sectionOf(config ?? {});
  const chains = listOf(objectOf(meaning[chainSection])["fallbacks"]);
  const repeated = oddKeys().filter(({ kind }) => kind === "repeated");
  return {
    groups: readGroups(listOf(config?.["model_list"]), listOf(meaning["model_list"])),
    aliases: readAliases(
      objectOf(objectOf(meaning["router_settings"])["model_group_alias"]),
      new Set(repeated.map(({ path }) => path.join("\n"))),
    ),
    chains: readChains(chains),
    chainIndexes: new Map(chains.flatMap((entry, index) => Object.keys(objectOf(entry)).map((name) => [name, index]))),
    chainSection,
  };
}

/** LiteLLM reads those of `litellm_settings` where the router has none. */
function sectionOf(config: JsonObject): ConfigParts["chainSection"] {
  return isFilled(objectOf(config["litellm_settings"])["fallbacks"]) ? "litellm_settings" : "router_settings";
}

function isFilled(value: Json | undefined): boolean {
  return isJsonArray(value) && value.length > 0;
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return isJsonArray(value) ? value : [];
}

function readGroups(list: readonly Json[], meant: readonly Json[]): Map<string, ListedEntry[]> {
  const groups = new Map<string, ListedEntry[]>();
  for (const [index, entry] of list.entries()) {
    const name = isJsonObject(entry) ? entry["model_name"] : undefined;
    if (!isJsonObject(entry) || typeof name !== "string") continue;
    const listed = { index, entry, isExact: isDeepStrictEqual(entry, meant[index]), isApart: true };
    groups.set(name, [...(groups.get(name) ?? []), listed]);
  }
  return groups;
}

function readAliases(aliases: JsonObject, repeated: ReadonlySet<string>): Map<string, ListedAlias> {
  return new Map(
    Object.entries(aliases).map(([name, value]) => {
      if (repeated.has(`router_settings\nmodel_group_alias\n${name}`)) return [name, { reason: "it stands twice" }];
      const group = shortAlias(value);
      return [name, group === undefined ? { reason: "it is no plain name of a group" } : { group }];
    }),
  );
}

function readChains(list: readonly Json[]): Map<string, ListedChain> {
  const chains = new Map<string, ListedChain>();
  for (const [name, targets] of list.flatMap((entry) => Object.entries(objectOf(entry)))) {
    chains.set(name, chains.has(name) ? { reason: "there are two lists" } : readChain(targets));
  }
  return chains;
}

function readChain(targets: Json): ListedChain {
  const names = listOf(targets).filter((target) => typeof target === "string");
  if (!isJsonArray(targets) || names.length < targets.length) return { reason: "a fallback is no plain name" };
  return names.length === 0 ? { reason: "the list is empty" } : { targets: names };
}
