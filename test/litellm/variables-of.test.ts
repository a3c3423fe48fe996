import { expect, test } from "vitest";
import { liveVariablesOf, variablesOf } from "../../src/litellm/variables-of.ts";

const config = {
  model_list: [
    { model_name: "a", litellm_params: { model: "openai/a", api_key: "os.environ/B_KEY" }, model_info: { id: "a--1" } },
    { model_name: "a", litellm_params: { model: "openai/a", api_key: "os.environ/A_KEY" }, model_info: { id: "a--2" } },
    { model_name: "b", litellm_params: { model: "openai/b", api_key: "os.environ/NO_ID_KEY" } },
    "odd",
  ],
  router_settings: { model_group_alias: { task: "os.environ/GROUP" }, redis_host: "os.environ/REDIS_HOST" },
  general_settings: { master_key: "os.environ/B_KEY", note: "see os.environ/NOTE", list: ["os.environ/LISTED"] },
};

test("a config refers to variables wherever a whole text names one, each once, sorted", () => {
  expect(variablesOf(config)).toEqual(["A_KEY", "B_KEY", "GROUP", "LISTED", "NO_ID_KEY", "REDIS_HOST"]);
  expect(variablesOf(null)).toEqual([]);
});

test("without those of deployments with an id and of aliases the module refuses it", () => {
  expect(liveVariablesOf(config)).toEqual(["A_KEY", "B_KEY", "GROUP"]);
  expect(liveVariablesOf({})).toEqual([]);
  expect(liveVariablesOf({ model_list: "odd", router_settings: {} })).toEqual([]);
});
