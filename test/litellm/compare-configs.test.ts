import { describe, expect, test } from "vitest";

import { compareConfigs } from "../../src/litellm/compare-configs.ts";
import { readMeaning } from "../../src/litellm/read-meaning.ts";

function compare(before: string, after: string) {
  return compareConfigs(readMeaning(before) ?? {}, readMeaning(after) ?? {});
}

const entry = (name: string, more = "") => `- {model_name: ${name}, litellm_params: {model: openai/a${more}}}`;

describe("no difference", () => {
  test.each<[string, string, string]>([
    ["nothing at all", "a: 1", "a: 1"],
    ["the order of keys", "a: {b: 1, c: 2}\nd: 3", "d: 3\na: {c: 2, b: 1}"],
    ["a number and the same as a fraction", "router_settings: {timeout: 30}", "router_settings: {timeout: 30.0}"],
    ["the order of groups", `model_list:\n${entry("x")}\n${entry("y")}`, `model_list:\n${entry("y")}\n${entry("x")}`],
    [
      "an id where there was none",
      `model_list:\n${entry("x")}`,
      "model_list: [{model_name: x, litellm_params: {model: openai/a}, model_info: {id: x-1}}]",
    ],
    [
      "an id beside what was said before",
      "model_list: [{model_name: x, litellm_params: {model: openai/a}, model_info: {mode: chat}}]",
      "model_list: [{model_name: x, litellm_params: {model: openai/a}, model_info: {id: x-1, mode: chat}}]",
    ],
    [
      "an empty model_info",
      "model_list: [{model_name: x, litellm_params: {model: openai/a}, model_info: {}}]",
      `model_list:\n${entry("x")}`,
    ],
    [
      "a weight of 0 that was missing",
      `model_list:\n${entry("x", ", weight: 3")}\n${entry("x", ", b: 1")}`,
      `model_list:\n${entry("x", ", weight: 3")}\n${entry("x", ", b: 1, weight: 0")}`,
    ],
    [
      "an alias in its long form",
      "router_settings: {model_group_alias: {a: {model: x, hidden: false}}}",
      "router_settings: {model_group_alias: {a: x}}",
    ],
    [
      "the order of fallbacks",
      "router_settings: {fallbacks: [{a: [b]}, {c: [d]}]}",
      "router_settings: {fallbacks: [{c: [d]}, {a: [b]}]}",
    ],
    [
      "a second list of a name",
      "litellm_settings: {fallbacks: [{a: [b]}, {a: [c]}]}",
      "litellm_settings: {fallbacks: [{a: [b]}]}",
    ],
    ["empty settings", "a: 1", "a: 1\nrouter_settings: {model_group_alias: {}, fallbacks: []}"],
    ["settings with nothing after them", "router_settings:", "router_settings: {}"],
  ])("%s", (_what, before, after) => {
    expect(compare(before, after)).toEqual([]);
  });
});

describe("a difference", () => {
  test.each<[string, string, string, readonly object[]]>([
    ["a setting more", "a: 1", "a: 1\nb: x", [{ kind: "added", path: "b", after: "x" }]],
    ["a setting less", "a: {b: 1}", "a: {}", [{ kind: "removed", path: "a.b", before: 1 }]],
    ["another value", "a: [1, 2]", "a: [2, 1]", [{ kind: "changed", path: "a", before: [1, 2], after: [2, 1] }]],
    ["another type", "a: 1", "a: '1'", [{ kind: "changed", path: "a", before: 1, after: "1" }]],
    [
      "a date that became text",
      "a: 2024-02-01",
      "a: '2024-02-01'",
      [{ kind: "changed", path: "a", before: { "!timestamp": "2024-02-01" }, after: "2024-02-01" }],
    ],
    [
      "a number that JSON would round",
      "a: 12345678901234567890",
      "a: 12345678901234567891",
      [
        {
          kind: "changed",
          path: "a",
          before: { "!int": "12345678901234567890" },
          after: { "!int": "12345678901234567891" },
        },
      ],
    ],
    [
      "a key that became text",
      "on: 1",
      "'on': 1",
      [
        { kind: "removed", path: "!bool on", before: 1 },
        { kind: "added", path: "on", after: 1 },
      ],
    ],
    [
      "a deployment's parameter",
      `model_list:\n${entry("x")}\n${entry("x", ", b: 1")}`,
      `model_list:\n${entry("x")}\n${entry("x", ", b: 2")}`,
      [{ kind: "changed", path: "model_list.x[1].litellm_params.b", before: 1, after: 2 }],
    ],
    [
      "the order within a group",
      `model_list:\n${entry("x", ", b: 1")}\n${entry("x", ", b: 2")}`,
      `model_list:\n${entry("x", ", b: 2")}\n${entry("x", ", b: 1")}`,
      [
        { kind: "changed", path: "model_list.x[0].litellm_params.b", before: 1, after: 2 },
        { kind: "changed", path: "model_list.x[1].litellm_params.b", before: 2, after: 1 },
      ],
    ],
    [
      "an id of its own that changes",
      "model_list: [{model_name: x, litellm_params: {model: a/b}, model_info: {id: one}}]",
      "model_list: [{model_name: x, litellm_params: {model: a/b}, model_info: {id: two}}]",
      [{ kind: "changed", path: "model_list.x[0].model_info.id", before: "one", after: "two" }],
    ],
    [
      "a group more",
      "model_list: []",
      "model_list: [{model_name: x, litellm_params: {model: a/b}}]",
      [{ kind: "added", path: "model_list.x", after: [{ model_name: "x", litellm_params: { model: "a/b" } }] }],
    ],
    [
      "a weight where none is",
      `model_list:\n${entry("x")}`,
      `model_list:\n${entry("x", ", weight: 0")}`,
      [{ kind: "added", path: "model_list.x[0].litellm_params.weight", after: 0 }],
    ],
    [
      "an entry of a strange form",
      "model_list: [x, {litellm_params: {weight: 1}}]",
      "model_list: [y, {litellm_params: {weight: 1}}]",
      [
        {
          kind: "changed",
          path: "model_list.null",
          before: ["x", { litellm_params: { weight: 1 } }],
          after: ["y", { litellm_params: { weight: 1 } }],
        },
      ],
    ],
    [
      "no list of models",
      "model_list: x",
      "model_list: y",
      [{ kind: "changed", path: "model_list", before: "x", after: "y" }],
    ],
    [
      "an alias that is hidden",
      "router_settings: {model_group_alias: {a: {model: x, hidden: true}}}",
      "router_settings: {model_group_alias: {a: x}}",
      [
        {
          kind: "changed",
          path: "router_settings.model_group_alias.a",
          before: { model: "x", hidden: true },
          after: "x",
        },
      ],
    ],
    [
      "an alias more",
      "a: 1",
      "a: 1\nrouter_settings: {model_group_alias: {b: x}}",
      [{ kind: "added", path: "router_settings.model_group_alias.b", after: "x" }],
    ],
    [
      "aliases of a strange form",
      "router_settings: {model_group_alias: [a]}",
      "router_settings: {model_group_alias: [b]}",
      [{ kind: "changed", path: "router_settings.model_group_alias", before: ["a"], after: ["b"] }],
    ],
    [
      "the order within a fallback list",
      "router_settings: {fallbacks: [{a: [b, c]}]}",
      "router_settings: {fallbacks: [{a: [c, b]}]}",
      [{ kind: "changed", path: "router_settings.fallbacks.a", before: ["b", "c"], after: ["c", "b"] }],
    ],
    [
      "fallbacks of a strange form",
      "router_settings: {fallbacks: [a]}",
      "router_settings: {fallbacks: x}",
      [{ kind: "changed", path: "router_settings.fallbacks", before: ["a"], after: "x" }],
    ],
    [
      "settings of a strange form",
      "router_settings: x",
      "router_settings: y",
      [{ kind: "changed", path: "router_settings", before: "x", after: "y" }],
    ],
    ["a list that grows", "a: [{b: 1}]", "a: [{b: 1}, {b: 2}]", [{ kind: "added", path: "a[1]", after: { b: 2 } }]],
  ])("%s", (_what, before, after, differences) => {
    expect(compare(before, after)).toEqual(differences);
  });
});

test("a text that LiteLLM could not read has no meaning", () => {
  expect(readMeaning("a: [")).toBeUndefined();
  expect(readMeaning("- a")).toBeUndefined();
  expect(readMeaning("")).toBeUndefined();
  expect(readMeaning("? [a]\n: 1")).toBeUndefined();
});
