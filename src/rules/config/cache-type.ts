import { isJsonObject } from "../../domain/json.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isOpen } from "./open-value.ts";
import { isSince } from "./since.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const cacheType: Rule<ConfigSubject> = {
  code: "cache-type",
  severity: "error",
  summary: "The cache is of a type that LiteLLM has",
  *check(subject) {
    const settings = sectionOf(subject.config, "litellm_settings");
    const params = settings["cache_params"] ?? {};
    if (settings["cache"] === true && !isJsonObject(params)) {
      const message = `\`cache_params\` is no mapping; ${executed("LiteLLM aborts at start")}`;
      yield { place: subject.placeOf(["litellm_settings", "cache_params"]), message, hint: "Write `{type: local}`" };
    }
    const type = sectionOf(settings, "cache_params")["type"];
    const known = subject.keys.cache_types.filter((name) => name !== "disk" || !isSince(subject, "1.109.0"));
    const isOn = settings["cache"] === true;
    if (!isOn || isOpen(type) || (typeof type === "string" && known.includes(type))) return;
    const name = typeof type === "string" ? type : JSON.stringify(type);
    yield {
      place: subject.placeOf(["litellm_settings", "cache_params", "type"]),
      message: `\`${name}\` is no type of cache; ${executed("LiteLLM aborts at start")}`,
      hint: nameHint(name, known, "types"),
    };
  },
};
