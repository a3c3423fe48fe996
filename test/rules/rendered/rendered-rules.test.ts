import { expect, test } from "vitest";
import type { Finding } from "../../../src/domain/finding.ts";
import { openModelMap } from "../../../src/litellm/model-map.ts";
import { renderEnvironment } from "../../../src/render/render-environment.ts";
import type { RuleExample } from "../../../src/report/rule-page.ts";
import { checkRenderedSources } from "../../../src/rules/rendered/index.ts";
import { loadProject } from "../../../src/sources/load-project.ts";
import { testPage } from "../page.ts";

/** What stands in the template beside what the tool prints. */
interface RenderedCase {
  readonly name: string;
  readonly models?: string;
  readonly aliases?: string;
  readonly settings?: string;
  /** Lines of the environment's file. */
  readonly environment?: string;
  readonly files?: Readonly<Record<string, string>>;
  /** `file:line:column` of each finding. */
  readonly at: readonly string[];
  readonly says?: readonly string[];
}

function sourcesOf({ models = "", aliases = "", settings = "", environment = "", files }: RenderedCase) {
  return new Map(
    Object.entries({
      "litellm-profiles.yaml": "version: 1\nlitellm: 1.106.2\ntasks: {ask: {}, seek: {legacy_names: [find]}}\n",
      "profiles/full.yaml": "tasks:\n  ask: [{model: openai/gpt-4o}]\n  seek: [{model: openai/gpt-4o}]\n",
      "profiles/half.yaml": "tasks:\n  ask: [{model: openai/gpt-4o}]\n  seek: {disabled: Too dear}\n",
      "environments/default.yaml": `active: half\n${environment}`,
      "templates/litellm_config.yaml.hbs": `model_list:
  {{yaml deployments}}
${models}router_settings:
  model_group_alias:
    {{yaml aliases}}
${aliases}  fallbacks:
    {{yaml fallbacks}}
${settings}`,
      ...files,
    }),
  );
}

function findingsOf(one: RenderedCase): Finding[] {
  const { project, documents } = loadProject(sourcesOf(one));
  const environment = project?.environments[0];
  if (project === undefined || environment === undefined) throw new Error("The sources of this case do not load");
  const text = renderEnvironment(project, environment).rendered?.text ?? "";
  expect(text).toContain("ask_half");
  return checkRenderedSources({ project, documents, environment, text }, openModelMap("1.106.2"));
}

/** The page shows the first wrong case and the first right one. */
function exampleOf(code: string, cases: readonly RenderedCase[]): RuleExample {
  const [wrong, right] = [cases.find(({ at }) => at.length > 0), cases.find(({ at }) => at.length === 0)];
  const found = wrong && findingsOf(wrong).find((finding) => finding.code === code);
  if (wrong === undefined || right === undefined || found === undefined) throw new Error(`${code} lacks a case`);
  const { message, hint } = found;
  return {
    wrong: Object.fromEntries(sourcesOf(wrong)),
    right: Object.fromEntries(sourcesOf(right)),
    message,
    ...(hint !== undefined && { hint }),
    releases: [],
    options: [],
  };
}

function testRule(code: string, cases: readonly RenderedCase[]): void {
  testPage(code, () => exampleOf(code, cases));
  test.each(cases)(`${code}: $name`, (one) => {
    const all = findingsOf(one);
    const findings = all.filter((finding) => finding.code === code);
    expect(findings.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual(one.at);
    for (const said of one.says ?? []) expect(`${findings[0]?.message} ${findings[0]?.hint}`).toContain(said);
  });
}

const deployment = (name: string, model: string) =>
  `  - {model_name: "${name}", litellm_params: {model: "${model}"}, model_info: {id: by-hand}}\n`;
const place = "profiles/half.yaml:3:3";

testRule("answered-disabled-task", [
  { name: "nothing else answers", models: deployment("other", "openai/gpt-4o"), at: [] },
  {
    name: "a wildcard takes every name",
    models: deployment("*", "openai/*"),
    at: [place],
    says: [
      "Task `seek` is disabled in profile `half`, and the wildcard group `*` answers it, with HTTP 200 (executed on 1.106.2)",
      "give `seek` a group",
    ],
  },
  {
    name: "a wildcard of a provider takes no such name",
    models: deployment("openai/*", "openai/*"),
    at: [],
  },
  {
    name: "a default fallback answers what finds nothing",
    settings: "  default_fallbacks: [ask_half]\n",
    at: [place],
    says: ["the default fallback `ask_half` answers it"],
  },
  {
    name: "a default fallback in the other section",
    settings: "litellm_settings: {default_fallbacks: [ask_half]}\n",
    at: [place],
  },
  {
    name: "a `*` fallback does, too",
    settings: "",
    files: {
      "templates/litellm_config.yaml.hbs": `model_list:
  {{yaml deployments}}
router_settings:
  model_group_alias:
    {{yaml aliases}}
  fallbacks:
    - {"*": [ask_half]}
    {{yaml fallbacks}}
`,
    },
    at: [place],
    says: ["the default fallback `ask_half` answers it"],
  },
  {
    name: "a group by hand is called like it",
    models: deployment("seek", "openai/gpt-4o"),
    at: [place],
    says: ["`seek` in the template answers it"],
  },
  {
    name: "an alias by hand is called like its legacy name",
    aliases: "    find: ask_half\n",
    at: [place],
    says: ["an alias by hand answers it by its legacy name `find`"],
  },
  {
    name: "also where another profile is active",
    environment: "",
    models: deployment("*", "openai/*"),
    files: { "environments/default.yaml": "active: full\n" },
    at: [place],
  },
  {
    name: "but not the tool's own alias of that profile",
    files: { "environments/default.yaml": "active: full\n" },
    at: [],
  },
  {
    name: "nor where an override answers it",
    environment: "overrides: {seek: full}\n",
    at: [],
  },
  {
    name: "of a profile that the environment does not list, nothing is asked",
    files: {
      "environments/default.yaml": "active: other\nprofiles: [other]\n",
      "profiles/other.yaml": "tasks: {ask: ask_half_x, seek: x}\n",
    },
    models: deployment("*", "openai/*") + deployment("ask_half_x", "openai/gpt-4o"),
    at: [],
  },
  {
    name: "one that is inherited is told where the parent is named",
    files: {
      "profiles/half.yaml": "extends: base\ntasks: {ask: [{model: openai/gpt-4o}]}\n",
      "profiles/base.yaml": "abstract: true\ntasks: {seek: {disabled: Too dear}}\n",
    },
    models: deployment("*", "openai/*"),
    at: ["profiles/half.yaml:1:1"],
  },
]);

test("a text that cannot be read is not looked at", () => {
  const { project, documents } = loadProject(sourcesOf({ name: "", at: [] }));
  const environment = project?.environments[0];
  if (project === undefined || environment === undefined) throw new Error("The sources do not load");
  expect(checkRenderedSources({ project, documents, environment, text: "[" }, openModelMap("1.106.2"))).toEqual([]);
});
