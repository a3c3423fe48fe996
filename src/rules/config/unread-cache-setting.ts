import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { findSlips } from "./find-slip.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

const path = ["litellm_settings", "cache_params"];

export const unreadCacheSetting: Rule<ConfigSubject> = {
  code: "unread-cache-setting",
  severity: "warning",
  summary: "The settings of a cache belong to one that is on, and have LiteLLM's names",
  *check({ config, keys, placeOf }) {
    const settings = sectionOf(config, "litellm_settings");
    const params = sectionOf(settings, "cache_params");
    if (Object.keys(params).length > 0 && settings["cache"] === undefined) {
      const message = `\`cache_params\` stand without \`cache: true\`; ${executed("LiteLLM does not look at them")}`;
      yield { place: placeOf(path, "key"), message, hint: "Write `cache: true` beside them" };
    }
    for (const key of Object.keys(params)) {
      const [meant] = keys.cache_params.includes(key) ? [] : findSlips(key, keys.cache_params);
      if (meant === undefined) continue;
      yield {
        place: placeOf([...path, key], "key"),
        message: `\`${key}\` is no setting of the cache; ${executed("LiteLLM says nothing")}`,
        hint: `Did you mean \`${meant}\`?`,
      };
    }
  },
};
