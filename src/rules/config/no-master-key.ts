import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const noMasterKey: Rule<ConfigSubject> = {
  code: "no-master-key",
  severity: "info",
  summary: "The config has a master key, unless `LITELLM_MASTER_KEY` gives one",
  *check({ config, placeOf }) {
    if (sectionOf(config, "general_settings")["master_key"] !== undefined) return;
    const what = executed(
      "without `LITELLM_MASTER_KEY` the proxy refuses to start; before 1.106 it answers without a key",
    );
    yield {
      place: placeOf(["general_settings"], "key"),
      message: `\`general_settings\` has no \`master_key\`; ${what}`,
      hint: "Write `master_key: os.environ/LITELLM_MASTER_KEY`",
    };
  },
};
