import { array, constantFrom, jsonValue, oneof, sample, tuple } from "fast-check";
import { describe, expect, inject, test } from "vitest";

import type { Json } from "../../src/domain/json.ts";
import { isJsonObject } from "../../src/domain/json.ts";
import { readConfig } from "../../src/litellm/read-config.ts";
import { printEntries, printFlow } from "../../src/render/print-yaml.ts";
import { inPyYamlForm, readWithPyYaml } from "../python/pyyaml.ts";
import { oddDocuments } from "./odd-documents.ts";

const words =
  `yes|on|Off|No|y|~|null||12:30|017|0o17|08|1_000|0x1F|0b11|1e3|1.0e+3|-.5|.5|1.|-0|+1|2024-01-01|2024-1-1|2024-01-01 10:00:00|2024-13-01|=|.inf|-.Inf|.NaN|190:20:30|1:60|a b|a#b|a #b|'x'|"y\\tz"|{a: 1}|[1, 2]|{a:1}|[a:b]|a: b|- a|!!str 5|!!int '5'|!!float 1e3|!!null x|!foo x|@a|\`a|%a|-a|:a|a:|http://x|os.environ/X|a\tb|"a\tb"|a # c\td|[a,]|{}|[]|{a: }|!!bool yes|<<|1 000|1,000|a]|#x|'|"|"\\q"|"\\x41"|''''|\u00A0|é|😀|{"a":1}|{'a' :1}|[a: b]|a::b|...|"x\ny"|[1,\n2]|{b: 1\n}`.split(
    "|",
  );
/** Rarer ways to write a value, and what stands in no value at all. */
const rare = [
  ..."0_7|-017|0b1_0|0x_f|1__0|-1:30|1:2.5|0:1|1_0.0_1|+.INF|.NAN|12e03|2001-12-14t21:59:43.10-05:00|2001-02-30|!!float 5|!!bool 1|!!seq [a]|!!map {a: 1}|!!timestamp 2001-01-01|!<tag:yaml.org,2002:int> 5|! yes|!!omap {a: 1}|[? b : c]|{? b : c}|{<<: 5}|{'<<': 1}|[{b: c}: d]|'it''s'|[, a]|{a: 1,, b: 2}|[x#c]|{b::c}|- b|&x !!str 1|&x &y 1|\uFEFF1|\u0085|\u200B|\uE000|\uFFFE|\u001B".split(
    "|",
  ),
  '"\\N"',
  '"\\_"',
  '"\\x4"',
  '"\\uD83D\\uDE00"',
  '"x\\\n  y"',
  "'x\n\n  y'",
  "{k\n k: 1}",
  "{k\n: 1}",
  "[1, 2]3",
  "|2\n  x\n   y",
  "|+\n\n\n",
  ">\n  x\n   y\n  z",
  "|0\n  x",
  "|x\n  y",
  ">2-\n  x",
  "|\n\tx",
  "|\n     \n  x",
  ...[1023, 1024, 1025].map((length) => `{${"k".repeat(length)}: 1}`),
];
/** What a whole document may begin and end with. */
const fronts = ["", "", "", "---\n", "%YAML 1.1\n---\n", "%YAML 2.0\n---\n", "\uFEFF", "# c\n", "--- # c\n"];
const ends = ["", "", "", "...\n", "# c", "---\n", "\n\n"];
const blocks = ["|\n  x\n  y", ">\n  x\n\n  y", "|-\n  x", "&x 1", "*x", "|2\n   x", "x\n  y"];
const names = ["a", "b", '"c"', "'d'", "on", "5", "1.5", "~", "<<", "=", "2024-01-01", "a b", "!!str e", "k#", "k "];

const word = constantFrom(...words);
const name = constantFrom(...names);
const entry = oneof(
  tuple(name, oneof(word, constantFrom(...blocks))).map(([key, value]) => `${key}: ${value}\n`),
  tuple(name, name, word).map(([key, inner, value]) => `${key}:\n  ${inner}: ${value}\n`),
  tuple(name, word, word).map(([key, first, second]) => `${key}:\n- ${first}\n- ${second}\n`),
  tuple(name, name, word).map(([key, inner, value]) => `${key}: {${inner}: ${value}}\n`),
);
const rareEntry = tuple(name, constantFrom(...rare)).map(([key, value]) => `${key}: ${value}\n`);
const text = tuple(
  constantFrom(...fronts),
  array(oneof({ arbitrary: entry, weight: 2 }, rareEntry), { minLength: 1, maxLength: 3 }),
  constantFrom(...ends),
  constantFrom("\n", "\n", "\r\n", "\r"),
).map(([front, entries, end, lineEnd]) => `${front}${entries.join("")}${end}`.replaceAll("\n", lineEnd));

/** Config or refusal, so that both readers can be compared; undefined where ours says that it does not read it. */
function ours(source: string): Json | undefined {
  const { config, error } = readConfig(source);
  if (config !== undefined) return inPyYamlForm(config);
  return error.isOurs === true ? undefined : "refused";
}

const litellm = inject("litellm");
const python = "python" in litellm ? litellm.python : "";

describe.skipIf(python === "")("the PyYAML that LiteLLM reads with", () => {
  test("reads, or refuses, what `readConfig` does, to the same values", () => {
    const texts = [...oddDocuments, ...sample(text, { numRuns: 6000, seed: 20_260 })].filter(isReadByBoth);
    const theirs = readWithPyYaml(python, texts).map((answer) =>
      "value" in answer && isJsonObject(answer.value) && !("$number" in answer.value) ? answer.value : "refused",
    );
    const differing = texts.flatMap((source, index) => {
      const [our, their] = [ours(source), theirs[index] ?? "refused"];
      return canonical(our ?? null) === canonical(their) ? [] : [{ source, our, their }];
    });
    expect(differing).toEqual([]);
  });

  test("reads back what the renderer prints", () => {
    const any = jsonValue({ stringUnit: "binary", maxDepth: 3 });
    const values = sample(any, { numRuns: 1000, seed: 20_260 })
      .map((value): Json => JSON.parse(JSON.stringify(value)))
      .filter(isEncodable);
    const answers = readWithPyYaml(
      python,
      values.map((value) => `a: ${printFlow(value)}\nb:\n  ${printEntries([value]).join("\n  ")}\n`),
    );
    const meant = values.map((value) => ({ value: { a: inPyYamlForm(value), b: [inPyYamlForm(value)] } }));
    expect(answers).toEqual(meant);
  });
});

/** What this reader says it does not read is not read otherwise; JSON could not even name most of it. */
function isReadByBoth(source: string): boolean {
  return ours(source) !== undefined;
}

/** Lone surrogates cannot leave Python. */
function isEncodable(value: Json): boolean {
  return !/\\u[dD][89a-fA-F]/.test(JSON.stringify(value));
}

/** Text of a value whatever the order of its keys; JavaScript moves keys that look like numbers. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_key, item: Json) =>
    isJsonObject(item) ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1))) : item,
  );
}
