import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import { isReference } from "../../domain/secret.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const preCallCheck: Rule<ConfigSubject> = {
  code: "pre-call-check",
  severity: "warning",
  summary: "`optional_pre_call_checks` lists checks that LiteLLM has",
  *check({ config, keys, placeOf }) {
    const path = ["router_settings", "optional_pre_call_checks"];
    const checks: Json = sectionOf(config, "router_settings")["optional_pre_call_checks"] ?? [];
    if (typeof checks === "string") {
      const message = `\`optional_pre_call_checks\` is a text; ${executed("LiteLLM reads it letter by letter, and checks nothing")}`;
      yield { place: placeOf(path), message, hint: `Write \`[${checks}]\`` };
    }
    if (typeof checks === "boolean" || typeof checks === "number") {
      yield {
        place: placeOf(path),
        message: `\`optional_pre_call_checks\` is \`${checks}\`; ${executed("LiteLLM aborts at start")}`,
        hint: "Write a list of checks, or remove the key",
        severity: "error",
      };
    }
    if (isJsonObject(checks)) {
      const message = `\`optional_pre_call_checks\` is a mapping; ${executed("LiteLLM reads its keys alone")}`;
      yield { place: placeOf(path), message, hint: "Write a list of checks" };
    }
    for (const [index, check] of isJsonArray(checks) ? checks.entries() : []) {
      const name = typeof check === "string" ? check : JSON.stringify(check);
      if (keys.optional_pre_call_checks.includes(name) || isReference(name)) continue;
      yield {
        place: placeOf([...path, index]),
        message: `\`${name}\` is no check; ${executed("LiteLLM ignores it without a word")}`,
        hint: nameHint(name, keys.optional_pre_call_checks, "checks"),
      };
    }
  },
};
