import type { Json } from "../../domain/json.ts";
import { isJsonObject } from "../../domain/json.ts";
import type { Edit } from "../../domain/finding.ts";
import { renameKey } from "../fixes/rename-key.ts";
import { findSlips } from "./find-slip.ts";
import { perSubject } from "./per-subject.ts";
import { sectionOf } from "./subject.ts";
import type { ConfigSubject } from "./subject.ts";

/** A key of a section, or of the top level, that LiteLLM does not read there. */
export interface MisplacedSetting {
  readonly path: readonly string[];
  readonly key: string;
  /** Where the key that was meant stands, and how it is spelt there: `router_settings.model_group_alias`. */
  readonly meant: MeantSetting | undefined;
}

interface MeantSetting {
  readonly section: string;
  readonly key: string;
  /** False where the key may be another one's misspelling, too. */
  readonly isClear: boolean;
}

const sections = ["router_settings", "litellm_settings", "general_settings"] as const;

type Section = (typeof sections)[number] | "top level";

/** Every key that is not legal where it stands; but for keys at the top that are there for the user's own use. */
export const misplacedSettings = perSubject((subject): MisplacedSetting[] => {
  const top = Object.keys(subject.config).map((key) => ({ section: "top level" as const, key, path: [key] }));
  const inner = sections.flatMap((section) =>
    keysOf(subject.config[section]).map((key) => ({ section, key, path: [section, key] })),
  );
  return [...top, ...inner].flatMap(({ section, key, path }) => {
    if (isLegal(subject, section, key) || key.startsWith("x-")) return [];
    const meant = meantBy(subject, section, key) ?? meantByContent(subject, path, key);
    return isOwn(subject, path) ? [] : [{ path, key, meant }];
  });
});

function keysOf(value: Json | undefined): string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}

function isLegal(subject: ConfigSubject, section: Section, key: string): boolean {
  return legalNames(subject, section).includes(key) || (section === "litellm_settings" && isAttribute(subject, key));
}

/**
 * `set_verbose` is an attribute that the package has from another module. A section's name is an attribute too, but of
 * what LiteLLM makes of the section; `callback_settings` alone it takes as they are.
 */
function isAttribute({ keys }: ConfigSubject, key: string): boolean {
  if (keys.top_level.includes(key)) return key === "callback_settings";
  return key === "set_verbose" || keys.litellm_attributes.includes(key);
}

function legalNames({ keys }: ConfigSubject, section: Section): readonly string[] {
  return section === "top level" ? keys.top_level : keys[section];
}

/** Something that stands at the top for the user's own use: anchors, a version, a note. */
function isOwn({ text, placeOf }: ConfigSubject, path: readonly string[]): boolean {
  return path.length === 1 && (path.some((name) => /^(?:x[-_]|[._])/.test(name)) || isAnchored(text, placeOf(path)));
}

/** What a mapping must be by what it holds: aliases under a name that says so, or a section under a name of its own. */
function meantByContent({ config, groups }: ConfigSubject, path: MisplacedSetting["path"], name: string) {
  const [outer, isInner] = [path[0], path.length > 1];
  const value = isInner && outer !== undefined ? sectionOf(config, outer)[name] : config[name];
  if (!isJsonObject(value)) return undefined;
  const targets = Object.values(value);
  if (/alias/i.test(name) && targets.length > 0 && targets.every((target) => isGroup(groups, target))) {
    return { section: "router_settings", key: "model_group_alias", isClear: false };
  }
  if (isInner) return undefined;
  const section = telling.find(({ keys }) => keys.some((key) => Object.hasOwn(value, key)))?.section;
  return section === undefined ? undefined : { section: "top level", key: section, isClear: false };
}

/** Settings by which a section is known. */
const telling = [
  { section: "router_settings", keys: ["model_group_alias", "routing_strategy", "fallbacks"] },
  { section: "general_settings", keys: ["master_key", "store_model_in_db"] },
  { section: "litellm_settings", keys: ["drop_params", "success_callback", "callbacks"] },
];

function isGroup(groups: ConfigSubject["groups"], target: Json): boolean {
  return typeof target === "string" && groups.has(target);
}

/** A mapping with an anchor is there to be used elsewhere. */
function isAnchored(text: string, { line }: { line: number }): boolean {
  return text.split("\n", line).slice(-2).join(" ").includes("&");
}

/** The same key elsewhere before a similar one here. */
function meantBy(subject: ConfigSubject, section: Section, key: string): MisplacedSetting["meant"] {
  const elsewhere = [...sections, "top level" as const].find((other) => legalNames(subject, other).includes(key));
  if (elsewhere !== undefined) return { section: elsewhere, key, isClear: true };
  const attributes = section === "litellm_settings" ? subject.keys.litellm_attributes : [];
  const [near, ...others] = findSlips(key, new Set([...legalNames(subject, section), ...attributes]));
  return near === undefined ? undefined : { section, key: near, isClear: others.length === 0 };
}

/** The right spelling, where the key stands in its section and nothing there has that name. */
export function fixSpelling({ config, spotOf }: ConfigSubject, setting: MisplacedSetting): readonly Edit[] | undefined {
  const { path, key, meant } = setting;
  const holder = path.length === 1 ? config : config[String(path[0])];
  if (meant?.isClear !== true || meant.key === key || keysOf(holder).includes(meant.key)) return undefined;
  return renameKey(spotOf(path), meant.key);
}
