import { expect, test } from "vitest";

import { importCases } from "./importable-cases.ts";

const strangeSettings =
  "`router_settings` is not written as a collection of its own, so the tool cannot print a part of it";

test("every case that loads renders the same to LiteLLM, but for those that hold nothing to import", () => {
  const outcomes = importCases("1.106.2");
  expect(outcomes.filter(({ told }) => told === "0 differences")).toHaveLength(196);
  const others = outcomes.filter(({ told }) => told !== "0 differences");
  expect(Object.fromEntries(others.map(({ name, told }) => [name, told]))).toEqual({
    "c02b-top-level-models": "The config has no groups",
    "c24d-env-trailing-space": "`api_key` is a literal, not a reference",
    "x05a-model-list-empty": "The config has no groups",
    "x05b-model-list-null": "The config has no groups",
    "x05c-model-list-missing": "The config has no groups",
    "x18-router-settings-list": strangeSettings,
    "x18-router-settings-string": strangeSettings,
    "x20d-model-list-in-router": "The config has no groups",
  });
});
