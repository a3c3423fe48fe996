import { expect, test } from "vitest";
import type { Finding } from "../../../src/domain/finding.ts";
import { openModelMap } from "../../../src/litellm/model-map.ts";
import { releasesWithFacts } from "../../../src/litellm/release-facts.ts";
import type { RuleExample } from "../../../src/report/rule-page.ts";
import { checkFile } from "../../../src/rules/config/index.ts";
import { shortest, testPage } from "../page.ts";

/** A config, and what a rule must find in it. */
export interface ConfigCase {
  readonly name: string;
  readonly yaml: string;
  readonly variables?: readonly string[];
  /** LiteLLM release that reads it; absent, the one of the facts. */
  readonly release?: string;
  readonly asOf?: string;
  readonly externalGroups?: readonly string[];
  /** Texts of included files. */
  readonly included?: Readonly<Record<string, string>>;
  /** Where it is not the rule's. */
  readonly severity?: Finding["severity"];
  /** `line:column` of each finding of the rule. */
  readonly at: readonly string[];
  /** Text that the message and the hint of the first finding hold. */
  readonly says?: readonly string[];
}

/** Two groups, `large` and `small`, in six lines; a case writes its own sections below. */
export const groups = `model_list:
  - model_name: large
    litellm_params: {model: openai/gpt-4o, api_key: os.environ/OPENAI_API_KEY}
  - model_name: small
    litellm_params: {model: openai/gpt-4o-mini, api_key: os.environ/OPENAI_API_KEY}
general_settings: {master_key: os.environ/LITELLM_MASTER_KEY}
`;

function findingsOf({ yaml, variables, release, asOf, externalGroups, included }: ConfigCase): Finding[] {
  const source = {
    file: "a.yaml",
    text: yaml,
    ...(variables && { variables: new Set(variables) }),
    ...(release !== undefined && { release }),
    ...(asOf !== undefined && { asOf }),
    ...(externalGroups && { externalGroups: new Set(externalGroups) }),
    ...(included && { included: new Map(Object.entries(included)) }),
  };
  return checkFile(source, openModelMap(release ?? "1.106.2")).findings;
}

/** The page of a rule shows the first wrong case of its table, and the shortest right one. */
function exampleOf(code: string, cases: readonly ConfigCase[]): RuleExample {
  const wrong = cases.find(({ at }) => at.length > 0);
  const right = shortest(
    cases.filter(({ at, yaml }) => at.length === 0 && yaml !== ""),
    ({ yaml }) => yaml,
  );
  const found = wrong && findingsOf(wrong).find((finding) => finding.code === code);
  if (wrong === undefined || found === undefined) throw new Error(`The table of ${code} finds nothing`);
  const filesOf = ({ yaml, included }: ConfigCase) => ({ "litellm_config.yaml": yaml, ...included });
  return {
    wrong: filesOf(wrong),
    right: filesOf(right),
    message: found.message,
    ...(found.hint !== undefined && { hint: found.hint }),
    releases: releasesWithFacts().map((release) => {
      const of = findingsOf({ ...wrong, release }).find((finding) => finding.code === code);
      return { release, severity: of?.severity };
    }),
    options: [
      ...(wrong.variables ? ["--variables FILE"] : []),
      ...(wrong.release === undefined ? [] : [`--litellm ${wrong.release}`]),
      ...(wrong.asOf === undefined ? [] : [`--as-of ${wrong.asOf}`]),
    ],
  };
}

/** Tests a rule by a table; every sound case must be free of findings of any rule. */
export function testRule(code: string, cases: readonly ConfigCase[]): void {
  testPage(code, () => exampleOf(code, cases));
  test.each(cases)(`${code}: $name`, (one) => {
    const { severity, at, says } = one;
    const all = findingsOf(one);
    const findings = all.filter((finding) => finding.code === code);
    expect(findings.map(({ line, column }) => `${line}:${column}`)).toEqual(at);
    expect(findings.filter((finding) => finding.severity !== (severity ?? finding.severity))).toEqual([]);
    const said = `${findings[0]?.message} ${findings[0]?.hint}`;
    for (const text of says ?? []) expect(said).toContain(text);
    expect(at.length === 0 ? all : []).toEqual([]);
  });
}
