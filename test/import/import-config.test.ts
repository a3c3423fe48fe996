import { describe, expect, test } from "vitest";

import { Failure } from "../../src/domain/failure.ts";
import { importText, renderFiles } from "./import-text.ts";

const template = "templates/litellm_config.yaml.hbs";

/** Two tasks in two profiles, as somebody writes them by hand. */
const whole = `# Our proxy.
model_list:
  # The cheap one.
  - model_name: sort_premium
    litellm_params:
      model: openai/gpt-4o # best so far
      api_key: os.environ/OPENAI_API_KEY
      temperature: 0

  - model_name: sort_fast
    litellm_params: {model: openai/gpt-4o-mini, api_key: os.environ/OPENAI_API_KEY}

  - model_name: read_premium
    litellm_params: {model: anthropic/claude-opus-4-6, weight: 3}
  - model_name: read_premium
    litellm_params: {model: anthropic/claude-sonnet-4-6}
  - {model_name: read_fast, litellm_params: {model: anthropic/claude-haiku-4-5}, model_info: {mode: chat}}

  # By hand.
  - model_name: eu
    litellm_params: {model: azure/eu}
router_settings:
  num_retries: 1
  model_group_alias:
    sort: sort_premium # what applications call
    old-sort: sort_premium
    read: read_premium
    chat: eu
  fallbacks:
    - sort: [sort_fast]
    - old-sort: [sort_fast]
    - sort_premium: [sort_fast] # since March
    - eu: [sort_fast]
litellm_settings:
  note: "Hello {{ name }}"
`;

test("tasks in profiles become sources, and the rest of the file the template", () => {
  const { files, differences, findings, takeover } = importText(whole);
  expect(findings).toEqual([]);
  expect(differences).toEqual([]);
  expect(Object.fromEntries(files)).toEqual({
    "litellm-profiles.yaml": `version: 1
litellm: 1.106.2

tasks:
  # what applications call
  sort: {legacy_names: [old-sort]}
  read: {}

connections:
  openai: {api_key: os.environ/OPENAI_API_KEY}
`,
    "profiles/premium.yaml": `tasks:
  sort:
    # The cheap one.
    # best so far
    - {model: openai/gpt-4o, params: {temperature: 0}}
  read:
    - {model: anthropic/claude-opus-4-6, weight: 3}
    - {model: anthropic/claude-sonnet-4-6, weight: 0}

# since March
fallbacks: {sort: [fast]}
`,
    "profiles/fast.yaml": `tasks:
  sort:
    - {model: openai/gpt-4o-mini}
  read:
    - {model: anthropic/claude-haiku-4-5, info: {mode: chat}}
`,
    "environments/default.yaml": `active: premium
# Once the proxies run the reload module, name them here; a switch is then proven:
# proxies: [{url: os.environ/LITELLM_URL, key: os.environ/LITELLM_MASTER_KEY}]
`,
    [template]: `# Our proxy.
model_list:
{{#each tasks}}
{{#if description}}
  # {{yaml name}}: {{yaml description}}
{{/if}}
{{#each groups}}
  {{yaml deployments}}
{{/each}}
{{/each}}

  # By hand.
  - model_name: eu
    litellm_params: {model: azure/eu}
router_settings:
  num_retries: 1
  model_group_alias:
    {{yaml aliases}}
    chat: eu
  fallbacks:
    {{yaml fallbacks}}
    - eu: [sort_fast]
litellm_settings:
  note: "Hello \\{{ name }}"
`,
  });
  expect(takeover?.left).toEqual([
    { kind: "alias", name: "chat", reason: "it points at `eu`, which is none of its profiles" },
  ]);
});

test("a rendered config comes back as the same sources", () => {
  const { files } = importText(whole);
  const again = importText(renderFiles(files));
  expect(again.differences).toEqual([]);
  expect(renderFiles(again.files)).toBe(renderFiles(files));
});

/** A config of groups, by name with the model behind each, and of settings of the router. */
function config(groups: Readonly<Record<string, string>>, router: string, more = ""): string {
  const entries = Object.entries(groups).map(
    ([name, model]) => `  - {model_name: ${name}, litellm_params: {model: ${model}}}\n`,
  );
  return `model_list:\n${entries.join("")}router_settings:\n${router}${more}`;
}

const four = { a_x: "openai/1", a_w: "openai/2", b_x: "openai/3", b_w: "openai/4" };
const bothX = "  model_group_alias: {a: a_x, b: b_x}\n";

describe("which groups are profiles", () => {
  test.each<[string, string, object, object]>([
    [
      "aliases tell the tasks",
      config(four, bothX),
      {},
      { pattern: "{task}_{profile}", tasks: ["a", "b"], profiles: ["x", "w"] },
    ],
    [
      "another separator",
      config({ "a-x": "openai/1", "a-w": "openai/2" }, "  model_group_alias: {a: a-x}\n"),
      {},
      { pattern: "{task}-{profile}", tasks: ["a"], profiles: ["x", "w"] },
    ],
    [
      "the profile in front",
      config({ "x/a": "openai/1", "x/b": "openai/2" }, "  model_group_alias: {a: x/a, b: x/b}\n"),
      {},
      { pattern: "{profile}/{task}", tasks: ["a", "b"], profiles: ["x"] },
    ],
    [
      "a pattern of one's own",
      config({ "llm.a.x": "openai/1", "llm.a.w": "openai/2" }, "  model_group_alias: {a: llm.a.x}\n"),
      { pattern: "llm.{task}.{profile}" },
      { pattern: "llm.{task}.{profile}", tasks: ["a"], profiles: ["x", "w"] },
    ],
    [
      "a profile that lacks a task stays by hand",
      config({ ...four, a_z: "openai/5" }, bothX),
      {},
      { pattern: "{task}_{profile}", tasks: ["a", "b"], profiles: ["x", "w"] },
    ],
    [
      "only the profiles that are named",
      config({ ...four, a_z: "openai/5", b_z: "openai/6" }, bothX),
      { profiles: ["x", "z"] },
      { pattern: "{task}_{profile}", tasks: ["a", "b"], profiles: ["x", "z"] },
    ],
    [
      "only the tasks that are named",
      config(four, bothX),
      { tasks: ["b"] },
      { pattern: "{task}_{profile}", tasks: ["b"], profiles: ["x", "w"] },
    ],
    [
      "without such groups each alias is a task of one profile",
      config({ "gpt-4o": "openai/1", other: "openai/2" }, "  model_group_alias: {chat: gpt-4o, sum: other}\n"),
      {},
      { pattern: "{task}_{profile}", tasks: ["chat", "sum"], profiles: ["current"] },
    ],
    [
      "which may have a name",
      config({ "gpt-4o": "openai/1" }, "  model_group_alias: {chat: gpt-4o}\n"),
      { profiles: ["premium"] },
      { pattern: "{task}_{profile}", tasks: ["chat"], profiles: ["premium"] },
    ],
    [
      "its fallbacks are what further profiles answer with",
      config(
        { one: "openai/1", two: "openai/2", three: "openai/3" },
        "  model_group_alias: {chat: one, sum: two}\n  fallbacks: [{chat: [two, three]}, {sum: [one]}]\n",
      ),
      {},
      { pattern: "{task}_{profile}", tasks: ["chat", "sum"], profiles: ["current", "fallback", "fallback_2"] },
    ],
  ])("%s", (_what, text, request, expected) => {
    const { takeover, differences, findings } = importText(text, request);
    const { pattern, tasks = [], profiles } = takeover ?? {};
    expect({ pattern, tasks: tasks.map(({ name }) => name), profiles }).toEqual(expected);
    expect([...differences, ...findings]).toEqual([]);
  });

  test("groups that no alias leads to become tasks, whose aliases are differences", () => {
    const { takeover, differences } = importText(config(four, "  num_retries: 1\n"));
    expect(takeover?.active).toBe("x");
    expect(differences).toEqual([
      { kind: "added", path: "router_settings.model_group_alias.a", after: "a_x" },
      { kind: "added", path: "router_settings.model_group_alias.b", after: "b_x" },
    ]);
  });

  test("a task that another profile answers overrides the active one", () => {
    const groups = { ...four, c_x: "openai/5", c_w: "openai/6" };
    const { files, differences } = importText(config(groups, "  model_group_alias: {a: a_x, b: b_w, c: c_x}\n"));
    expect(files.get("environments/default.yaml")).toContain("active: x\noverrides: {b: w}\n");
    expect(differences).toEqual([]);
  });

  test("a task that is asked for points at its group in every profile", () => {
    const text = config({ ...four, eu: "azure/eu" }, bothX);
    const { files, differences } = importText(text, { assigned: [{ task: "chat", group: "eu" }] });
    expect(differences).toEqual([]);
    expect(files.get("profiles/x.yaml")).toContain("  chat: eu\n");
    expect(files.get("profiles/w.yaml")).toContain("  chat: eu\n");
    expect(renderFiles(files)).toContain("    chat: eu\n");
  });
});

function entry(params: string, more = ""): string {
  return `  - {model_name: a_x, litellm_params: {${params}}${more}}\n`;
}

describe("what stays by hand", () => {
  const rest =
    "  - {model_name: a_w, litellm_params: {model: openai/2}}\nrouter_settings:\n  model_group_alias: {a: a_x}\n";

  test.each<[string, string, string]>([
    ["a model without a provider", entry("model: gpt-4o"), "its model names no provider"],
    ["an id of its own", entry("model: openai/1", ", model_info: {id: mine}"), "its deployments have ids of their own"],
    [
      "a date",
      entry("model: openai/1, api_version: 2024-02-01"),
      "it holds a value, such as a date, that JSON does not know",
    ],
    [
      "no number at all",
      entry("model: openai/1, x: .nan"),
      "it holds a value, such as a date, that JSON does not know",
    ],
    ["a strange weight", entry("model: openai/1, weight: heavy"), "a weight is no number from 0 up"],
    ["no parameters", "  - {model_name: a_x, litellm_params: 1}\n", "`litellm_params` is no mapping"],
    ["a strange model_info", entry("model: openai/1", ", model_info: 1"), "`model_info` is no mapping"],
    ["a key beside", entry("model: openai/1", ", rpm: 5"), "`rpm` stands beside `litellm_params`"],
    [
      "a key where it does not belong",
      entry("model: openai/1, model_info: {a: 1}"),
      "`model_info` stands where it does not belong",
    ],
    [
      "info where it does not belong",
      entry("model: openai/1", ", model_info: {weight: 1}"),
      "`weight` stands where it does not belong",
    ],
    ["equal deployments", entry("model: openai/1") + entry("model: openai/1"), "two of its deployments are equal"],
    [
      "an anchor that others use",
      "  - {model_name: a_x, litellm_params: &p {model: openai/1}}\n  - {model_name: z, litellm_params: *p}\n",
      "it shares its lines, or an anchor, with something else",
    ],
    [
      "an entry behind an anchor",
      "  - &p\n    model_name: a_x\n    litellm_params: {model: openai/1}\n",
      "it shares its lines, or an anchor, with something else",
    ],
  ])("a group with %s", (_what, entries, reason) => {
    const { takeover, differences, files } = importText(`model_list:\n${entries}${rest}`);
    expect(takeover?.left).toEqual([{ kind: "group", name: "a_x", reason }]);
    expect(files.get("profiles/x.yaml")).toBe("tasks:\n  a: a_x\n");
    expect(differences).toEqual([]);
  });

  test("a group whose first member has no weight, on a release that then reads none", () => {
    const text = `model_list:\n${entry("model: openai/1")}${entry("model: openai/3, weight: 1")}${rest}`;
    expect(importText(text, { litellm: "1.83.14" }).takeover?.left).toEqual([
      { kind: "group", name: "a_x", reason: "LiteLLM 1.83.14 reads no weight where the first member has none" },
    ]);
    expect(importText(text, { litellm: "1.94.3" }).takeover?.left).toEqual([]);
  });

  test.each<[string, string, readonly object[]]>([
    [
      "a group whose fallbacks its alias does not have",
      "  model_group_alias: {a: a_x}\n  fallbacks: [{a_x: [a_w]}]\n",
      [{ kind: "group", name: "a_x", reason: "its fallbacks are not those of alias `a`" }],
    ],
    [
      "a group that falls back on another's",
      "  model_group_alias: {a: a_x}\n  fallbacks: [{a_w: [b_x]}]\n",
      [{ kind: "group", name: "a_w", reason: "of its fallbacks: `b_x` is none of its groups" }],
    ],
    [
      "a legacy name with other fallbacks",
      "  model_group_alias: {a: a_x, old: a_x}\n  fallbacks: [{a: [a_w]}, {a_x: [a_w]}]\n",
      [{ kind: "alias", name: "old", reason: "its fallbacks are not those of `a`" }],
    ],
    [
      "an alias that no task can be called by",
      "  model_group_alias: {a: a_x, A.b: b_x}\n",
      [{ kind: "alias", name: "A.b", reason: "no task can be called so" }],
    ],
    [
      "an alias that is hidden",
      "  model_group_alias: {a: a_x, z: {model: b_x, hidden: true}}\n",
      [{ kind: "alias", name: "z", reason: "it is no plain name of a group" }],
    ],
    [
      "an alias that a group has the name of",
      "  model_group_alias: {a: a_x, b_x: b_w}\n",
      [{ kind: "alias", name: "b_x", reason: "a group has the same name" }],
    ],
    [
      "a group that an alias has the name of",
      "  model_group_alias: {a: a_x, a_w: b_w}\n",
      [
        { kind: "alias", name: "a_w", reason: "a group has the same name" },
        { kind: "group", name: "a_w", reason: "an alias has the same name" },
      ],
    ],
    [
      "an alias to nothing",
      "  model_group_alias: {a: a_x, z: nothing}\n",
      [{ kind: "alias", name: "z", reason: "no deployment is in `nothing`" }],
    ],
    [
      "an alias that stands twice",
      "  model_group_alias:\n    a: a_x\n    z: b_x\n    z: b_w\n",
      [{ kind: "alias", name: "z", reason: "it points at `b_w`, which is none of its profiles" }],
    ],
  ])("%s", (_what, router, left) => {
    const { takeover, differences, findings } = importText(config(four, router));
    expect(takeover?.left).toEqual(left);
    expect([...differences, ...findings]).toEqual([]);
  });

  test("groups with the same models, one of which falls back on the other", () => {
    const text = config(
      { a_x: "openai/1", a_w: "openai/1" },
      "  model_group_alias: {a: a_x}\n  fallbacks: [{a: [a_w]}, {a_x: [a_w]}]\n",
    );
    const reason = "another profile has the same models, and one falls back on the other";
    const { takeover, differences } = importText(text);
    expect(takeover?.left).toEqual([
      { kind: "group", name: "a_x", reason },
      { kind: "group", name: "a_w", reason },
    ]);
    expect(differences).toEqual([]);
  });
});

describe("secrets", () => {
  const secret = "sk-proj-0123456789abcdefghij";
  const text = `${config({}, "  model_group_alias: {chat: one}\n").replace(
    "model_list:\n",
    `model_list:
  - {model_name: one, litellm_params: {model: openai/1, api_key: ${secret}}}
  - {model_name: two, litellm_params: {model: openai/2, api_key: "${secret}"}}
  - {model_name: two, litellm_params: {model: openai/3, api_key: other}}
  - {model_name: two, litellm_params: {model: azure/3, api_key: os.environ/AZURE_API_KEY}}
  - {model_name: two, litellm_params: {model: azure/4, api_key: other}}
`,
  )}general_settings: {master_key: sk-1234, database_url: "postgres://me:secret@db/x"}
environment_variables: {LANGFUSE_SECRET_KEY: sk-lf-1, LANGFUSE_HOST: https://x}
`;

  test("become references; equal ones of a provider share a variable", () => {
    const { files, secrets, differences } = importText(text);
    expect(secrets.map(({ path, variable }) => `${path.join(".")} ${variable}`)).toEqual([
      "model_list.0.litellm_params.api_key OPENAI_API_KEY",
      "model_list.1.litellm_params.api_key OPENAI_API_KEY",
      "model_list.2.litellm_params.api_key OPENAI_API_KEY_2",
      "model_list.4.litellm_params.api_key AZURE_API_KEY_2",
      "general_settings.master_key LITELLM_MASTER_KEY",
      "general_settings.database_url DATABASE_URL",
      "environment_variables.LANGFUSE_SECRET_KEY LANGFUSE_SECRET_KEY",
    ]);
    expect(differences).toEqual([]);
    const all = [...files.values()].join("");
    for (const value of [secret, "other", "sk-1234", "postgres", "sk-lf-1"]) expect(all).not.toContain(value);
    expect(all).toContain("master_key: os.environ/LITELLM_MASTER_KEY");
  });

  test.each([
    ["in a comment", `# api_key: ${secret}\n`, "`api_key` is a literal, not a reference"],
    ["in a list", `x: [${secret}]\n`, "This looks like a secret"],
    ["in a block of text", `x:\n  api_key: |\n    ${secret}\n`, "This looks like a secret"],
  ])("%s are refused, and nothing is made", (_what, more, message) => {
    const { files, findings } = importText(config({ one: "openai/1" }, "  model_group_alias: {chat: one}\n", more));
    expect(files.size).toBe(0);
    expect(findings.map((finding) => [finding.code, finding.message])).toEqual([["literal-secret", message]]);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });
});

describe("how the file is written", () => {
  const value = {
    model_list: [
      { model_name: "a_x", litellm_params: { model: "openai/1", stop: ["}", ","] } },
      { model_name: "b", litellm_params: { model: "openai/2" } },
    ],
    router_settings: { model_group_alias: { a: "a_x", c: "b" }, fallbacks: [{ b: ["a_x"] }] },
  };

  test.each([
    ["JSON", JSON.stringify(value)],
    ["JSON over several lines", JSON.stringify(value, null, 2)],
    ["line ends of Windows", config({ a_x: "openai/1" }, "  model_group_alias: {a: a_x}\n").replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${config({ a_x: "openai/1" }, "  model_group_alias: {a: a_x}\n")}`],
    ["an end mark", `---\n${config({ a_x: "openai/1" }, "  model_group_alias: {a: a_x}\n")}...\n`],
    [
      "lists at their key's column",
      "model_list:\n- model_name: a_x\n  litellm_params:\n    model: openai/1\nrouter_settings:\n  model_group_alias:\n    a: a_x\n",
    ],
    [
      "brackets with comments",
      "model_list:\n  - {model_name: a_x, litellm_params: {model: openai/1}}\nrouter_settings: # all\n  {num_retries: 1, # once\n   model_group_alias: {a: a_x}}\n",
    ],
    [
      "a merge key",
      "x: &x {model: openai/1}\nmodel_list:\n  - {model_name: a_x, litellm_params: {<<: *x, temperature: 1}}\nrouter_settings:\n  model_group_alias: {a: a_x}\n",
    ],
  ])("%s", (_what, text) => {
    const { differences, findings, takeover } = importText(text);
    expect([...differences, ...findings]).toEqual([]);
    expect(takeover?.tasks[0]?.cells.get("x")?.kind).toBe("deployments");
  });

  test("a key that LiteLLM never read becomes a comment", () => {
    const text = config({ a_x: "openai/1" }, "  num_retries: 1\n  num_retries: 2\n  model_group_alias: {a: a_x}\n");
    const { files, deadKeys, differences } = importText(text);
    expect(deadKeys).toEqual(["num_retries"]);
    expect(differences).toEqual([]);
    expect(files.get(template)).toContain(
      "  # LiteLLM never read this `num_retries`: it stands again further down\n".trimStart(),
    );
  });

  test.each([
    [
      "an anchor",
      "x: &x {a: a_x}\nmodel_list:\n  - {model_name: a_x, litellm_params: {model: openai/1}}\nrouter_settings:\n  model_group_alias: *x\n",
    ],
    [
      "a merge key",
      "x: &x {model_group_alias: {a: a_x}}\nmodel_list:\n  - {model_name: a_x, litellm_params: {model: openai/1}}\nrouter_settings:\n  <<: *x\n",
    ],
  ])("aliases that %s brings are refused", (_what, text) => {
    expect(importText(text).findings).toMatchObject([
      {
        code: "not-importable",
        message: expect.stringContaining("`router_settings.model_group_alias` is not written"),
      },
    ]);
  });

  test("what PyYAML would refuse is refused where it stands", () => {
    expect(importText("model_list:\n\t- a\n").findings).toMatchObject([{ code: "unreadable-config", line: 2 }]);
  });

  test("an embedding task says its mode and dimensions", () => {
    const text = config({ embed_x: "openai/text-embedding-3-small" }, "  model_group_alias: {embed: embed_x}\n");
    expect(importText(text).files.get("litellm-profiles.yaml")).toContain("embed: {mode: embedding, dimensions: 1536}");
  });
});

describe("nothing to import", () => {
  test.each<[string, string, object, readonly [message: string, hint: string]]>([
    [
      "no alias",
      config({ one: "openai/1", two: "openai/2" }, "  num_retries: 1\n"),
      {},
      [
        "No alias of the config names a task, and no groups form tasks × profiles",
        "Say what applications ask for: `--task NAME=GROUP`; groups are `one`, `two`",
      ],
    ],
    ["no groups", "model_list: []\n", {}, ["The config has no groups", "Import a config with a `model_list`"]],
    [
      "a group that is not there",
      config({ one: "openai/1" }, bothX),
      { assigned: [{ task: "chat", group: "on" }] },
      ["The config has no group `on`", "Did you mean `one`?"],
    ],
    [
      "a task that is called like a group",
      config({ one: "openai/1" }, bothX),
      { assigned: [{ task: "one", group: "one" }] },
      ["A group is called `one` already", "Choose another name for the task: LiteLLM would never ask the group again"],
    ],
    [
      "a task whose alias says otherwise",
      config({ one: "openai/1", two: "openai/2" }, "  model_group_alias: {chat: two}\n"),
      { assigned: [{ task: "chat", group: "one" }] },
      ["Alias `chat` points at `two` in the config", "Write `--task chat=two`, or choose another name"],
    ],
    [
      "a name that no source may have",
      config({ one: "openai/1" }, bothX),
      { assigned: [{ task: "../x", group: "one" }] },
      [
        "`../x` cannot be the name of a task or profile",
        "Names are lower-case letters and digits, joined by single `_` or `-`",
      ],
    ],
    [
      "a pattern that nothing fits",
      config(four, bothX),
      { pattern: "{task}::{profile}" },
      [
        "No groups form a complete matrix by `{task}::{profile}` of what was named",
        "Each task needs a group in each profile; name fewer with `--tasks` or `--profiles`",
      ],
    ],
    [
      "an alias whose fallbacks no profile can say",
      config({ one: "openai/1" }, "  model_group_alias: {chat: one}\n  fallbacks: [{chat: [nowhere]}]\n"),
      {},
      [
        "No alias of the config can be a task: `chat` stays by hand: of its fallbacks: `nowhere` is none of its groups",
        "Change that in the config, or name a new task: `--task NAME=GROUP`",
      ],
    ],
  ])("%s", (_what, text, request, [message, hint]) => {
    const attempt = () => importText(text, request);
    expect(attempt).toThrow(Failure);
    expect(attempt).toThrow(expect.objectContaining({ code: "nothing-to-import", message, hint }));
  });
});
