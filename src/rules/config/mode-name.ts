import { nearestName } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const modeName: Rule<ConfigSubject> = {
  code: "mode-name",
  severity: "warning",
  summary: "`model_info.mode` is no slip of a mode that LiteLLM has",
  *check({ entries, keys, placeOf }) {
    for (const { path, info } of entries) {
      const mode = info["mode"];
      if (typeof mode !== "string") continue;
      const near = nearestName(mode, keys.modes);
      if (near === undefined || near === mode) continue;
      yield {
        place: placeOf([...path, "model_info", "mode"]),
        message: `\`${mode}\` is no mode; ${executed("LiteLLM says nothing, and answers calls")}`,
        hint: `Did you mean \`${near}\`?`,
      };
    }
  },
};
