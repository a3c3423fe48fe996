import { sortFindings, type Finding, type Place } from "../domain/finding.ts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../domain/json.ts";
import type { SourceFiles } from "../domain/source-files.ts";
import { readConfigKeys, type ConfigKeys } from "../litellm/config-keys.ts";
import { findConfigs, mentionsConfig, type FoundConfig } from "../litellm/find-configs.ts";
import { openModelMap } from "../litellm/model-map.ts";

/** A key or a model that means something else after an upgrade, and where it stands. */
export interface UpgradedName {
  /** `router_settings.routing_groups`, or the model. */
  readonly name: string;
  readonly place: Place;
}

/** What another LiteLLM release makes of the same files. */
export interface UpgradeReport {
  readonly from: string;
  readonly to: string;
  /** Findings that only the new release has. */
  readonly added: readonly Finding[];
  /** Findings that only the old release has. */
  readonly gone: readonly Finding[];
  /** Models that the old release's map knows and the new one's does not. */
  readonly models: readonly UpgradedName[];
  /** Keys that the new release reads and the old one does not. */
  readonly keysGained: readonly UpgradedName[];
  /** Keys that the old release reads and the new one does not. */
  readonly keysLost: readonly UpgradedName[];
}

export interface Upgrade {
  readonly from: string;
  readonly to: string;
  readonly files: SourceFiles;
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
}

/** Compares the findings of two releases in the same files, and the names that these files use. */
export function compareUpgrade({ from, to, files, before, after }: Upgrade): UpgradeReport {
  const configs = [...files].flatMap(([file, text]) => (mentionsConfig(text) ? findConfigs(text, file) : []));
  const [old, now] = [readConfigKeys(from), readConfigKeys(to)];
  const keys = configs.flatMap(usedKeys);
  const only = (those: ConfigKeys, others: ConfigKeys): UpgradedName[] =>
    keys.filter((key) => isLegal(those, key) && !isLegal(others, key)).map(named);
  return {
    from,
    to,
    added: without(after, before),
    gone: without(before, after),
    models: configs.flatMap(usedModels).filter(({ name }) => isKnown(name, from) && !isKnown(name, to)),
    keysGained: only(now, old),
    keysLost: only(old, now),
  };
}

/** Messages name releases, so that a finding is the same by what it is and where it stands. */
function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const known = new Set(others.map(identity));
  return sortFindings(findings.filter((finding) => !known.has(identity(finding))));
}

function identity({ file, line, column, code, severity }: Finding): string {
  return JSON.stringify([file, line, column, code, severity]);
}

function isKnown(model: string, release: string): boolean {
  return openModelMap(release).lookUp(model, {}) !== undefined;
}

const sections = ["router_settings", "litellm_settings", "general_settings"] as const;

type Section = (typeof sections)[number] | "litellm_params" | "top_level";

interface UsedKey {
  readonly section: Section;
  readonly key: string;
  readonly place: Place;
}

function isLegal(keys: ConfigKeys, { section, key }: UsedKey): boolean {
  return keys[section].includes(key) || (section === "litellm_settings" && keys.litellm_attributes.includes(key));
}

function named({ section, key, place }: UsedKey): UpgradedName {
  return { name: section === "top_level" ? key : `${section}.${key}`, place };
}

function usedKeys({ config = {}, placeOf }: FoundConfig): UsedKey[] {
  const inSections = sections.flatMap((section) =>
    keysOf(config[section]).map((key) => ({ section, key, place: placeOf([section, key], "key") })),
  );
  const inEntries = entriesOf(config).flatMap(({ index, params }) =>
    Object.keys(params).map((key) => ({
      section: "litellm_params" as const,
      key,
      place: placeOf(["model_list", index, "litellm_params", key], "key"),
    })),
  );
  const top = Object.keys(config).map((key) => ({ section: "top_level" as const, key, place: placeOf([key], "key") }));
  return [...top, ...inSections, ...inEntries];
}

function usedModels({ config = {}, placeOf }: FoundConfig): UpgradedName[] {
  return entriesOf(config).flatMap(({ index, params }) => {
    const { model } = params;
    const place = placeOf(["model_list", index, "litellm_params", "model"]);
    return typeof model === "string" ? [{ name: model, place }] : [];
  });
}

function entriesOf(config: JsonObject): { index: number; params: JsonObject }[] {
  const list = config["model_list"];
  if (!isJsonArray(list)) return [];
  return list.flatMap((entry, index) => {
    const params = isJsonObject(entry) ? entry["litellm_params"] : undefined;
    return isJsonObject(params) ? [{ index, params }] : [];
  });
}

function keysOf(value: Json | undefined): string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}
