import { expect, test } from "vitest";

import type { JsonObject } from "../../src/domain/json.ts";
import { restartPaths } from "../../src/litellm/restart-paths.ts";

const entry = (group: string, id?: string, model = "openai/gpt-4o"): JsonObject => ({
  model_name: group,
  litellm_params: { model },
  ...(id !== undefined && { model_info: { id } }),
});

test.each<[string, JsonObject, JsonObject, string[]]>([
  ["nothing", { general_settings: { a: 1 } }, { general_settings: { a: 1 } }, []],
  [
    "aliases and fallbacks",
    {
      router_settings: { model_group_alias: { a: "b" }, fallbacks: [], default_fallbacks: ["a"] },
      litellm_settings: { fallbacks: [{ a: ["b"] }], default_fallbacks: ["b"] },
    },
    { router_settings: { model_group_alias: { a: "c" }, fallbacks: [{ a: ["b"] }] } },
    [],
  ],
  [
    "a setting changed, one added, one removed",
    { router_settings: { routing_strategy: "simple-shuffle", num_retries: 2 } },
    { router_settings: { routing_strategy: "least-busy", timeout: 3 } },
    ["router_settings.num_retries", "router_settings.routing_strategy", "router_settings.timeout"],
  ],
  ["deeper than two levels", { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, ["a.b"]],
  ["order of keys", { a: { b: { c: 1, d: 2 } } }, { a: { b: { d: 2, c: 1 } } }, []],
  ["a section added", {}, { general_settings: { master_key: "x" } }, ["general_settings.master_key"]],
  ["a section emptied", { general_settings: { a: 1 } }, { general_settings: null }, ["general_settings.a"]],
  ["a list at the top", { include: ["a"] }, { include: ["b"] }, ["include"]],
  ["a list at the top, equal", { include: ["a"] }, { include: ["a"] }, []],
  [
    "deployments with ids",
    { model_list: [entry("g", "1"), entry("h", "2")] },
    { model_list: [entry("h", "2"), entry("i", "3")] },
    [],
  ],
  [
    "deployments without ids",
    { model_list: [entry("g"), entry("h"), entry("same"), entry("same", "1")] },
    { model_list: [entry("same"), entry("g", undefined, "openai/gpt-4o-mini"), entry("new")] },
    ["model_list[g]", "model_list[h]", "model_list[new]"],
  ],
  [
    "a second deployment without an id",
    { model_list: [entry("g")] },
    { model_list: [entry("g"), entry("g")] },
    ["model_list[g]"],
  ],
  [
    "a deployment changed under the same id",
    { model_list: [entry("g", "1")] },
    { model_list: [entry("g", "1", "openai/gpt-4o-mini")] },
    ["model_list[g]"],
  ],
  [
    "a deployment moved to another group",
    { model_list: [entry("g", "1")] },
    { model_list: [entry("h", "1")] },
    ["model_list[h]"],
  ],
  [
    "an entry without a name",
    { model_list: ["x"] },
    { model_list: [{ model_name: 5 }] },
    ["model_list[5]", "model_list[null]"],
  ],
  ["no list", { model_list: { a: 1 } }, { model_list: [] }, ["model_list"]],
  ["no list, equal", { model_list: { a: 1 } }, { model_list: { a: 1 } }, []],
  ["an empty list", { model_list: null }, {}, []],
])("%s", (_name, before, after, paths) => {
  expect(restartPaths(before, after)).toEqual(paths);
});
