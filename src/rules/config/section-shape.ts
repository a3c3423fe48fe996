import { isJsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

const effects = {
  environment_variables: "LiteLLM aborts at start without naming the section",
  general_settings: "LiteLLM aborts at start without naming the section",
  litellm_settings: "LiteLLM aborts at start without naming the section",
  router_settings: "LiteLLM ignores all of it, without a word",
} as const;

export const sectionShape: Rule<ConfigSubject> = {
  code: "section-shape",
  severity: "error",
  summary: "The sections of settings are mappings",
  *check({ config, placeOf }) {
    for (const [section, effect] of Object.entries(effects)) {
      const value = config[section] ?? {};
      if (isJsonObject(value)) continue;
      const message = `\`${section}\` is no mapping; ${executed(effect)}`;
      const severity = section === "router_settings" ? "warning" : "error";
      yield { place: placeOf([section]), message, severity, hint: "Write one `setting: value` a line" };
    }
  },
};
