import { isJsonArray } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { findSlips } from "./find-slip.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

const path = ["general_settings", "alert_types"];

export const unknownAlert: Rule<ConfigSubject> = {
  code: "unknown-alert",
  severity: "warning",
  summary: "`alert_types` have LiteLLM's names",
  *check({ config, keys, placeOf }) {
    const types = sectionOf(config, "general_settings")["alert_types"];
    for (const [index, type] of isJsonArray(types) ? types.entries() : []) {
      if (typeof type !== "string" || keys.alert_types.includes(type)) continue;
      const [meant] = findSlips(type, keys.alert_types);
      if (meant === undefined) continue;
      yield {
        place: placeOf([...path, index]),
        message: `\`${type}\` is no kind of alert; ${executed("LiteLLM says nothing")}`,
        hint: `Did you mean \`${meant}\`?`,
      };
    }
  },
};
