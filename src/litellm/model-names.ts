import { providerOf } from "../domain/deployment.ts";

/**
 * The names under which LiteLLM looks for `provider/model` in its map, in its order: the whole name, the name without
 * its provider, then both without a version or a fine-tune's suffix (`get_potential_model_names` in its `utils.py`).
 */
export function modelNames(model: string): string[] {
  const provider = providerOf(model);
  if (provider === undefined) return unique([model, withoutVersion(model, undefined)]);
  const name = model.slice(provider.length + 1);
  const own = isBedrock(provider) ? withoutBedrockRoute(name) : name;
  const stripped = withoutVersion(name, provider);
  return unique([model, own, withoutVersion(model, provider), `${provider}/${stripped}`, stripped]);
}

/** Whether a map entry of one provider speaks for a model that is called at another (LiteLLM's `_check_provider_match`). */
export function isSameProvider(entry: string | null | undefined, called: string | undefined): boolean {
  if (entry === undefined || entry === null || called === undefined || entry === called) return true;
  if (sharedEntries.has(called)) return true;
  if (called === "azure_ai") return entry === "azure" || entry === "openai";
  if (called === "cohere") return entry === "cohere_chat";
  if (called.startsWith("bedrock")) return entry.startsWith("bedrock");
  return families.has(called) && entry.startsWith(called);
}

/** Providers for which LiteLLM takes any provider's entry. */
const sharedEntries: ReadonlySet<string> = new Set(["github", "litellm_proxy", "nadir"]);

/** Providers whose map entries name a sub-provider: `vertex_ai-anthropic_models`. */
const families: ReadonlySet<string> = new Set(["fireworks_ai", "vertex_ai"]);

function withoutVersion(name: string, provider: string | undefined): string {
  if (isBedrock(provider)) return bedrockBaseModel(name);
  if (provider !== undefined && numbered.has(provider)) return name.replace(/-\d+$/, "");
  if (name.includes("ft:")) return name.replace(/(?::[^:]*){3}$/, "");
  return name.replace(/-\d{4}-\d{2}-\d{2}$/, "");
}

/** Providers whose versions are a number at the end: `gemini-1.5-flash-001`. */
const numbered: ReadonlySet<string> = new Set(["databricks", "gemini", "vertex_ai"]);

function isBedrock(provider: string | undefined): boolean {
  return provider === "bedrock";
}

/** What LiteLLM's routes put in front of a Bedrock model, in the order in which it takes them away. */
const bedrockRoutes = [
  "bedrock/",
  "chat_completions/",
  "converse/",
  "invoke/",
  "openai/",
  "mantle/",
  "nova-2/",
  "nova/",
];

function withoutBedrockRoute(name: string): string {
  return bedrockRoutes.reduce((rest, route) => (rest.startsWith(route) ? rest.slice(route.length) : rest), name);
}

function bedrockBaseModel(name: string): string {
  const route = withoutBedrockRoute(name);
  const model = /arn/i.test(route) ? route.slice(route.lastIndexOf("/") + 1) : route;
  return model
    .replace(/(:\d+):\d+k$/, "$1")
    .replace(/\[\w+\]$/, "")
    .replace(/^(?:(?:global|us|eu|apac|jp|au|us-gov)\.|[a-z]{2}(?:-[a-z]+)+-\d\/)/, "");
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
