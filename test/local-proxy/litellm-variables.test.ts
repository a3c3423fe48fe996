import { expect, test } from "vitest";
import { litellmVariables } from "../../src/local-proxy/litellm-variables.ts";

const choice = { real: ["openai"], standIns: ["gemini"], variables: { GEMINI_API_KEY: "stand-in" } };

test("adds the module, the key and the providers to the user's variables", () => {
  const env = {
    OPENAI_API_KEY: "sk-real",
    PYTHONPATH: "/own",
    LITELLM_MASTER_KEY: "sk-other",
    LITELLM_PROFILES_RUN_DIR: "/own",
  };
  const variables = litellmVariables(env, {
    choice,
    key: "sk-local",
    modules: "/clone/src/hook",
    records: "/clone/workers",
  });
  expect(variables).toMatchObject({
    OPENAI_API_KEY: "sk-real",
    GEMINI_API_KEY: "stand-in",
    LITELLM_MASTER_KEY: "sk-local",
    LITELLM_PROFILES_RUN_DIR: "/clone/workers",
    LITELLM_WORKER_STARTUP_HOOKS: "litellm_profiles_hook:start",
    LITELLM_LOCAL_MODEL_COST_MAP: "True",
    PYTHONPATH: "/clone/src/hook:/own",
  });
});

test("keeps another config and a database of the user's out of it", () => {
  const env = { DATABASE_URL: "postgres://own", CONFIG_FILE_PATH: "/own.yaml", HOME: "/home/me" };
  const variables = litellmVariables(env, { choice, key: "k", modules: "/m", records: "/w" });
  expect(variables).toMatchObject({ HOME: "/home/me", PYTHONPATH: "/m" });
  expect(Object.keys(variables)).not.toContain("DATABASE_URL");
  expect(Object.keys(variables)).not.toContain("CONFIG_FILE_PATH");
});
