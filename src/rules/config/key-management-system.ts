import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isOpen } from "./open-value.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const keyManagementSystem: Rule<ConfigSubject> = {
  code: "key-management-system",
  severity: "error",
  summary: "Secrets come from a store that LiteLLM can open",
  *check({ config, keys, placeOf }) {
    const system = sectionOf(config, "general_settings")["key_management_system"];
    if (isOpen(system) || keys.key_management_systems.some((known) => known === system)) return;
    const isText = typeof system === "string";
    const name = isText ? system : JSON.stringify(system);
    const effect = isText ? "LiteLLM aborts at start" : "LiteLLM says nothing, and opens none";
    yield {
      place: placeOf(["general_settings", "key_management_system"]),
      message: `\`${name}\` is no store of secrets; ${executed(effect)}`,
      hint: nameHint(name, keys.key_management_systems, "stores"),
      ...(!isText && { severity: "warning" as const }),
    };
  },
};
