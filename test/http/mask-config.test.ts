import { expect, test } from "vitest";
import { maskConfig } from "../../src/http/mask-config.ts";

test("a shown config has no secret, and everything else", () => {
  const config = {
    model_list: [
      {
        model_name: "a",
        litellm_params: {
          model: "openai/gpt-4o",
          api_key: "hunter2",
          max_tokens: 5,
          headers: { authorization: "Basic x" },
        },
        model_info: { id: "a-1", input_cost_per_token: 0.5 },
      },
      { litellm_params: { api_key: "os.environ/OPENAI_API_KEY", api_base: "https://ada:pw@host/v1" } },
    ],
    general_settings: { master_key: 12345, password: null, store_model_in_db: true },
    aws_secret_access_key: ["one", "os.environ/TWO"],
  };
  expect(maskConfig(config)).toEqual({
    model_list: [
      {
        model_name: "a",
        litellm_params: {
          model: "openai/gpt-4o",
          api_key: "*******",
          max_tokens: 5,
          headers: { authorization: "*******" },
        },
        model_info: { id: "a-1", input_cost_per_token: 0.5 },
      },
      { litellm_params: { api_key: "os.environ/OPENAI_API_KEY", api_base: "https://******@host/v1" } },
    ],
    general_settings: { master_key: "*****", password: null, store_model_in_db: true },
    aws_secret_access_key: ["***", "os.environ/TWO"],
  });
});
