import { expect, test } from "vitest";

import { makeDeploymentId } from "../../src/render/deployment-id.ts";

// Frozen with version 1 of the source format; the digests were computed by Python's json and hashlib.
test.each([
  [
    "classification_premium--openai-gpt-4o-ca2ab991",
    "classification_premium",
    { model: "openai/gpt-4o", api_key: "os.environ/OPENAI_API_KEY", temperature: 0 },
    {},
  ],
  [
    "classification_premium--openai-gpt-4o-5223abdf",
    "classification_premium",
    { weight: 3, temperature: 0, model: "openai/gpt-4o", api_key: "os.environ/OPENAI_API_KEY" },
    {},
  ],
  [
    "synthesis_premium--azure-my-deployment-eu-30a580dd",
    "synthesis_premium",
    { model: "azure/My_Deployment@EU", weight: 1 },
    { base_model: "azure/gpt-4o" },
  ],
  ["g--openai-gpt-4o-6d9bfd02", "g", { model: "openai/gpt-4o" }, {}],
  ["h--openai-gpt-4o-c77cebbe", "h", { model: "openai/gpt-4o" }, {}],
  [
    "übersetzung_a--ollama-modell-7b-61f482e3",
    "übersetzung_a",
    { model: "ollama/Modell:7b", temperature: 0.2, extra_headers: { b: 'ü\n"x"', a: [1, 2.5, true, null] } },
    {},
  ],
])("%s", (id, model_name, litellm_params, model_info) => {
  expect(makeDeploymentId({ model_name, litellm_params, model_info })).toBe(id);
});
