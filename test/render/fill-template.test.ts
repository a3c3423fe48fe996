import { describe, expect, test } from "vitest";

import type { RenderedDeployment } from "../../src/domain/deployment.ts";
import { fillTemplate } from "../../src/render/fill-template.ts";
import { readTemplate } from "../../src/render/read-template.ts";
import type { View } from "../../src/render/view.ts";

const deployment: RenderedDeployment = {
  model_name: "g",
  litellm_params: { model: "a/b" },
  model_info: { id: "1" },
};
const full: View = {
  tasks: [{ name: "on", description: "x # y\nz", groups: [{ name: "g", profile: "p", deployments: [deployment] }] }],
  deployments: [deployment],
  aliases: { on: "g", chat: "h" },
  fallbacks: [{ on: ["h"] }, { g: ["h", "i"] }],
};
const empty: View = { tasks: [], deployments: [], aliases: {}, fallbacks: [] };

function fill(text: string, view: View): string {
  const template = readTemplate({ path: "t.hbs", text });
  if (!("program" in template)) throw new Error(JSON.stringify(template));
  return fillTemplate(template, view);
}

describe("after a key or a dash: one flow value", () => {
  test.each([
    ["a: {{yaml aliases}}", 'a: {"on": g, chat: h}'],
    ["a:   {{yaml fallbacks}} # c", 'a:   [{"on": [h]}, {g: [h, i]}] # c'],
    ["{a: {{yaml aliases}}, b: 1}", '{a: {"on": g, chat: h}, b: 1}'],
    ["- {{yaml deployments}}", '- [{model_name: g, litellm_params: {model: a/b}, model_info: {id: "1"}}]'],
    ["{{#each tasks}}\n- name: {{yaml name}}\n{{/each}}\n", '- name: "on"\n'],
    [
      "{{#each deployments}}\n- {{yaml this}}\n{{/each}}\n",
      '- {model_name: g, litellm_params: {model: a/b}, model_info: {id: "1"}}\n',
    ],
  ])("%j", (template, text) => {
    expect(fill(template, full)).toBe(text);
  });

  test("empty", () => {
    expect(fill("a: {{yaml aliases}}\nb: {{yaml fallbacks}} # c\n", empty)).toBe("a: {}\nb: [] # c\n");
  });
});

test("in a comment: text without a line break", () => {
  expect(
    fill("a: 1 # {{yaml aliases}}\n{{#each tasks}}\n# {{yaml name}}: {{yaml description}}.\n{{/each}}\n", full),
  ).toBe('a: 1 # {"on": g, chat: h}\n# on: x # y z.\n');
});

describe("alone on its line: entries at its column", () => {
  test.each([
    ["a:\n  {{yaml aliases}}\n", 'a:\n  "on": g\n  chat: h\n'],
    ["a:\n    x: 1\n    {{yaml aliases}}\n    y: 2\n", 'a:\n    x: 1\n    "on": g\n    chat: h\n    y: 2\n'],
    ["a:\n{{yaml fallbacks}}\n- x: [y]\n", 'a:\n- "on": [h]\n- g: [h, i]\n- x: [y]\n'],
    [
      "a:\n  {{yaml deployments}}\n",
      'a:\n  - model_name: g\n    litellm_params: {model: a/b}\n    model_info: {id: "1"}\n',
    ],
    ["a:\n  {{yaml aliases}}", 'a:\n  "on": g\n  chat: h'],
  ])("%j", (template, text) => {
    expect(fill(template, full)).toBe(text);
  });
});

describe("alone on its line and empty", () => {
  test.each<[string, string, string]>([
    ["the only child", "a:\n  {{yaml aliases}}\nb: 1\n", "a:\n  {}\nb: 1\n"],
    ["the only child, a list", "a:\n  {{yaml fallbacks}}\n", "a:\n  []\n"],
    ["the only child, at the end of the text", "a:\n  {{yaml fallbacks}}", "a:\n  []"],
    ["a list at its parent's column", "x:\n  a:\n  {{yaml fallbacks}}\n  b: 1\n", "x:\n  a:\n    []\n  b: 1\n"],
    ["a list at its parent's column, with an item", "a:\n{{yaml fallbacks}}\n- x\nb: 1\n", "a:\n- x\nb: 1\n"],
    ["a child before", "a:\n  x: 1\n  {{yaml aliases}}\n", "a:\n  x: 1\n"],
    ["a child after", "a:\n  {{yaml aliases}}\n  x: 1\n", "a:\n  x: 1\n"],
    ["a deep child before", "a:\n  x:\n    y: 1\n  {{yaml aliases}}\nb: 1\n", "a:\n  x:\n    y: 1\nb: 1\n"],
    ["a deep item before", "a:\n  - x:\n      y: 1\n  {{yaml fallbacks}}\n", "a:\n  - x:\n      y: 1\n"],
    ["an item after", "a:\n  {{yaml deployments}}\n  - x\n", "a:\n  - x\n"],
    ["a child behind a dash", "a:\n  - x: 1\n    {{yaml aliases}}\n", "a:\n  - x: 1\n"],
    ["a child behind two dashes", "a:\n  - - x: 1\n      {{yaml aliases}}\n", "a:\n  - - x: 1\n"],
    [
      "only comments and blank lines beside",
      "a:\n  # c\n\n  {{yaml aliases}}\n  # d\nb: 1\n",
      "a:\n  # c\n\n  {}\n  # d\nb: 1\n",
    ],
    ["twice in one parent", "a:\n  {{yaml aliases}}\n  {{yaml aliases}}\n", "a:\n  {}\n"],
    ["twice in one list", "a:\n  {{yaml fallbacks}}\n  {{yaml deployments}}\n", "a:\n  []\n"],
    ["in two parents", "a:\n  {{yaml aliases}}\nb:\n  {{yaml fallbacks}}\n", "a:\n  {}\nb:\n  []\n"],
    ["at the top", "{{yaml aliases}}\n", "{}\n"],
    ["at the top, with a child", "{{yaml aliases}}\nb: 1\n", "b: 1\n"],
  ])("%s", (_name, template, text) => {
    expect(fill(template, empty)).toBe(text);
  });
});

describe("blocks", () => {
  const conditional = "{{#if aliases}}\na: {{yaml aliases}}\n{{else}}\na: none\n{{/if}}\n";

  test.each<[string, string, View, string]>([
    ["a condition that holds", conditional, { ...full, aliases: { x: "z" } }, "a: {x: z}\n"],
    ["an empty mapping does not hold", conditional, empty, "a: none\n"],
    ["a list", "{{#if fallbacks}}\na: 1\n{{/if}}\n", empty, ""],
    ["an inverse condition", "{{^if aliases}}\na: 1\n{{/if}}\n", empty, "a: 1\n"],
    ["an inverse condition that does not hold", "{{^if aliases}}\na: 1\n{{/if}}\nb: 1\n", full, "b: 1\n"],
    ["another condition", "{{#if aliases}}\na: 1\n{{else if tasks}}\na: 2\n{{else}}\na: 3\n{{/if}}\n", empty, "a: 3\n"],
    [
      "a text",
      "{{#each tasks}}\n{{#if description}}\n# {{yaml description}}\n{{/if}}\n{{/each}}\n",
      full,
      "# x # y z\n",
    ],
    ["an empty list", "{{#each tasks}}\n# {{yaml name}}\n{{else}}\n# none\n{{/each}}\n", empty, "# none\n"],
  ])("%s", (_name, template, view, text) => {
    expect(fill(template, view)).toBe(text);
  });

  test("a description that is empty leaves its condition out", () => {
    const view: View = { ...full, tasks: [{ name: "a", description: "", groups: [] }] };
    expect(fill("{{#each tasks}}\n{{#if description}}\nx\n{{/if}}\n# {{yaml description}}|\n{{/each}}\n", view)).toBe(
      "# |\n",
    );
  });
});
