import type { Rule } from "../rule.ts";
import { quoteValue } from "../fixes/replace-value.ts";
import { executed } from "./executed.ts";
import { isOpen } from "./open-value.ts";
import type { ConfigSubject } from "./subject.ts";

/** Parameters of which LiteLLM's types demand text. */
const parameters = [
  "api_key",
  "api_base",
  "api_version",
  "region_name",
  "aws_region_name",
  "vertex_project",
  "vertex_location",
  "custom_llm_provider",
  "litellm_credential_name",
];

export const textParameter: Rule<ConfigSubject> = {
  code: "text-parameter",
  severity: "error",
  summary: "What LiteLLM takes as text is text",
  *check({ entries, placeOf, spotOf }) {
    for (const { path, group, params } of entries) {
      for (const key of parameters) {
        const value = params[key];
        if (value === undefined || isOpen(value) || typeof value === "string") continue;
        const what = executed("LiteLLM drops the deployment with one line in its log, and the proxy starts");
        yield {
          place: placeOf([...path, "litellm_params", key]),
          message: `\`${key}\` of a deployment of \`${group}\` is ${JSON.stringify(value)}, not text; ${what}`,
          hint: "Write it in quotes",
          fix: quoteValue(spotOf([...path, "litellm_params", key])),
        };
      }
    }
  },
};
