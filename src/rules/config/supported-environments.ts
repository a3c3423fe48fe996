import { isJsonArray } from "../../domain/json.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

const known = ["development", "staging", "production"];

export const supportedEnvironments: Rule<ConfigSubject> = {
  code: "supported-environments",
  severity: "error",
  summary: "`supported_environments` are development, staging or production",
  *check({ entries, placeOf }) {
    for (const { path, info } of entries) {
      const written = info["supported_environments"];
      if (typeof written === "string") {
        yield {
          place: placeOf([...path, "model_info", "supported_environments"]),
          message: `\`supported_environments\` is a text, not a list; ${executed("it drops the deployment with one log line")}`,
          hint: `Write \`[${written}]\``,
        };
      }
      for (const [index, name] of (isJsonArray(written) ? written : []).entries()) {
        if (typeof name !== "string" || known.includes(name)) continue;
        yield {
          place: placeOf([...path, "model_info", "supported_environments", index]),
          message: `LiteLLM has no environment \`${name}\`; ${executed("it drops the deployment with one log line")}`,
          hint: nameHint(name, known, "environments"),
        };
      }
    }
  },
};
