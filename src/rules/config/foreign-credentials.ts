import { providerOf } from "../../domain/deployment.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

/** Parameters that only the providers of one kind read, by the beginning of their names. */
const scoped = [
  {
    parameter:
      /^aws_(?:access_key_id|profile_name|region_name|role_name|secret_access_key|session_name|session_token|web_identity_token)$/,
    provider: /^(?:bedrock|sagemaker)/,
    owner: "AWS",
  },
  { parameter: /^vertex_(?:credentials|location|project)$/, provider: /^vertex_ai/, owner: "Vertex AI" },
];

/** Variables that LiteLLM itself reads for one provider. */
const variables: Readonly<Record<string, readonly string[]>> = {
  ANTHROPIC_API_KEY: ["anthropic"],
  AZURE_API_KEY: ["azure", "azure_ai", "azure_text"],
  DEEPSEEK_API_KEY: ["deepseek"],
  GEMINI_API_KEY: ["gemini"],
  GROQ_API_KEY: ["groq"],
  MISTRAL_API_KEY: ["mistral", "codestral"],
  OPENAI_API_KEY: ["openai"],
  OPENROUTER_API_KEY: ["openrouter"],
  XAI_API_KEY: ["xai"],
};
const keyed: ReadonlySet<string> = new Set(Object.values(variables).flat());

export const foreignCredentials: Rule<ConfigSubject> = {
  code: "foreign-credentials",
  severity: "warning",
  summary: "A deployment has the credentials of its own provider",
  *check({ entries, placeOf }) {
    for (const { path, group, params } of entries) {
      const provider = calledProvider(params);
      if (provider === undefined) continue;
      for (const { key, owner } of foreignIn(params, provider)) {
        yield {
          place: placeOf([...path, "litellm_params", key], "key"),
          message: `\`${key}\` of a deployment of \`${group}\` is for ${owner}, and \`${provider}\` is called; ${executed("LiteLLM logs a warning, and the provider does not get it")}`,
          hint: "Write the provider that the credentials are for in front of the model, or remove them",
        };
      }
      const variable = ownVariable(params["api_key"]);
      if (variable === undefined || params["api_base"] !== undefined || !keyed.has(provider)) continue;
      if (variables[variable]?.includes(provider) !== false) continue;
      yield {
        place: placeOf([...path, "litellm_params", "api_key"]),
        message: `\`${variable}\` holds the key of another provider than \`${provider}\`, which a deployment of \`${group}\` calls; ${executed("LiteLLM sends it as it is")}, and the provider refuses the call`,
        hint: "Name the variable of the provider that is called",
      };
    }
  },
};

/** Undefined where an own server, or a provider that is not written, may be called. */
function calledProvider(params: JsonObject): string | undefined {
  const declared = params["custom_llm_provider"];
  if (typeof declared === "string") return declared;
  return typeof params["model"] === "string" ? providerOf(params["model"]) : undefined;
}

function foreignIn(params: JsonObject, called: string): { key: string; owner: string }[] {
  return scoped.flatMap(({ parameter, provider, owner }) =>
    Object.keys(params)
      .filter((key) => parameter.test(key) && !provider.test(called) && params[key] !== null)
      .map((key) => ({ key, owner })),
  );
}

function ownVariable(value: Json | undefined): string | undefined {
  const name = typeof value === "string" && value.startsWith("os.environ/") ? value.slice("os.environ/".length) : "";
  return Object.hasOwn(variables, name) ? name : undefined;
}
