import { isJsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const modelInfo: Rule<ConfigSubject> = {
  code: "model-info",
  severity: "error",
  summary: "`model_info` is a mapping, or is not there",
  *check({ items, placeOf }) {
    for (const { path, value } of items) {
      const info = isJsonObject(value) ? value["model_info"] : undefined;
      if (info === undefined || isJsonObject(info)) continue;
      const message = `A \`model_info\` is no mapping; ${executed("LiteLLM aborts at start with an AttributeError")}`;
      yield { place: placeOf([...path, "model_info"]), message, hint: "Remove the key, or write `{id: …}`" };
    }
  },
};
