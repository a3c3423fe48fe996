import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isSince } from "./since.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const cacheType: Rule<ConfigSubject> = {
  code: "cache-type",
  severity: "error",
  summary: "The cache is of a type that LiteLLM has",
  *check(subject) {
    const settings = sectionOf(subject.config, "litellm_settings");
    const type = sectionOf(settings, "cache_params")["type"];
    const known = subject.keys.cache_types.filter((name) => name !== "disk" || !isSince(subject, "1.109.0"));
    const isOn = settings["cache"] === true;
    if (!isOn || typeof type !== "string" || type.startsWith("os.environ/") || known.includes(type)) return;
    yield {
      place: subject.placeOf(["litellm_settings", "cache_params", "type"]),
      message: `\`${type}\` is no type of cache; ${executed("LiteLLM aborts at start")}`,
      hint: nameHint(type, known, "types"),
    };
  },
};
