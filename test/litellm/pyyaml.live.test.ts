import { array, constantFrom, jsonValue, oneof, sample, tuple } from "fast-check";
import { describe, expect, inject, test } from "vitest";

import type { Json } from "../../src/domain/json.ts";
import { isJsonObject } from "../../src/domain/json.ts";
import { readConfig } from "../../src/litellm/read-config.ts";
import { printEntries, printFlow } from "../../src/render/print-yaml.ts";
import { inPyYamlForm, readWithPyYaml } from "../python/pyyaml.ts";

const words =
  `yes|on|Off|No|y|~|null||12:30|017|0o17|08|1_000|0x1F|0b11|1e3|1.0e+3|-.5|.5|1.|-0|+1|2024-01-01|2024-1-1|2024-01-01 10:00:00|2024-13-01|=|.inf|-.Inf|.NaN|190:20:30|1:60|a b|a#b|a #b|'x'|"y\\tz"|{a: 1}|[1, 2]|{a:1}|[a:b]|a: b|- a|!!str 5|!!int '5'|!!float 1e3|!!null x|!foo x|@a|\`a|%a|-a|:a|a:|http://x|os.environ/X|a\tb|"a\tb"|a # c\td|[a,]|{}|[]|{a: }|!!bool yes|<<|1 000|1,000|a]|#x|'|"|"\\q"|"\\x41"|''''|\u00A0|é|😀|{"a":1}|{'a' :1}|[a: b]|a::b|...|"x\ny"|[1,\n2]|{b: 1\n}`.split(
    "|",
  );
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
const text = array(entry, { minLength: 1, maxLength: 3 }).map((entries) => entries.join(""));

/** Config or refusal, so that both readers can be compared. */
function ours(source: string): Json {
  const { config } = readConfig(source);
  return config === undefined ? "refused" : inPyYamlForm(config);
}

const litellm = inject("litellm");
const python = "python" in litellm ? litellm.python : "";

describe.skipIf(python === "")("the PyYAML that LiteLLM reads with", () => {
  test("reads, or refuses, what `readConfig` does, to the same values", () => {
    const texts = sample(text, { numRuns: 3000, seed: 20_260 });
    const theirs = readWithPyYaml(python, texts).map((answer) =>
      "value" in answer && isJsonObject(answer.value) && !("$number" in answer.value) ? answer.value : "refused",
    );
    const differing = texts.flatMap((source, index) => {
      const [our, their] = [ours(source), theirs[index] ?? "refused"];
      return canonical(our) === canonical(their) ? [] : [{ source, our, their }];
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
