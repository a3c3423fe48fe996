import { openModelMap } from "../../src/litellm/model-map.ts";
import { checkConfig } from "../../src/rules/config/index.ts";
import { worstOf } from "./confusion.ts";
import type { Judgement } from "./confusion.ts";
import { readCase, readIncluded, readLabels } from "./labels.ts";
import type { Release, Verdict } from "./labels.ts";

/** Checks every case that was run on these releases; `rewrite` may change its text first. */
export function judgeCases(releases: readonly Release[], rewrite = (text: string): string => text): Judgement[] {
  const labels = [...readLabels()];
  const included = new Map([...readIncluded()].map(([name, text]) => [name, rewrite(text)]));
  const judge = (name: string, release: Release, expected: Verdict): Judgement => {
    try {
      const source = { file: `${name}.yaml`, text: rewrite(readCase(name)), release, included };
      const findings = checkConfig(source, openModelMap(release));
      const telling = findings.filter(({ severity }) => severity !== "info");
      return { name, release, expected, got: worstOf(findings), codes: [...new Set(telling.map(({ code }) => code))] };
    } catch (error) {
      return { name, release, expected, got: "crash", codes: [String(error)] };
    }
  };
  return releases.flatMap((release) =>
    labels.flatMap(([name, { verdicts }]) => {
      const expected = verdicts.get(release);
      return expected === undefined ? [] : [judge(name, release, expected)];
    }),
  );
}
