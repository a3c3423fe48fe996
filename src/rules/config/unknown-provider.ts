import { providerOf } from "../../domain/deployment.ts";
import { nearestName } from "../../sources/nearest-name.ts";
import type { Json } from "../../domain/json.ts";
import type { ConfigKeys } from "../../litellm/config-keys.ts";
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
      const declared = entry.params["custom_llm_provider"];
      const provider = typeof declared === "string" ? declared : providerOf(model);
      const nearest = provider === undefined ? undefined : nearestName(provider, subject.keys.providers);
      yield {
        place: subject.placeOf([
          ...entry.path,
          "litellm_params",
          typeof declared === "string" ? "custom_llm_provider" : "model",
        ]),
        message: `Model \`${model}\` has no provider that LiteLLM ${subject.keys.release} knows; ${executed("it drops the deployment with one log line")}`,
        hint:
          nearest === undefined
            ? "Write `provider/model`: `openai/…` for any server that speaks as OpenAI does"
            : `Did you mean \`${typeof declared === "string" ? nearest : `${nearest}/`}\`?`,
      };
    }
  },
};

/** An address may tell LiteLLM the provider, a variable the whole model, and a wildcard is no name. */
function isUnknown(subject: ConfigSubject, { params }: ConfigEntry, model: string): boolean {
  const { keys } = subject;
  const declared = params["custom_llm_provider"] ?? undefined;
  if (model === "" || model.includes("*") || model.startsWith("os.environ/")) return false;
  if (declared !== undefined) return typeof declared === "string" && !isProvider(keys, declared);
  const provider = providerOf(model);
  if (provider !== undefined && keys.providers.includes(provider)) return false;
  return !isKnownAddress(keys, params["api_base"] ?? params["base_url"]) && !isKnownModel(subject, model);
}

function isProvider({ providers }: ConfigKeys, name: string): boolean {
  return providers.includes(name) || name.startsWith("os.environ/");
}

/** Whether LiteLLM can tell the provider by the address, or the address comes from a variable. */
function isKnownAddress({ endpoints }: ConfigKeys, address: Json | undefined): boolean {
  if (typeof address !== "string") return false;
  const [host] = withoutScheme(address);
  return address.startsWith("os.environ/") || endpoints.some((endpoint) => withoutScheme(endpoint)[0] === host);
}

function withoutScheme(address: string): [host: string, ...path: string[]] {
  const [host = "", ...path] = address.replace(/^https?:\/\//, "").split("/");
  return [host, ...path];
}

/** By its name alone. */
function isKnownModel({ keys, models }: ConfigSubject, model: string): boolean {
  if (keys.bare_models.includes(model)) return true;
  return (
    !keys.refused_bare_models.includes(model) &&
    !keys.providers.includes(model) &&
    models.lookUp(model, {}) !== undefined
  );
}
