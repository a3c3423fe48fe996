import { isJsonArray, isJsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const modelList: Rule<ConfigSubject> = {
  code: "model-list",
  severity: "error",
  summary: "`model_list` is a list of mappings",
  *check({ config, items, placeOf }) {
    const list = config["model_list"] ?? [];
    const aborts = executed("LiteLLM aborts at start without naming the entry");
    if (!isJsonArray(list)) {
      const message = `\`model_list\` is no list; ${aborts}`;
      yield { place: placeOf(["model_list"]), message, hint: "Write one `- model_name: …` for each deployment" };
    }
    for (const { path, value } of items) {
      if (isJsonObject(value)) continue;
      const message = `An item of \`model_list\` is no mapping; ${aborts}`;
      yield { place: placeOf(path), message, hint: "An entry has `model_name` and `litellm_params`" };
    }
  },
};
