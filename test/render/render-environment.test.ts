import { describe, expect, test } from "vitest";

import { routingOf } from "../../src/litellm/routing-of.ts";
import { isTruncated } from "../../src/litellm/is-truncated.ts";
import { readConfig } from "../../src/litellm/read-config.ts";
import { renderEnvironment } from "../../src/render/render-environment.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";
import { makeProfile, makeProject, makeTask, plainTemplate } from "./make-project.ts";

const header = `# Rendered by litellm-profiles from profiles/, environments/ and templates/: do not edit.
# Change those files, then run: npx litellm-profiles render
`;

const tasks = [makeTask("classification", { description: "Sort it", legacyNames: ["sort"] }), makeTask("synthesis")];
const premium = makeProfile(
  "premium",
  {
    classification: [{ model: "openai/gpt-4o", params: { temperature: 0 } }],
    synthesis: [
      { model: "azure/own", connection: "azure_eu", weight: 3, info: { base_model: "azure/gpt-4o" } },
      { model: "ollama/llama", weight: 1 },
    ],
  },
  { classification: ["balanced"] },
);
const balanced = makeProfile("balanced", { classification: [{ model: "openai/gpt-4o-mini" }], synthesis: "by-hand" });
const project = makeProject({
  tasks,
  profiles: [balanced, premium],
  connections: new Map([
    ["openai", { api_key: "os.environ/OPENAI_API_KEY" }],
    ["azure_eu", { api_base: "https://eu.example:443/x", api_key: "os.environ/AZURE_EU_KEY" }],
  ]),
  template: `# mine
model_list:
{{#each tasks}}
  # {{yaml name}}: {{yaml description}}
{{#each groups}}
  {{yaml deployments}}
{{/each}}
{{/each}}
  - {model_name: by-hand, litellm_params: {model: azure/x}, model_info: {id: by-hand-1}}   # by hand
router_settings:
  max_fallbacks: 1
  model_group_alias:
    {{yaml aliases}}
    chat: by-hand   # by hand
  fallbacks:
    {{yaml fallbacks}}
`,
});

const rendered = (active: string) => {
  const answer = renderEnvironment(project, makeEnvironment(active));
  if (answer.rendered === undefined) throw new Error(JSON.stringify(answer.findings));
  return answer.rendered;
};

test("a whole config, to the byte", () => {
  expect(rendered("premium").text).toBe(`${header}# mine
model_list:
  # classification: Sort it
  - model_name: classification_balanced
    litellm_params: {model: openai/gpt-4o-mini, api_key: os.environ/OPENAI_API_KEY}
    model_info: {id: classification_balanced--openai-gpt-4o-mini-a32609be}
  - model_name: classification_premium
    litellm_params: {model: openai/gpt-4o, api_key: os.environ/OPENAI_API_KEY, temperature: 0}
    model_info: {id: classification_premium--openai-gpt-4o-ca2ab991}
  # synthesis: Do synthesis
  - model_name: synthesis_premium
    litellm_params: {model: azure/own, api_base: https://eu.example:443/x, api_key: os.environ/AZURE_EU_KEY, weight: 3}
    model_info: {id: synthesis_premium--azure-own-4f94339c, base_model: azure/gpt-4o}
  - model_name: synthesis_premium
    litellm_params: {model: ollama/llama, weight: 1}
    model_info: {id: synthesis_premium--ollama-llama-6ca39d55}
  - {model_name: by-hand, litellm_params: {model: azure/x}, model_info: {id: by-hand-1}}   # by hand
router_settings:
  max_fallbacks: 1
  model_group_alias:
    classification: classification_premium
    sort: classification_premium
    synthesis: synthesis_premium
    chat: by-hand   # by hand
  fallbacks:
    - classification: [classification_balanced]
    - sort: [classification_balanced]
    - classification_premium: [classification_balanced]
...
`);
});

test("its routing is what LiteLLM takes from the text, entries by hand included", () => {
  const { text, routing, deployments } = rendered("premium");
  expect(routing).toEqual(routingOf(readConfig(text).config ?? {}));
  expect(routing.ids).toContain("by-hand-1");
  expect(routing.aliases).toMatchObject({ chat: "by-hand", sort: "classification_premium" });
  expect(deployments.map(({ model_info }) => model_info.id)).not.toContain("by-hand-1");
});

const list = (text: string) => text.slice(0, text.indexOf("router_settings"));

test("a switch changes aliases and fallbacks, there and back again", () => {
  const before = rendered("premium");
  const after = rendered("balanced");
  expect(list(after.text)).toBe(list(before.text));
  expect(after.deployments).toEqual(before.deployments);
  expect(after.routing).toEqual({
    ...before.routing,
    aliases: {
      classification: "classification_balanced",
      sort: "classification_balanced",
      synthesis: "by-hand",
      chat: "by-hand",
    },
    fallbacks: [{ classification_premium: ["classification_balanced"] }],
  });
  expect(rendered("premium").text).toBe(before.text);
});

test("a text that is cut anywhere after its header is truncated", () => {
  const { text } = rendered("premium");
  for (let length = header.indexOf(" from"); length < text.length - 1; length += 1) {
    expect(isTruncated(text.slice(0, length))).toBe(true);
  }
  expect(isTruncated(text)).toBe(false);
});

test("a template with carriage returns, a byte order mark and no last line break gives the same bytes", () => {
  const text = `\uFEFF${project.template.text.trimEnd().replaceAll("\n", "\r\n")}`;
  const other = { ...project, template: { ...project.template, text } };
  expect(renderEnvironment(other, makeEnvironment("premium")).rendered?.text).toBe(rendered("premium").text);
});

test("a template that prints aliases and fallbacks only, and writes all groups by hand", () => {
  const handProject = makeProject({
    tasks: [makeTask("chat")],
    profiles: [makeProfile("one", { chat: "hand" })],
    template:
      "model_list: [{model_name: hand, litellm_params: {model: a/b}}]\nrouter_settings:\n  model_group_alias: {{yaml aliases}}\n",
  });
  const { text } = renderEnvironment(handProject, makeEnvironment("one")).rendered ?? {};
  expect(text).toContain("model_group_alias: {chat: hand}\n");
});

describe("an environment that lists its profiles", () => {
  const listing = makeEnvironment("premium", { profiles: ["premium"] });

  test("renders those alone, and falls back on no other", () => {
    const a = makeProfile("a", { search: ["p/1"] }, { search: ["b", "c"] });
    const b = makeProfile("b", { search: ["p/2"] });
    const c = makeProfile("c", { search: ["p/3"] });
    const source = makeProject({ tasks: [makeTask("search")], profiles: [a, b, c] });
    const { rendered: result } = renderEnvironment(source, makeEnvironment("a", { profiles: ["a", "c"] }));
    expect(result?.deployments.map(({ model_name }) => model_name)).toEqual(["search_a", "search_c"]);
    expect(result?.routing.fallbacks).toEqual([{ search: ["search_c"] }, { search_a: ["search_c"] }]);
  });

  test.each([
    ["the active profile", { ...listing, active: "cheap" }],
    ["an overriding one", { ...listing, overrides: new Map([["synthesis", "cheap"]]) }],
  ])("refuses %s that is not listed", (_what, environment) => {
    expect(renderEnvironment(project, environment)).toMatchObject({
      rendered: undefined,
      findings: [{ code: "unknown-profile", message: "Profile `cheap` is in force and does not exist here" }],
    });
  });
});

test("an unknown active profile is a finding", () => {
  expect(renderEnvironment(project, makeEnvironment("fast"))).toEqual({
    rendered: undefined,
    findings: [
      {
        code: "unknown-profile",
        severity: "error",
        message: "Profile `fast` is in force and does not exist here",
        file: "environments/default.yaml",
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 1,
      },
    ],
  });
});

test("a template that prints past the helper is refused", () => {
  const raw = { ...project, template: { ...project.template, text: "a: {{aliases}}\n" } };
  expect(renderEnvironment(raw, makeEnvironment("premium"))).toMatchObject({
    rendered: undefined,
    findings: [{ code: "template-tag", line: 1, column: 4 }],
  });
});

test("a model without a provider has no connection; parameters win over the connection's; `info` brings no id", () => {
  const source = makeProject({
    tasks: [makeTask("chat")],
    profiles: [
      makeProfile("a", {
        chat: ["bare", { model: "openai/x", params: { timeout: 5 }, info: { id: "mine", mode: "chat" } }],
      }),
    ],
    connections: new Map([["openai", { timeout: 60, api_key: "os.environ/KEY" }]]),
  });
  const deployments = renderEnvironment(source, makeEnvironment("a")).rendered?.deployments;
  expect(deployments).toEqual([
    { model_name: "chat_a", litellm_params: { model: "bare" }, model_info: { id: "chat_a--bare-a5c5bf2b" } },
    {
      model_name: "chat_a",
      litellm_params: { model: "openai/x", timeout: 5, api_key: "os.environ/KEY" },
      model_info: { id: "chat_a--openai-x-4b0233c2", mode: "chat" },
    },
  ]);
});

describe("names and texts that YAML could take for something else", () => {
  const odd = makeProject({
    tasks: [
      makeTask("on", {
        description: "# no\nmodel_list: []",
        legacyNames: ["12:30", "{{yaml x}}", 'a "b"\nc: d', "__proto__"],
      }),
      makeTask("null", { description: "" }),
    ],
    profiles: [
      makeProfile("yes", {
        on: [{ model: "openai/x", params: { stop: ["\n", "\u2028", "~"], "odd: key": "=" } }],
        null: [{ model: "openai/y" }],
      }),
    ],
    template: `# {{yaml aliases}}
model_list:
{{#each tasks}}
  # {{yaml name}}: {{yaml description}}
{{#each groups}}
  {{yaml deployments}}
{{/each}}
{{/each}}
router_settings:
  model_group_alias:
    {{yaml aliases}}
`,
  });

  test("arrive as they are", () => {
    const { rendered: result, findings } = renderEnvironment(odd, makeEnvironment("yes"));
    expect(findings).toEqual([]);
    expect(Object.entries(result?.routing.aliases ?? {})).toEqual([
      ["on", "on_yes"],
      ["12:30", "on_yes"],
      ["{{yaml x}}", "on_yes"],
      ['a "b"\nc: d', "on_yes"],
      ["__proto__", "on_yes"],
      ["null", "null_yes"],
    ]);
    expect(readConfig(result?.text ?? "").config?.["model_list"]).toMatchObject([
      { litellm_params: { stop: ["\n", "\u2028", "~"], "odd: key": "=" } },
      { litellm_params: { model: "openai/y" } },
    ]);
  });
});

const findings = (template: string) => {
  const chat = makeTask("chat", { legacyNames: ["old"] });
  const source = makeProject({
    tasks: [chat],
    profiles: [makeProfile("a", { chat: ["openai/x"] }, { chat: ["b"] }), makeProfile("b", { chat: ["openai/y"] })],
    template,
  });
  return renderEnvironment(source, makeEnvironment("a")).findings.map(
    ({ code, line, message }) => `${line} ${code}: ${message}`,
  );
};

describe("a template that says something else than the sources", () => {
  const models = "model_list:\n  {{yaml deployments}}\n";
  const router = "router_settings:\n  model_group_alias:\n    {{yaml aliases}}\n  fallbacks:\n    {{yaml fallbacks}}\n";
  const [x, y] = ["chat_a--openai-x-dca66988", "chat_b--openai-y-59105701"];

  test.each<[string, string, string[]]>([
    ["nothing wrong", models + router, []],
    [
      "no groups",
      router,
      [
        `1 template-drops: Deployment \`${x}\` is missing from the rendered config`,
        `1 template-drops: Deployment \`${y}\` is missing from the rendered config`,
      ],
    ],
    [
      "no router settings",
      models,
      [
        "1 template-drops: Alias `chat` is missing from the rendered config",
        "1 template-drops: Alias `old` is missing from the rendered config",
        "1 template-drops: Fallbacks of `chat` are missing from the rendered config",
        "1 template-drops: Fallbacks of `old` are missing from the rendered config",
        "1 template-drops: Fallbacks of `chat_a` are missing from the rendered config",
      ],
    ],
    [
      "groups printed twice",
      `${models}  {{yaml deployments}}\n${router}`,
      [
        `1 template-changes: Deployment \`${x}\` stands twice in the rendered config`,
        `1 template-changes: Deployment \`${y}\` stands twice in the rendered config`,
      ],
    ],
    [
      "another entry under a generated name",
      `${models}  - {model_name: chat_a, litellm_params: {model: openai/z}}\n  - 5\n${router}`,
      ["1 template-changes: An entry by hand joins the generated group `chat_a`"],
    ],
    [
      "another entry under a generated id",
      `model_list:\n  - {model_name: other, litellm_params: {model: a/b}, model_info: {id: ${x}}}\n  {{yaml deployments}}\n${router}`,
      [`1 template-changes: Deployment \`${x}\` stands twice in the rendered config`],
    ],
    [
      "a deployment written by hand under its id",
      `model_list:\n  - {model_name: chat_a, litellm_params: {model: a/b}, model_info: {id: ${x}}}\n{{#if fallbacks}}\n{{else}}\n  {{yaml deployments}}\n{{/if}}\n${router}`,
      [
        `1 template-changes: Deployment \`${x}\` is not what its profile says`,
        `1 template-drops: Deployment \`${y}\` is missing from the rendered config`,
      ],
    ],
    [
      "a task's alias by hand",
      `${models}router_settings:\n  model_group_alias:\n    {{yaml aliases}}\n    chat: mine\n  fallbacks:\n    {{yaml fallbacks}}\n`,
      [
        "6 template-repeats: Key `chat` stands twice in one mapping",
        "1 template-changes: Alias `chat` points at `mine`, not at `chat_a`",
      ],
    ],
    [
      "an alias by hand that hides a group",
      `${models}router_settings:\n  model_group_alias:\n    {{yaml aliases}}\n    chat_b: mine\n  fallbacks:\n    {{yaml fallbacks}}\n`,
      ["1 template-changes: An alias by hand hides the generated group `chat_b`"],
    ],
    [
      "a task's fallbacks by hand",
      `${models}router_settings:\n  model_group_alias:\n    {{yaml aliases}}\n  fallbacks:\n    - old: [mine]\n    - chat_b: [mine]\n    {{yaml fallbacks}}\n`,
      [
        "1 template-changes: Fallbacks of `old` are `mine`, not `chat_b`",
        "1 template-changes: Fallbacks of `chat_b` are `mine`, not `none`",
      ],
    ],
    [
      "a section twice",
      `${models}${router}model_list: []\n`,
      [
        "8 template-repeats: Key `model_list` stands twice in one mapping",
        `1 template-drops: Deployment \`${x}\` is missing from the rendered config`,
        `1 template-drops: Deployment \`${y}\` is missing from the rendered config`,
      ],
    ],
    ["an end in the middle", `${models}...\n${router}`, ["4 template-unreadable: The rendered config cannot be read"]],
    ["broken YAML", `${models}${router}x: [\n`, ["8 template-unreadable: The rendered config cannot be read"]],
    ["nothing at all", "", ["1 template-unreadable: The rendered config cannot be read"]],
    ["a list", "- a\n", ["1 template-unreadable: The rendered config cannot be read"]],
    [
      "a value at a wrong column",
      `${models}router_settings:\n  model_group_alias:\n   x: 1\n    {{yaml aliases}}\n`,
      ["5 template-unreadable: The rendered config cannot be read"],
    ],
  ])("%s", (_name, template, expected) => {
    expect(findings(template)).toEqual(expected);
  });

  test("a finding quotes the line that cannot be read", () => {
    const source = makeProject({ tasks: [], profiles: [makeProfile("a", {})], template: "a: 1\n b: 2\n" });
    expect(renderEnvironment(source, makeEnvironment("a")).findings).toMatchObject([
      {
        file: "templates/litellm_config.yaml.hbs",
        line: 2,
        hint: "PyYAML would refuse what the template gives: Bad indentation of a mapping entry (in `b: 2`)",
      },
    ]);
  });

  test("aliases that are no text count as missing", () => {
    const template = plainTemplate.replace("{{yaml aliases}}", "chat: 5");
    const source = makeProject({
      tasks: [makeTask("chat")],
      profiles: [makeProfile("a", { chat: ["openai/x"] })],
      template,
    });
    expect(renderEnvironment(source, makeEnvironment("a")).findings.map(({ message }) => message)).toEqual([
      "Alias `chat` is missing from the rendered config",
    ]);
  });

  test("two equal deployments in one group are not a config", () => {
    const source = makeProject({
      tasks: [makeTask("chat")],
      profiles: [makeProfile("a", { chat: ["openai/x", "openai/x"] })],
    });
    expect(renderEnvironment(source, makeEnvironment("a")).findings.map(({ message }) => message)).toEqual([
      `Deployment \`${x}\` stands twice in the rendered config`,
      `Deployment \`${x}\` stands twice in the rendered config`,
    ]);
  });
});

test("10,000 groups keep their ids, aliases and fallbacks", () => {
  const many = Array.from({ length: 2000 }, (_, index) => makeTask(`task${index}`));
  const names = ["a", "b", "c", "d", "e"];
  const profiles = names.map((name) =>
    makeProfile(
      name,
      Object.fromEntries(many.map((task) => [task.name, [`openai/${name}`, `azure/${name}`]])),
      Object.fromEntries(many.map((task) => [task.name, names])),
    ),
  );
  const { rendered: result, findings: found } = renderEnvironment(
    makeProject({ tasks: many, profiles }),
    makeEnvironment("c"),
  );
  expect(found).toEqual([]);
  expect(result?.deployments).toHaveLength(20_000);
  expect(result?.routing.ids).toHaveLength(20_000);
  expect(Object.keys(result?.routing.aliases ?? {})).toHaveLength(2000);
  expect(result?.routing.fallbacks).toHaveLength(12_000);
  expect(result?.routing.fallbacks[0]).toEqual({ task0: ["task0_a", "task0_b", "task0_d", "task0_e"] });
}, 60_000);
