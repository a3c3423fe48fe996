import { isJsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

const path = ["router_settings", "model_group_alias"];

export const aliasMap: Rule<ConfigSubject> = {
  code: "alias-map",
  severity: "error",
  summary: "`model_group_alias` is a mapping",
  *check({ config, placeOf }) {
    const value = sectionOf(config, "router_settings")["model_group_alias"] ?? {};
    if (isJsonObject(value)) return;
    const message = `\`model_group_alias\` is no mapping; ${executed("LiteLLM aborts at start with an AttributeError")}`;
    yield { place: placeOf(path), message, hint: "Write one `alias: group` a line" };
  },
};
