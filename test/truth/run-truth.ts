import { openModelMap } from "../../src/litellm/model-map.ts";
import { checkConfig } from "../../src/rules/config/index.ts";
import { confusionTable, differences, isTrue, worstOf } from "./confusion.ts";
import type { Judgement } from "./confusion.ts";
import { readCase, readLabels, releases } from "./labels.ts";
import type { Release, Verdict } from "./labels.ts";

/** `npm run truth -- [RELEASE…]`: every case against its label, on the releases named, or on all. */
const asked = process.argv.slice(2);
const wanted = releases.filter((release) => asked.length === 0 || asked.includes(release));
const labels = readLabels();
const judgements = wanted.flatMap((release) =>
  [...labels].flatMap(([name, { verdicts }]) => {
    const expected = verdicts.get(release);
    return expected === undefined ? [] : [judge(name, release, expected)];
  }),
);
const tables = wanted.map((release) => confusionTable(release, judgements));
process.stdout.write(`${[...tables, differences(judgements)].join("\n")}\n`);
process.exitCode = isTrue(judgements) ? 0 : 1;

function judge(name: string, release: Release, expected: Verdict): Judgement {
  try {
    const source = { file: `${name}.yaml`, text: readCase(name), release };
    const findings = checkConfig(source, openModelMap(release));
    const codes = [...new Set(findings.filter(({ severity }) => severity !== "info").map(({ code }) => code))];
    return { name, release, expected, got: worstOf(findings), codes };
  } catch (error) {
    return { name, release, expected, got: "crash", codes: [String(error)] };
  }
}
