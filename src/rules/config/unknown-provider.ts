import { providerOf } from "../../domain/deployment.ts";
import { nearestName } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigEntry, type ConfigSubject } from "./subject.ts";

export const unknownProvider: Rule<ConfigSubject> = {
  code: "unknown-provider",
  severity: "error",
  summary: "A model begins with a provider that LiteLLM has, or is one that it knows without",
  *check(subject) {
    if (sectionOf(subject.config, "litellm_settings")["custom_provider_map"] !== undefined) return;
    for (const entry of subject.entries) {
      const model = entry.params["model"];
      if (typeof model !== "string" || !isUnknown(subject, entry, model)) continue;
      const provider = providerOf(model);
      const nearest = provider === undefined ? undefined : nearestName(provider, subject.keys.providers);
      yield {
        place: subject.placeOf([...entry.path, "litellm_params", "model"]),
        message: `Model \`${model}\` has no provider that LiteLLM ${subject.keys.release} knows; ${executed("it drops the deployment with one log line")}`,
        hint:
          nearest === undefined
            ? "Write `provider/model`: `openai/…` for any server that speaks as OpenAI does"
            : `Did you mean \`${nearest}/\`?`,
      };
    }
  },
};

/** An address may tell LiteLLM the provider, a variable the whole model, and a wildcard is no name. */
function isUnknown({ keys, models }: ConfigSubject, { params }: ConfigEntry, model: string): boolean {
  if (model === "" || model.includes("*") || model.startsWith("os.environ/")) return false;
  if (params["custom_llm_provider"] !== undefined || params["api_base"] !== undefined) return false;
  const provider = providerOf(model);
  if (provider !== undefined && keys.providers.includes(provider)) return false;
  return models.lookUp(model, {}) === undefined && !keys.providers.includes(model);
}
