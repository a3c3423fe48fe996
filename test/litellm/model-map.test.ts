import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { completeInfo, openModelMap, type ModelFacts } from "../../src/litellm/model-map.ts";

/** What LiteLLM 1.106.2 answered (`get_model_info`); null where it does not know the model. It says 0 for no price. */
interface Answer {
  readonly mode: string | null;
  readonly input: number;
  readonly output: number;
  readonly context: number | null;
  readonly dimensions: number | null;
  readonly supports: readonly string[];
}

const answers: Readonly<Record<string, Answer | null>> = JSON.parse(
  readFileSync(new URL("../fixtures/model-map/1.106.2.json", import.meta.url), "utf8"),
);
const asked = new Set(
  "system_messages response_schema vision function_calling tool_choice prompt_caching audio_input pdf_input reasoning web_search".split(
    " ",
  ),
);
const map = openModelMap("1.106.2");

function asAnswer(facts: ModelFacts | undefined): Answer | null {
  if (facts === undefined) return null;
  return {
    mode: facts.mode ?? null,
    input: facts.inputUsdPerToken ?? 0,
    output: facts.outputUsdPerToken ?? 0,
    context: facts.maxInputTokens ?? null,
    dimensions: facts.outputVectorSize ?? null,
    supports: [...facts.capabilities].filter((capability) => asked.has(capability)).toSorted(),
  };
}

test.each(Object.keys(answers))("%s is what LiteLLM says it is", (model) => {
  expect(asAnswer(map.lookUp(model, {}))).toEqual(answers[model]);
});

describe("what a model's map entry does not say", () => {
  test("is absent, not 0", () => {
    const facts = map.lookUp("openai/gpt-7-astra", {});
    expect(facts).toEqual({ capabilities: new Set(["reasoning"]) });
  });

  test("is what LiteLLM assumes of its family", () => {
    const facts = map.lookUp("anthropic/claude-mythos-9", {});
    expect(facts).toMatchObject({ mode: "chat", maxInputTokens: 200_000 });
    expect(facts?.capabilities.has("tool_search")).toBe(true);
    expect(facts?.inputUsdPerToken).toBeUndefined();
  });

  test("an end is known by its day", () => {
    expect(map.lookUp("azure/gpt-4o", {})?.deprecationDate).toBe("2027-04-14");
  });
});

describe("the deployment's own info", () => {
  test("wins, value by value", () => {
    const info = {
      input_cost_per_token: 0,
      max_input_tokens: 16000,
      supports_vision: false,
      supports_audio_input: true,
    };
    const facts = map.lookUp("openai/gpt-4o", info);
    expect(facts).toMatchObject({ mode: "chat", inputUsdPerToken: 0, outputUsdPerToken: 1e-5, maxInputTokens: 16000 });
    expect(facts?.capabilities.has("vision")).toBe(false);
    expect(facts?.capabilities.has("audio_input")).toBe(true);
    expect(facts?.capabilities.has("response_schema")).toBe(true);
  });

  test("speaks alone for a model that the map does not know", () => {
    const info = { mode: "embedding", output_vector_size: 768, supports_vision: true, deprecation_date: "2030-01-31" };
    expect(map.lookUp("openai/my-own", info)).toEqual({
      mode: "embedding",
      outputVectorSize: 768,
      deprecationDate: "2030-01-31",
      capabilities: new Set(["vision"]),
    });
  });

  test("says nothing by keys that are no facts", () => {
    expect(map.lookUp("openai/my-own", { id: "a", team: "b" })).toBeUndefined();
  });

  test("may be text where YAML 1.1 reads none as a number; what is no number is not read", () => {
    const info = { input_cost_per_token: "1e-6", output_cost_per_token: "free", max_input_tokens: "", mode: 7 };
    expect(map.lookUp("openai/my-own", info)).toEqual({ inputUsdPerToken: 1e-6, capabilities: new Set() });
  });
});

describe("base_model", () => {
  const gpt4o = map.lookUp("azure/gpt-4o", {});

  test.each(["azure/gpt-4o", "gpt-4o"])("%s speaks for an Azure deployment of any name", (base) => {
    expect(map.lookUp("azure/my-deployment", { base_model: base })).toEqual(gpt4o);
  });

  test("that is unknown leaves an Azure deployment unknown, whatever its name", () => {
    expect(map.lookUp("azure/gpt-4o", { base_model: "azure/no-such" })).toBeUndefined();
  });

  test("that is unknown leaves another provider's model its own facts", () => {
    expect(map.lookUp("openai/gpt-4o", { base_model: "no-such" })).toEqual(map.lookUp("openai/gpt-4o", {}));
  });

  test("may be of another provider, and follows for a model without one", () => {
    expect(map.lookUp("openai/proxied", { base_model: "anthropic/claude-sonnet-4-6" })?.maxInputTokens).toBe(1_000_000);
    expect(map.lookUp("proxied", { base_model: "gpt-4o" })?.maxInputTokens).toBe(128_000);
  });

  test("that is empty or no text is none", () => {
    expect(map.lookUp("openai/gpt-4o", { base_model: "" })?.maxInputTokens).toBe(128_000);
    expect(map.lookUp("openai/gpt-4o", { base_model: 4 })?.maxInputTokens).toBe(128_000);
  });
});

describe("completeInfo", () => {
  test("a price among the parameters wins over one in the info", () => {
    const params = { model: "x", input_cost_per_token: 1, output_cost_per_token: null, temperature: 0 };
    expect(completeInfo(params, { input_cost_per_token: 2, output_cost_per_token: 3, mode: null })).toEqual({
      input_cost_per_token: 1,
      output_cost_per_token: 3,
    });
  });

  test("the info's base model wins over one among the parameters", () => {
    expect(completeInfo({ base_model: "a" }, {})).toEqual({ base_model: "a" });
    expect(completeInfo({ base_model: "a" }, { base_model: "b" })).toEqual({ base_model: "b" });
  });
});

test("a release without facts is answered by the nearest older one, which is named", () => {
  expect(openModelMap("1.106.9").release).toBe("1.106.2");
  expect(openModelMap("1.106.2")).toBe(map);
});
