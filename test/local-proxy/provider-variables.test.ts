import { describe, expect, test } from "vitest";
import { chooseProviders } from "../../src/local-proxy/provider-variables.ts";

const url = "http://127.0.0.1:5000";

describe("chooseProviders", () => {
  test("lets the stand-in answer for all without a key", () => {
    expect(chooseProviders({}, url)).toEqual({
      real: [],
      standIns: ["openai", "anthropic", "gemini"],
      variables: {
        OPENAI_API_KEY: "stand-in",
        OPENAI_BASE_URL: "http://127.0.0.1:5000/v1",
        OPENAI_API_BASE: "http://127.0.0.1:5000/v1",
        ANTHROPIC_API_KEY: "stand-in",
        ANTHROPIC_API_BASE: url,
        ANTHROPIC_BASE_URL: url,
        GEMINI_API_KEY: "stand-in",
        GEMINI_API_BASE: url,
      },
    });
  });

  test("leaves a provider whose key is set as it is; an empty key is none", () => {
    const env = { OPENAI_API_KEY: "sk-real", OPENAI_BASE_URL: "http://own.example", GEMINI_API_KEY: "" };
    const { real, standIns, variables } = chooseProviders(env, url);
    expect({ real, standIns }).toEqual({ real: ["openai"], standIns: ["anthropic", "gemini"] });
    expect(Object.keys(variables).filter((name) => name.startsWith("OPENAI"))).toEqual([]);
    expect(variables["GEMINI_API_KEY"]).toBe("stand-in");
  });
});
