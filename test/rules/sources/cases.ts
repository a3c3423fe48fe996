import { expect, test } from "vitest";
import type { Finding } from "../../../src/domain/finding.ts";
import { openModelMap } from "../../../src/litellm/model-map.ts";
import type { RuleExample } from "../../../src/report/rule-page.ts";
import { configRules } from "../../../src/rules/config/index.ts";
import { checkSources } from "../../../src/rules/sources/index.ts";
import { loadProject } from "../../../src/sources/load-project.ts";
import { shortest, testPage } from "../page.ts";

/** One source that differs from the sound project below, and what must be found in it. */
export interface SourcesCase {
  readonly name: string;
  readonly file?: string;
  /** Replaces the file; absent, the sound project. */
  readonly yaml?: string;
  /** More files beside it. */
  readonly files?: Readonly<Record<string, string>>;
  /** `file:line:column` of each finding of the rule; of the file above where only `line:column`. */
  readonly at: readonly string[];
  /** Text that the message and the hint of the first finding hold. */
  readonly says?: readonly string[];
  /** Codes of other rules that find something in a case where this one does not. */
  readonly others?: readonly string[];
}

const sound: Readonly<Record<string, string>> = {
  "litellm-profiles.yaml":
    "version: 1\nlitellm: 1.106.2\ntasks: {ask: {}, seek: {}}\nconnections: {openai: {api_key: os.environ/OPENAI_API_KEY}}\n",
  "profiles/premium.yaml": "tasks: {ask: [{model: openai/gpt-4o}], seek: by-hand}\n",
  "profiles/balanced.yaml": "tasks: {ask: [{model: openai/gpt-4o-mini}], seek: by-hand}\n",
  "environments/default.yaml": "active: premium\n",
  "templates/litellm_config.yaml.hbs": "model_list: []\n",
};

export const profile = "profiles/premium.yaml";
export const project = "litellm-profiles.yaml";

function findingsOf({ file, yaml, files }: SourcesCase): Finding[] {
  const changed = file !== undefined && yaml !== undefined ? { [file]: yaml } : {};
  return checkSources(loadProject(new Map(Object.entries({ ...sound, ...files, ...changed }))), openModelMap);
}

const filesOf = ({ file, yaml, files }: SourcesCase): Record<string, string> => ({
  ...files,
  ...(file !== undefined && yaml !== undefined && { [file]: yaml }),
});

/** The file as it stands in the sound project. */
function soundCase(file: string): SourcesCase {
  return { name: "sound", file, yaml: sound[file] ?? "", at: [] };
}

/** The page of a rule shows the first wrong case of its table, and the shortest right one. */
function exampleOf(code: string, cases: readonly SourcesCase[]): RuleExample {
  const wrong = cases.find(({ at }) => at.length > 0);
  const sounds = cases.filter(({ at, yaml }) => at.length === 0 && yaml !== undefined);
  const right = sounds.length > 0 ? shortest(sounds, ({ yaml }) => yaml ?? "") : soundCase(wrong?.file ?? project);
  const found = wrong && findingsOf(wrong).find((finding) => finding.code === code);
  if (wrong === undefined || found === undefined) throw new Error(`The table of ${code} finds nothing`);
  const { message, hint } = found;
  return {
    wrong: filesOf(wrong),
    right: filesOf(right),
    message,
    ...(hint !== undefined && { hint }),
    releases: [],
    options: [],
  };
}

/** Tests a rule by a table, of which its page is made. */
export function testRule(code: string, cases: readonly SourcesCase[]): void {
  if (!configRules.some((rule) => rule.code === code)) testPage(code, () => exampleOf(code, cases));
  testCases(code, cases);
}

/** Tests a rule by a further table; every sound case must be free of findings of any rule. */
export function testCases(code: string, cases: readonly SourcesCase[]): void {
  test.each(cases)(`${code}: $name`, (one) => {
    const all = findingsOf(one);
    const findings = all.filter((finding) => finding.code === code);
    const places = findings.map(({ file, line, column }) =>
      file === one.file ? `${line}:${column}` : `${file}:${line}:${column}`,
    );
    expect(places).toEqual(one.at);
    const said = `${findings[0]?.message} ${findings[0]?.hint}`;
    for (const text of one.says ?? []) expect(said).toContain(text);
    const others = one.at.length === 0 ? all : [];
    expect(others.map((finding) => finding.code)).toEqual(one.others ?? []);
  });
}
