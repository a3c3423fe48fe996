import { delimiter } from "node:path";
import type { ProviderChoice } from "./provider-variables.ts";

/** What LiteLLM would ask the internet for by itself. */
const staysLocal = {
  LITELLM_LOCAL_MODEL_COST_MAP: "True",
  LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS: "True",
  LITELLM_LOCAL_BLOG_POSTS: "True",
  LITELLM_LOCAL_POLICY_TEMPLATES: "True",
  LITELLM_LOCAL_AUTOROUTER_PRESETS: "True",
};

/** Variables that would make LiteLLM read another config, or keep its state in a database of the user's. */
const misleading = new Set([
  "CONFIG_FILE_PATH",
  "WORKER_CONFIG",
  "LITELLM_PROFILES_CONFIG",
  "LITELLM_PROFILES_RUN_DIR",
  "LITELLM_CONFIG_BUCKET_NAME",
  "DATABASE_URL",
  "DIRECT_URL",
]);

/** What a local proxy runs with, beside the user's own variables. */
export interface LocalSettings {
  readonly choice: ProviderChoice;
  /** LiteLLM's master key. */
  readonly key: string;
  /** Folder of the reload module. */
  readonly modules: string;
  /** Folder in which the workers say that they live; of this run only. */
  readonly records: string;
}

/** Variables of the LiteLLM process; `env` are the user's. */
export function litellmVariables(
  env: NodeJS.ProcessEnv,
  { choice, key, modules, records }: LocalSettings,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !misleading.has(name));
  return {
    ...Object.fromEntries(kept),
    ...choice.variables,
    ...staysLocal,
    // Otherwise LiteLLM reads the `.env` file of any folder above it.
    LITELLM_MODE: "PRODUCTION",
    LITELLM_DISABLE_ACCESS_LOG_PATHS: "/litellm-profiles/workers",
    LITELLM_MASTER_KEY: key,
    LITELLM_PROFILES_RUN_DIR: records,
    LITELLM_WORKER_STARTUP_HOOKS: "litellm_profiles_hook:start",
    PYTHONPATH: [modules, env["PYTHONPATH"]].filter(Boolean).join(delimiter),
  };
}
