import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadProject } from "../../src/sources/load-project.ts";

const projectYaml = `version: 1
litellm: 1.106.2
tasks:
  classification: {description: One category, requires: [vision], min_input_tokens: 16000, legacy_names: [old.name]}
  search: {mode: embedding, dimensions: 3}
connections:
  openai: {api_key: os.environ/OPENAI_API_KEY}
`;
const profileYaml = `description: Best answers
metadata: {cost_level: high}
tasks:
  classification:
    - {model: openai/gpt-4o, params: {temperature: 0}, weight: 3}
    - {model: azure/mine, connection: openai, info: {base_model: azure/gpt-4o}}
  search: by-hand
fallbacks: [balanced]
`;
const template = "model_list: []\n";

function sources(changes: Record<string, string | undefined> = {}): Map<string, string> {
  const files: Record<string, string | undefined> = {
    "litellm-profiles.yaml": projectYaml,
    "profiles/premium.yaml": profileYaml,
    "environments/default.yaml": "active: premium\n",
    "templates/litellm_config.yaml.hbs": template,
    ...changes,
  };
  return new Map(Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
}

/** `file:line:column severity code: message (hint)`. */
function problems(files: ReadonlyMap<string, string>): string[] {
  return loadProject(files).findings.map(
    (f) =>
      `${f.file}:${f.line}:${f.column} ${f.severity} ${f.code}: ${f.message}${f.hint === undefined ? "" : ` (${f.hint})`}`,
  );
}

describe("a sound project", () => {
  test("has its defaults filled in and its shorthands in their long form", () => {
    const loaded = loadProject(
      sources({ "environments/production.yaml": "active: premium\ndeliver: {prove_within: 3m}\n" }),
    );
    expect(loaded.findings).toEqual([]);
    expect(loaded.project).toEqual({
      litellm: "1.106.2",
      tasks: [
        {
          name: "classification",
          description: "One category",
          mode: "chat",
          requires: ["vision"],
          minInputTokens: 16000,
          legacyNames: ["old.name"],
        },
        { name: "search", description: "", mode: "embedding", dimensions: 3, requires: [], legacyNames: [] },
      ],
      connections: new Map([["openai", { api_key: "os.environ/OPENAI_API_KEY" }]]),
      profiles: [
        {
          name: "premium",
          file: "profiles/premium.yaml",
          description: "Best answers",
          metadata: { cost_level: "high" },
          assignments: new Map([
            [
              "classification",
              {
                kind: "deployments",
                deployments: [
                  { model: "openai/gpt-4o", params: { temperature: 0 }, weight: 3, info: {} },
                  {
                    model: "azure/mine",
                    params: {},
                    connection: "openai",
                    weight: 1,
                    info: { base_model: "azure/gpt-4o" },
                  },
                ],
              },
            ],
            ["search", { kind: "group", group: "by-hand" }],
          ]),
          fallbacks: new Map([
            ["classification", ["balanced"]],
            ["search", ["balanced"]],
          ]),
          inherited: new Set(),
        },
      ],
      abstractProfiles: [],
      environments: [
        {
          name: "default",
          file: "environments/default.yaml",
          litellm: "1.106.2",
          active: "premium",
          overrides: new Map(),
          avoid: new Map(),
          switchMode: "direct",
          output: "litellm_config.yaml",
          deliver: { proveWithinSeconds: 5, whenUnproven: "revert" },
          proxies: [],
        },
        {
          name: "production",
          file: "environments/production.yaml",
          litellm: "1.106.2",
          active: "premium",
          overrides: new Map(),
          avoid: new Map(),
          switchMode: "direct",
          output: "rendered/production/litellm_config.yaml",
          deliver: { proveWithinSeconds: 180, whenUnproven: "revert" },
          proxies: [],
        },
      ],
      template: { path: "templates/litellm_config.yaml.hbs", text: template },
      groupPattern: "{task}_{profile}",
    });
  });

  test("knows who may break the glass", () => {
    const text = `${projectYaml}break_glass: [ada@example.com]\n`;
    expect(loadProject(sources({ "litellm-profiles.yaml": text })).project?.breakGlass).toEqual(["ada@example.com"]);
    const broken = loadProject(sources({ "litellm-profiles.yaml": `${projectYaml}break_glass: [Ada]\n` }));
    expect(broken.findings).toMatchObject([{ code: "invalid-value", severity: "error" }]);
  });

  test("keeps what is written where there is no default", () => {
    const { project, findings } = loadProject(
      sources({
        "litellm-profiles.yaml": `${projectYaml}group_pattern: "{profile}-{task}"\ntemplate: t/a.hbs\n`,
        "t/a.hbs": "x",
        "profiles/premium.yaml": "tasks: {classification: a, search: [{model: a/b}]}\nfallbacks: {search: [x, z]}\n",
        "environments/default.yaml":
          "active: premium\noutput: out/a.yaml\ndeliver: {to: /etc/a.yaml, when_unproven: hold, prove_within: 1h}\nproxies: [{url: http://a, key: os.environ/K}, {url: os.environ/U}]\npush: origin\n",
      }),
    );
    expect(findings).toEqual([]);
    expect(project?.groupPattern).toBe("{profile}-{task}");
    expect(project?.template).toEqual({ path: "t/a.hbs", text: "x" });
    expect(project?.profiles[0]?.fallbacks).toEqual(new Map([["search", ["x", "z"]]]));
    expect(project?.profiles[0]?.assignments.get("search")).toEqual({
      kind: "deployments",
      deployments: [{ model: "a/b", params: {}, info: {} }],
    });
    expect(project?.environments).toEqual([
      {
        name: "default",
        file: "environments/default.yaml",
        litellm: "1.106.2",
        active: "premium",
        overrides: new Map(),
        avoid: new Map(),
        switchMode: "direct",
        output: "out/a.yaml",
        deliver: { to: "/etc/a.yaml", proveWithinSeconds: 3600, whenUnproven: "hold" },
        proxies: [{ url: "http://a", key: "os.environ/K" }, { url: "os.environ/U" }],
        push: "origin",
      },
    ]);
  });

  test.each([
    ["forge: local\n", { kind: "local" }],
    ["forge: github\n", { kind: "github" }],
    ["forge: {repository: acme/models}\n", { kind: "github", repository: "acme/models" }],
    [
      "forge: {kind: github, base_url: https://git.acme.example/api/v3}\n",
      { kind: "github", baseUrl: "https://git.acme.example/api/v3" },
    ],
  ])("a project with `%s` opens pull requests, unless an environment says `direct`", (forge, expected) => {
    const { project, findings } = loadProject(
      sources({
        "litellm-profiles.yaml": projectYaml + forge,
        "environments/staging.yaml": "active: premium\nswitch: direct\n",
      }),
    );
    expect(findings).toEqual([]);
    expect(project?.forge).toEqual(expected);
    expect(project?.environments.map(({ name, switchMode }) => [name, switchMode])).toEqual([
      ["default", "pull_request"],
      ["staging", "direct"],
    ]);
  });

  test("an environment has its own release, profiles and overrides", () => {
    const { project, findings } = loadProject(
      sources({
        "environments/default.yaml":
          "active: premium\noverrides: {search: fast}\nprofiles: [premium, fast]\nlitellm: 1.109.1\nproxies: [{url: http://litellm, resolve: dns}]\n",
      }),
    );
    expect(findings).toEqual([]);
    expect(project).toMatchObject({
      litellm: "1.106.2",
      environments: [
        {
          litellm: "1.109.1",
          overrides: new Map([["search", "fast"]]),
          profiles: ["premium", "fast"],
          proxies: [{ url: "http://litellm", resolve: "dns" }],
        },
      ],
    });
  });

  test("a sixth profile is a new file and nothing else; files come in any order", () => {
    const files = [...sources({ "profiles/another.yaml": profileYaml, "profiles/README.md": "# notes" })].toReversed();
    const loaded = loadProject(new Map(files));
    expect(loaded.findings).toEqual([]);
    expect(loaded.project?.profiles.map(({ name }) => name)).toEqual(["another", "premium"]);
  });
});

describe("a profile that extends another", () => {
  const base = `abstract: true
description: Never in force
metadata: {owner: research, cost_level: low}
tasks:
  classification: [{model: openai/gpt-4o}, {model: openai/gpt-4o-mini}]
  search: by-hand
fallbacks: [premium, cheap]
`;

  function inheriting(cheap: string) {
    const { project, findings } = loadProject(
      sources({ "profiles/base.yaml": base, "profiles/cheap.yaml": `extends: base\n${cheap}` }),
    );
    expect(findings).toEqual([]);
    return project;
  }

  test("takes a task's deployments whole, or replaces them whole", () => {
    const cheap = inheriting("tasks: {classification: [{model: openai/gpt-5}]}\n")?.profiles[0];
    expect(cheap).toMatchObject({ name: "cheap", parent: "base", description: "" });
    expect([...(cheap?.assignments ?? [])]).toEqual([
      ["search", { kind: "group", group: "by-hand" }],
      ["classification", { kind: "deployments", deployments: [{ model: "openai/gpt-5", params: {}, info: {} }] }],
    ]);
    expect(cheap?.inherited).toEqual(new Set(["search"]));
  });

  test("needs no tasks of its own", () => {
    const cheap = inheriting("description: All of it\n")?.profiles[0];
    expect(cheap?.inherited).toEqual(new Set(["classification", "search"]));
  });

  test("leaves an abstract parent out of the profiles that can be in force", () => {
    const project = inheriting("");
    expect(project?.profiles.map(({ name }) => name)).toEqual(["cheap", "premium"]);
    expect(project?.abstractProfiles.map(({ name }) => name)).toEqual(["base"]);
  });

  test("takes metadata by key", () => {
    const cheap = inheriting("metadata: {cost_level: lowest}\n")?.profiles[0];
    expect(cheap?.metadata).toEqual({ owner: "research", cost_level: "lowest" });
  });

  test.each([
    ["none of its own", "", { classification: ["premium"], search: ["premium"] }],
    ["some by task", "fallbacks: {search: [best]}\n", { classification: ["premium"], search: ["best"] }],
    ["a list", "fallbacks: [best]\n", { classification: ["best"], search: ["best"] }],
    ["an empty list", "fallbacks: []\n", {}],
  ])("with %s, falls back where the parent does, never on itself", (_name, fallbacks, expected) => {
    const cheap = inheriting(fallbacks)?.profiles[0];
    expect(Object.fromEntries(cheap?.fallbacks ?? [])).toEqual(expected);
  });

  test("of a parent that extends another takes what stands in the parent's own file", () => {
    const { project } = loadProject(
      sources({
        "profiles/cheap.yaml": "extends: middle\n",
        "profiles/middle.yaml": "extends: premium\ntasks: {search: a}\n",
      }),
    );
    expect([...(project?.profiles[0]?.assignments.keys() ?? [])]).toEqual(["search"]);
  });

  test("of a parent that does not exist takes nothing", () => {
    const { project, findings } = loadProject(sources({ "profiles/cheap.yaml": "extends: nowhere\n" }));
    expect(findings).toEqual([]);
    expect(project?.profiles[0]).toMatchObject({ parent: "nowhere", assignments: new Map(), inherited: new Set() });
  });
});

test("a disabled task keeps its reason", () => {
  const { project, findings } = loadProject(
    sources({ "profiles/premium.yaml": "tasks: {classification: a, search: {disabled: Too dear}}\n" }),
  );
  expect(findings).toEqual([]);
  expect(project?.profiles[0]?.assignments.get("search")).toEqual({ kind: "disabled", reason: "Too dear" });
});

describe("bad input", () => {
  const cases: [name: string, changes: Record<string, string | undefined>, expected: string[]][] = [
    [
      "broken YAML",
      { "profiles/premium.yaml": "tasks:\n  a: [x\n" },
      [
        "profiles/premium.yaml:3:1 error yaml-syntax: Flow sequence in block collection must be sufficiently indented and end with a ]",
      ],
    ],
    [
      "no tasks, and nothing to take them from",
      { "profiles/premium.yaml": "description: Best\n" },
      [
        "profiles/premium.yaml:1:1 error missing-key: Key `tasks` is missing (By task: a list of deployments, or the name of a group that the template writes by hand; only a profile that `extends` another may leave it out)",
      ],
    ],
    [
      "a task that is disabled for no reason",
      { "profiles/premium.yaml": 'tasks: {classification: a, search: {disabled: " ", model: x}}\n' },
      [
        "profiles/premium.yaml:1:47 error invalid-value: `tasks.search.disabled` does not have the form that it needs (Why the profile answers this task with nothing; callers get 400)",
        "profiles/premium.yaml:1:52 error unknown-key: Key `model` is not known here (The known keys are `disabled`)",
      ],
    ],
    [
      "a forge, a switch and a release that do not exist",
      {
        "litellm-profiles.yaml": `${projectYaml}forge: gitlab\ntool_version: "1; rm"\n`,
        "environments/default.yaml": "active: premium\nswitch: maybe\nlitellm: latest\nprofiles: []\n",
      },
      [
        "environments/default.yaml:2:9 error invalid-value: `switch` must be one of `pull_request`, `direct` (The values are `pull_request`, `direct`)",
        "environments/default.yaml:3:10 error invalid-value: `litellm` does not have the form that it needs (A release of LiteLLM: three numbers)",
        "environments/default.yaml:4:11 error invalid-value: `profiles` is empty",
        "litellm-profiles.yaml:8:8 error invalid-value: `forge` does not have the form that it needs (Where pull requests are opened: `local` (git alone, no account), `github`, or a mapping that says which repository. With a forge, a switch opens a pull request unless its environment says `switch: direct`)",
        "litellm-profiles.yaml:9:15 error invalid-value: `tool_version` does not have the form that it needs (Releases of litellm-profiles that may work on this project, as a range of npm's)",
      ],
    ],
    [
      "a tab for indentation",
      { "environments/default.yaml": "active: premium\ndeliver:\n\tto: /a\n" },
      ["environments/default.yaml:3:1 error yaml-syntax: Tabs are not allowed as indentation"],
    ],
    [
      "a key twice",
      { "environments/default.yaml": "active: premium\nactive: balanced\n" },
      ["environments/default.yaml:2:1 error duplicate-key: A key stands twice in one mapping"],
    ],
    [
      "an unknown tag",
      { "environments/default.yaml": "active: !secret premium\n" },
      ["environments/default.yaml:1:9 warning yaml-syntax: Unresolved tag: !secret"],
    ],
    [
      "two documents",
      { "environments/default.yaml": "active: premium\n---\nactive: x\n" },
      ["environments/default.yaml:2:1 error yaml-value: The file holds more than one YAML document"],
    ],
    [
      "nesting that would end the process",
      { "environments/default.yaml": `active: premium\nx: ${"[".repeat(100_000)}` },
      ["environments/default.yaml:2:403 error yaml-value: The file is nested too deeply"],
    ],
    [
      "block nesting beyond reason",
      { "environments/default.yaml": `${"- ".repeat(50_000)}x` },
      ["environments/default.yaml:1:800 error yaml-value: The file is nested too deeply"],
    ],
    [
      "a file beyond reason",
      { "environments/default.yaml": `active: ${"x".repeat(1_000_000)}` },
      ["environments/default.yaml:1:1 error yaml-value: The file is longer than 1000000 characters"],
    ],
    [
      "an alias bomb",
      { "profiles/premium.yaml": bomb() },
      ["profiles/premium.yaml:7:9 error yaml-value: Aliases expand to more than 100000 values"],
    ],
    [
      "an alias within its own anchor",
      { "profiles/premium.yaml": "metadata: &a {b: *a}\n" },
      ["profiles/premium.yaml:1:18 error yaml-value: Alias `*a` names no anchor before it"],
    ],
    [
      "a key that is no text",
      { "profiles/premium.yaml": "5: x\n? [a]\n: y\n" },
      ["profiles/premium.yaml:2:3 error yaml-value: A key must be text"],
    ],
    [
      "numbers that JSON cannot hold",
      { "profiles/premium.yaml": "metadata: {a: .nan, b: 12345678901234567890}\n" },
      [
        "profiles/premium.yaml:1:15 error yaml-value: The value is no text, true, false, null or number that JSON can hold exactly",
        "profiles/premium.yaml:1:24 error yaml-value: The value is no text, true, false, null or number that JSON can hold exactly",
      ],
    ],
    [
      "an empty file",
      { "environments/default.yaml": "" },
      ["environments/default.yaml:1:1 error wrong-type: The file must be a mapping, not empty"],
    ],
    [
      "an unknown key",
      { "profiles/premium.yaml": "tasks: {}\nfallback: [x]\n" },
      ["profiles/premium.yaml:2:1 error unknown-key: Key `fallback` is not known here (Did you mean `fallbacks`?)"],
    ],
    [
      "an unknown key within",
      { "environments/default.yaml": "active: premium\nproxies:\n  - url: http://a\n    password: x\n" },
      [
        "environments/default.yaml:4:5 error unknown-key: Key `password` is not known here (The known keys are `url`, `key`, `resolve`)",
      ],
    ],
    [
      "a missing key",
      { "environments/default.yaml": "push: origin\n" },
      ["environments/default.yaml:1:1 error missing-key: Key `active` is missing (The profile in force)"],
    ],
    [
      "a missing key within",
      { "profiles/premium.yaml": "tasks:\n  search:\n    - {weight: 1}\n" },
      [
        "profiles/premium.yaml:3:7 error missing-key: Key `model` is missing in `tasks.search[0]` (LiteLLM's `provider/model`)",
      ],
    ],
    [
      "a number for text",
      { "litellm-profiles.yaml": projectYaml.replace("1.106.2", "1.106") },
      ["litellm-profiles.yaml:2:10 error wrong-type: `litellm` must be text, not a number (Put it in quotes)"],
    ],
    [
      "a list for text",
      { "litellm-profiles.yaml": projectYaml.replace("1.106.2", "[1.106.2]") },
      ["litellm-profiles.yaml:2:10 error wrong-type: `litellm` must be text, not a list"],
    ],
    [
      "a mapping for a list or text",
      { "profiles/premium.yaml": "tasks:\n  search: {model: a/b}\n" },
      [
        "profiles/premium.yaml:2:11 error wrong-type: `tasks.search` must be text or a list, not a mapping without `disabled` (Deployments stand in a list: `[{model: provider/model}]`)",
      ],
    ],
    [
      "nothing for a list or text",
      { "profiles/premium.yaml": "tasks:\n  search:\n" },
      ["profiles/premium.yaml:2:3 error wrong-type: `tasks.search` must be text, a list or a mapping, not empty"],
    ],
    [
      "a list without members",
      { "profiles/premium.yaml": "tasks:\n  search: []\n" },
      ["profiles/premium.yaml:2:11 error invalid-value: `tasks.search` is empty"],
    ],
    [
      "no tasks",
      { "litellm-profiles.yaml": "version: 1\nlitellm: 1.106.2\ntasks: {}\n" },
      ["litellm-profiles.yaml:3:8 error invalid-value: `tasks` is empty"],
    ],
    [
      "a model without provider",
      { "profiles/premium.yaml": "tasks:\n  search: [{model: gpt-4o}]\n" },
      [
        "profiles/premium.yaml:2:20 error invalid-value: `tasks.search[0].model` does not have the form that it needs (LiteLLM's `provider/model`)",
      ],
    ],
    [
      "weight below 0",
      { "profiles/premium.yaml": "tasks:\n  search: [{model: a/b, weight: -1}]\n" },
      ["profiles/premium.yaml:2:33 error invalid-value: `tasks.search[0].weight` must be at least 0"],
    ],
    [
      "no dimensions",
      { "litellm-profiles.yaml": projectYaml.replace("dimensions: 3", "dimensions: 0") },
      ["litellm-profiles.yaml:5:41 error invalid-value: `tasks.search.dimensions` must be at least 1"],
    ],
    [
      "another word",
      { "environments/default.yaml": "active: premium\ndeliver: {when_unproven: reverts}\n" },
      [
        "environments/default.yaml:2:26 error invalid-value: `deliver.when_unproven` must be one of `revert`, `hold` (Did you mean `revert`?)",
      ],
    ],
    [
      "a newer format",
      { "litellm-profiles.yaml": projectYaml.replace("version: 1", "version: 2") },
      [
        "litellm-profiles.yaml:1:10 error format-version: `version` is `2`; this tool reads format 1 (Upgrade litellm-profiles)",
      ],
    ],
    [
      "no such format",
      { "litellm-profiles.yaml": projectYaml.replace("version: 1", "version: one") },
      [
        "litellm-profiles.yaml:1:10 error format-version: `version` is `one`; this tool reads format 1 (Write `version: 1`)",
      ],
    ],
    [
      "no template",
      { "templates/litellm_config.yaml.hbs": undefined },
      ["litellm-profiles.yaml:1:1 error missing-file: Template `templates/litellm_config.yaml.hbs` does not exist"],
    ],
    [
      "another template that is missing",
      { "litellm-profiles.yaml": `template: a.hbs\n${projectYaml}` },
      ["litellm-profiles.yaml:1:11 error missing-file: Template `a.hbs` does not exist"],
    ],
    [
      "no project",
      { "litellm-profiles.yaml": undefined },
      ["litellm-profiles.yaml:1:1 error missing-file: `litellm-profiles.yaml` does not exist"],
    ],
    [
      "no profiles",
      { "profiles/premium.yaml": undefined },
      ["litellm-profiles.yaml:1:1 error missing-file: There is no profile in `profiles/`"],
    ],
    [
      "files that nothing reads",
      { "profiles/a.yml": "", "profiles/old/b.yaml": "", "environments/x.yml": "" },
      [
        "environments/x.yml:1:1 warning ignored-file: `environments/x.yml` is not read (Sources are called `environments/<name>.yaml`)",
        "profiles/a.yml:1:1 warning ignored-file: `profiles/a.yml` is not read (Sources are called `profiles/<name>.yaml`)",
        "profiles/old/b.yaml:1:1 warning ignored-file: `profiles/old/b.yaml` is not read (Sources are called `profiles/<name>.yaml`)",
      ],
    ],
  ];

  test.each(cases)("%s", (_name, changes, expected) => {
    const loaded = loadProject(sources(changes));
    expect(problems(sources(changes))).toEqual(expected);
    expect(loaded.project === undefined).toBe(expected.some((line) => line.includes(" error ")));
  });

  test("a name that is none: of a file, a task, a profile that is named", () => {
    const found = problems(
      sources({
        "profiles/Big One.yaml": "tasks: {}\n",
        "profiles/premium.yaml": "tasks: {On: x}\nfallbacks: {search: [Two]}\n",
        "environments/default.yaml": "active: ../premium\n",
      }),
    );
    expect(found.map((line) => line.replace(/ \(.*/, ""))).toEqual([
      "environments/default.yaml:1:9 error invalid-name: `../premium` cannot be used as a name",
      "profiles/Big One.yaml:1:1 error invalid-name: `Big One` cannot be used as a name, and profiles/Big One.yaml is called so",
      "profiles/premium.yaml:1:9 error invalid-name: `On` cannot be used as a name",
      "profiles/premium.yaml:2:22 error invalid-name: `Two` cannot be used as a name",
    ]);
  });

  test("every source keeps its document, also a broken one", () => {
    expect([...loadProject(sources({ "profiles/premium.yaml": "[" })).documents.keys()]).toEqual([
      "litellm-profiles.yaml",
      "profiles/premium.yaml",
      "environments/default.yaml",
    ]);
  });
});

test("no text makes loading throw, and whatever is found has a place in it", () => {
  const marks = fc.array(
    fc.constantFrom(
      "tasks",
      "active",
      ": ",
      "- ",
      "\n",
      "\n  ",
      "[",
      "]",
      "{",
      "}",
      ",",
      "#",
      "'",
      '"',
      "&a ",
      "*a",
      "!x ",
      "1",
      "~",
      "|\n",
      "<<",
      "\t",
    ),
    { maxLength: 20 },
  );
  const text = fc.oneof(
    marks.map((all) => all.join("")),
    fc.string({ unit: "binary", maxLength: 30 }),
  );
  const path = fc.constantFrom("litellm-profiles.yaml", "profiles/premium.yaml", "environments/default.yaml");
  fc.assert(
    fc.property(path, text, (file, yaml) => {
      for (const { line, column, endLine } of loadProject(sources({ [file]: yaml })).findings) {
        expect(Math.min(line, column, endLine - line + 1)).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: 1000 },
  );
});

function bomb(): string {
  const levels = ["a", "b", "c", "d", "e", "f", "g"].map((name, index, all) =>
    index === 0
      ? "  a: &a x\n"
      : `  ${name}: &${name} [${Array.from({ length: 10 }, () => `*${all[index - 1]}`).join(", ")}]\n`,
  );
  return `metadata:\n${levels.join("")}`;
}
