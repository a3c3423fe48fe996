import type { Place } from "../../domain/finding.ts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { readConfigKeys, type ConfigKeys } from "../../litellm/config-keys.ts";
import type { ModelMap } from "../../litellm/model-map.ts";
import { compareReleases } from "../../litellm/release-facts.ts";
import type { ResolvedIncludes } from "../../litellm/resolve-includes.ts";
import { routingOf } from "../../litellm/routing-of.ts";
import { textValues, type TextValue } from "./text-values.ts";
import type { PlacedKey, ReadConfig } from "../../litellm/read-config.ts";

/** A LiteLLM config to check; nothing of it need be ours, or sound. */
export interface ConfigFile {
  readonly file: string;
  readonly text: string;
  /** Names of the variables that the proxy will have; absent, none is missed. */
  readonly variables?: ReadonlySet<string>;
  /** LiteLLM release that will read it; absent, the one of the facts. */
  readonly release?: string;
  /** Texts of the files that it includes, and that those include, by path like `file`; absent, they are not looked at. */
  readonly included?: ReadonlyMap<string, string>;
  /** Groups that LiteLLM finds elsewhere, in its database; `*` among them stands for any. */
  readonly externalGroups?: ReadonlySet<string>;
  /** Day, ISO 8601, that deprecation dates are compared with; absent, they are not looked at. */
  readonly asOf?: string;
}

/** A file after reading; it need not be a config. */
export interface ReadFile extends ConfigFile {
  readonly read: ReadConfig;
}

/** An item of `model_list`, whatever it is. */
interface ListItem {
  readonly path: readonly ["model_list", number];
  readonly value: Json;
}

/** An item of `model_list` that LiteLLM makes a deployment of. */
export interface ConfigEntry {
  readonly path: readonly ["model_list", number];
  readonly group: string;
  readonly params: JsonObject;
  readonly info: JsonObject;
}

/** Names that LiteLLM resolves without a group of that name. */
interface OtherNames {
  /** Entries whose `model_name` has a `*`, in file order. */
  readonly wildcards: readonly ConfigEntry[];
  readonly routingGroups: ReadonlySet<Json | undefined>;
  /** Groups that are known to be elsewhere. */
  readonly external: ReadonlySet<string>;
  /** Models of deployments. */
  readonly models: ReadonlySet<Json | undefined>;
  /** The first group that any name falls back on. */
  readonly defaultFallback: string | undefined;
}

/** A config that can be read, with what the rules ask of it. */
export interface ConfigSubject extends ConfigFile {
  readonly release: string;
  /** With what it includes, as LiteLLM merges it. */
  readonly config: JsonObject;
  /** Absent where it is not known what the included files hold. */
  readonly includes: ResolvedIncludes | undefined;
  readonly oddKeys: readonly PlacedKey[];
  readonly models: ModelMap;
  /** The legal names of the release. */
  readonly keys: ConfigKeys;
  /** `model_list` as written. */
  readonly items: readonly ListItem[];
  readonly entries: readonly ConfigEntry[];
  /** Entries by `model_name`, in file order. */
  readonly groups: ReadonlyMap<string, readonly ConfigEntry[]>;
  /** What LiteLLM answers to besides groups. */
  readonly names: OtherNames;
  /** Every text that LiteLLM takes as a setting. */
  readonly texts: readonly TextValue[];
  /** `router_settings.model_group_alias`; empty where it is no mapping. */
  readonly aliases: JsonObject;
  /** False where groups may come from elsewhere: another file, or LiteLLM's database. */
  readonly isWhole: boolean;
  /** The place of a value, or of its key. */
  readonly placeOf: (path: readonly (string | number)[], part?: "key" | "value") => Place;
  /** Where a value is written, for whoever wants to mend it. */
  readonly spotOf: ReadConfig["spotOf"];
}

/** A config that was read, and what comes of the files that it includes. */
interface WholeConfig {
  readonly own: ReadConfig & { readonly config: JsonObject };
  readonly includes: ResolvedIncludes | undefined;
}

export function subjectOf(source: ConfigFile, { own, includes }: WholeConfig, models: ModelMap): ConfigSubject {
  const { config, oddKeys, placeOf, spotOf } = includes?.merged ?? own;
  const items = itemsOf(config["model_list"]);
  const entries = items.flatMap(entryOf);
  const release = source.release ?? models.release;
  const external = source.externalGroups ?? new Set();
  return {
    ...source,
    release,
    config,
    includes,
    oddKeys: oddKeys(),
    models,
    keys: readConfigKeys(models.release),
    items,
    entries,
    groups: groupsOf(entries),
    names: { ...otherNames(config, entries, release), external },
    texts: textValues(config),
    aliases: sectionOf(sectionOf(config, "router_settings"), "model_group_alias"),
    isWhole:
      !external.has("*") &&
      (config["include"] === undefined || (isJsonArray(config["include"]) && includes?.isComplete === true)) &&
      sectionOf(config, "general_settings")["store_model_in_db"] !== true,
    placeOf,
    spotOf,
  };
}

/** A section of the config; empty where it is missing, or no mapping. */
export function sectionOf(config: JsonObject, name: string): JsonObject {
  const value = config[name];
  return isJsonObject(value) ? value : {};
}

function otherNames(
  config: JsonObject,
  entries: readonly ConfigEntry[],
  release: string,
): Omit<OtherNames, "external"> {
  const areCallable = compareReleases(release, "1.103.0") >= 0;
  const routingGroups = areCallable ? sectionOf(config, "router_settings")["routing_groups"] : undefined;
  const fallback = routingOf(config).fallbacks.find((entry) => Object.hasOwn(entry, "*"));
  return {
    wildcards: entries.filter(({ group }) => group.includes("*")),
    routingGroups: new Set(
      isJsonArray(routingGroups) ? routingGroups.filter(isJsonObject).map((group) => group["group_name"]) : [],
    ),
    models: new Set(entries.map(({ params }) => params["model"])),
    defaultFallback: fallback?.["*"]?.[0],
  };
}

function groupsOf(entries: readonly ConfigEntry[]): Map<string, ConfigEntry[]> {
  const groups = new Map<string, ConfigEntry[]>();
  for (const entry of entries) {
    const members = groups.get(entry.group);
    if (members === undefined) groups.set(entry.group, [entry]);
    else members.push(entry);
  }
  return groups;
}

function itemsOf(list: Json | undefined): ListItem[] {
  return isJsonArray(list) ? list.map((value, index) => ({ path: ["model_list", index] as const, value })) : [];
}

function entryOf({ path, value }: ListItem): ConfigEntry[] {
  if (!isJsonObject(value)) return [];
  const [group, params, info] = [value["model_name"], value["litellm_params"], value["model_info"]];
  if (typeof group !== "string" || !isJsonObject(params)) return [];
  return [{ path, group, params, info: isJsonObject(info) ? info : {} }];
}
