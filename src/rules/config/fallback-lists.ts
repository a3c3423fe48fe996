import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import { perSubject } from "./per-subject.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

/** The settings that hold fallbacks by name; the first only takes effect in one of its two places. */
export const fallbackSettings = ["fallbacks", "context_window_fallbacks", "content_policy_fallbacks"] as const;

type FallbackSetting = (typeof fallbackSettings)[number];

/** A list of fallbacks as written. */
export interface FallbackList {
  readonly setting: FallbackSetting;
  readonly path: readonly string[];
  readonly value: Json;
}

/** One source of a list with its targets. */
export interface FallbackSource {
  readonly setting: FallbackSetting;
  /** Where the key stands. */
  readonly path: readonly (string | number)[];
  readonly name: string;
  readonly targets: Json;
}

/** Every list of fallbacks, in `router_settings` and in `litellm_settings`. */
export function fallbackLists({ config }: ConfigSubject): FallbackList[] {
  return ["router_settings", "litellm_settings"].flatMap((section) =>
    fallbackSettings.flatMap((setting) => {
      const value = sectionOf(config, section)[setting];
      return value === undefined || value === null ? [] : [{ setting, path: [section, setting], value }];
    }),
  );
}

/** Every source in the lists whose item is a mapping, the sound part of lists that are not sound among them. */
export const fallbackSources = perSubject((subject): readonly FallbackSource[] =>
  fallbackLists(subject).flatMap(({ setting, path, value }) =>
    (isJsonArray(value) ? value : []).flatMap((item, index) =>
      (isJsonObject(item) ? Object.entries(item) : []).map(([name, targets]) => ({
        setting,
        path: [...path, index, name],
        name,
        targets,
      })),
    ),
  ),
);

/** Every target that names a group by text, or by a mapping with `model`. */
export function fallbackTargets(subject: ConfigSubject): { name: string; path: readonly (string | number)[] }[] {
  return [...fallbackSources(subject), ...defaultFallbacks(subject)].flatMap(({ path, targets }) =>
    (isJsonArray(targets) ? targets : []).flatMap((target, index) => {
      const name = isJsonObject(target) ? target["model"] : target;
      return typeof name === "string" ? [{ name, path: [...path, index] }] : [];
    }),
  );
}

/** `default_fallbacks`, in both sections. */
export function defaultFallbacks({ config }: ConfigSubject): { path: readonly string[]; targets: Json }[] {
  return ["router_settings", "litellm_settings"].flatMap((section) => {
    const targets = sectionOf(config, section)["default_fallbacks"];
    return targets === undefined || targets === null ? [] : [{ path: [section, "default_fallbacks"], targets }];
  });
}
