import { assert, jsonValue, property, string } from "fast-check";
import { YAML11_SCHEMA, load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import type { Json } from "../../src/domain/json.ts";
import { readConfig } from "../../src/litellm/read-config.ts";
import { printComment, printEntries, printFlow } from "../../src/render/print-yaml.ts";

describe("a value on one line", () => {
  test.each<[Json, string]>([
    [null, "null"],
    [true, "true"],
    [0, "0"],
    [-3, "-3"],
    [0.2, "0.2"],
    [1e-7, "0.0000001"],
    [-1.5e-9, "-0.0000000015"],
    [1e21, "1000000000000000000000"],
    [1.25e22, "12500000000000000000000"],
    [Number.NaN, ".nan"],
    [Number.POSITIVE_INFINITY, ".inf"],
    [Number.NEGATIVE_INFINITY, "-.inf"],
    ["openai/gpt-4o", "openai/gpt-4o"],
    ["os.environ/OPENAI_API_KEY", "os.environ/OPENAI_API_KEY"],
    ["https://host:4000/v1", "https://host:4000/v1"],
    ["_x", "_x"],
    ["", '""'],
    ["a b", '"a b"'],
    ["a: b", '"a: b"'],
    ["a:", '"a:"'],
    ["a #b", '"a #b"'],
    ["a?b", '"a?b"'],
    ["a,b", '"a,b"'],
    ["a]", '"a]"'],
    ["-a", '"-a"'],
    ["*", '"*"'],
    ["~", '"~"'],
    ["=", '"="'],
    ["<<", '"<<"'],
    ["on", '"on"'],
    ["No", '"No"'],
    ["y", '"y"'],
    ["NULL", '"NULL"'],
    ["NaN", '"NaN"'],
    ["online", "online"],
    ["12:30", '"12:30"'],
    ["017", '"017"'],
    ["1_000", '"1_000"'],
    ["0o17", '"0o17"'],
    ["1e3", '"1e3"'],
    ["2024-10-21", '"2024-10-21"'],
    ["a\tb", '"a\\tb"'],
    ["a\r\nb", '"a\\r\\nb"'],
    ['say "x" \\ y', '"say \\"x\\" \\\\ y"'],
    ["a\u0085b\u2028c\u2029d\uFEFF\u0000", '"a\\u0085b\\u2028c\\u2029d\\ufeff\\u0000"'],
    ["\uD800", '"\\ud800"'],
    ["größe 😀", '"größe 😀"'],
    ["{{yaml x}}", '"{{yaml x}}"'],
    [[], "[]"],
    [{}, "{}"],
    [[1, ["a"], { b: {} }], "[1, [a], {b: {}}]"],
    [{ on: "off", "a b": [null], __proto__x: 1 }, '{"on": "off", "a b": [null], __proto__x: 1}'],
  ])("%j", (value, text) => {
    expect(printFlow(value)).toBe(text);
  });
});

test("entries open up one level", () => {
  expect(printEntries([{ a: { b: 1 }, c: [2] }, "x", [1], {}, { d: null }])).toEqual([
    "- a: {b: 1}",
    "  c: [2]",
    "- x",
    "- [1]",
    "- {}",
    "- d: null",
  ]);
  expect(printEntries({ "a b": "c", d: { e: 1 } })).toEqual(['"a b": c', "d: {e: 1}"]);
  expect(printEntries("on")).toEqual(['"on"']);
});

test.each<[Json, string]>([
  ["Put # it: there", "Put # it: there"],
  ["one\r\ntwo\n", "one two"],
  ["a\u0085b\u2028c\td\u0000", "a b c d"],
  [null, ""],
  [5, "5"],
  [["a b"], '["a b"]'],
])("in a comment %j is one line", (value, text) => {
  expect(printComment(value)).toBe(text);
});

describe("whatever the value", () => {
  // By way of JSON text, which has no -0.
  const value = jsonValue({ stringUnit: "binary", maxDepth: 3 }).map((any): Json => JSON.parse(JSON.stringify(any)));

  test("YAML 1.1 and YAML 1.2 read back what was printed", () => {
    assert(
      property(value, (meant) => {
        const text = `a: ${printFlow(meant)}\nb:\n  ${printEntries([meant]).join("\n  ")}\n`;
        const config = { a: meant, b: [meant] };
        expect(readConfig(text).config).toEqual(config);
        expect(load(text, { schema: YAML11_SCHEMA })).toEqual(config);
        expect(parse(text, { version: "1.2" })).toEqual(config);
      }),
    );
  });

  test("a comment stays a comment", () => {
    assert(
      property(string({ unit: "binary" }), (text) => {
        expect(readConfig(`# ${printComment(text)}\na: 1\n`).config).toEqual({ a: 1 });
      }),
    );
  });
});
