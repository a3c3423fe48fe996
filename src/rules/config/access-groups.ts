import type { Rule } from "../rule.ts";
import type { ConfigSubject } from "./subject.ts";

export const accessGroups: Rule<ConfigSubject> = {
  code: "access-groups",
  severity: "warning",
  summary: "`access_groups` is a list",
  *check({ entries, placeOf }) {
    for (const { path, info } of entries) {
      const groups = info["access_groups"];
      if (typeof groups !== "string") continue;
      yield {
        place: placeOf([...path, "model_info", "access_groups"]),
        message: `\`access_groups\` is a text; LiteLLM takes it letter by letter, so the model is in no group \`${groups}\``,
        hint: `Write \`[${groups}]\``,
      };
    }
  },
};
