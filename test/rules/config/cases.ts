import { expect, test } from "vitest";
import type { Finding } from "../../../src/domain/finding.ts";
import { openModelMap } from "../../../src/litellm/model-map.ts";
import { checkConfig } from "../../../src/rules/config/index.ts";

/** A config, and what a rule must find in it. */
export interface ConfigCase {
  readonly name: string;
  readonly yaml: string;
  readonly variables?: readonly string[];
  /** LiteLLM release that reads it; absent, the one of the facts. */
  readonly release?: string;
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

/** Tests a rule by a table; every sound case must be free of findings of any rule. */
export function testRule(code: string, cases: readonly ConfigCase[]): void {
  test.each(cases)(`${code}: $name`, ({ yaml, variables, release, included, severity, at, says }) => {
    const source = {
      file: "a.yaml",
      text: yaml,
      ...(variables && { variables: new Set(variables) }),
      ...(release !== undefined && { release }),
      ...(included && { included: new Map(Object.entries(included)) }),
    };
    const all = checkConfig(source, openModelMap(release ?? "1.106.2"));
    const findings = all.filter((finding) => finding.code === code);
    expect(findings.map(({ line, column }) => `${line}:${column}`)).toEqual(at);
    expect(findings.filter((finding) => finding.severity !== (severity ?? finding.severity))).toEqual([]);
    const said = `${findings[0]?.message} ${findings[0]?.hint}`;
    for (const text of says ?? []) expect(said).toContain(text);
    expect(at.length === 0 ? all : []).toEqual([]);
  });
}
