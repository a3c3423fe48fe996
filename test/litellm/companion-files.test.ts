import { describe, expect, test } from "vitest";
import { companionFiles } from "../../src/litellm/companion-files.ts";

describe("the files that a config needs beside it", () => {
  test("are those that it includes by a relative path", () => {
    const config = { include: ["models.yaml", "../shared.yaml", "/etc/more.yaml", 5] };
    expect(companionFiles(config).included).toEqual(["models.yaml", "../shared.yaml"]);
    expect(companionFiles({ include: "models.yaml" }).included).toEqual([]);
    expect(companionFiles({}).included).toEqual([]);
  });

  test("may be modules that a setting names, wherever it stands", () => {
    const config = {
      litellm_settings: {
        callbacks: ["prometheus", "audit.instance"],
        custom_provider_map: [{ custom_handler: "own.llm.handler" }],
      },
      general_settings: { custom_auth: "audit.check", port: 4000, ui: null },
    };
    expect(companionFiles(config).modules).toEqual(["audit.py", "own/llm.py"]);
  });

  test("are not guessed from the models", () => {
    const config = { model_list: [{ model_name: "a", litellm_params: { model: "gpt.4o" } }] };
    expect(companionFiles(config)).toEqual({ included: [], modules: [] });
  });

  test("are not numbers, addresses or sentences with a dot", () => {
    const config = { litellm_settings: { a: "1.5", b: "https://host.example", c: "One. Two", d: "os.environ/KEY" } };
    expect(companionFiles(config).modules).toEqual([]);
  });
});
