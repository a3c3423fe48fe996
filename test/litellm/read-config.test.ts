import { describe, expect, test } from "vitest";

import type { Json } from "../../src/domain/json.ts";
import { readConfig } from "../../src/litellm/read-config.ts";

const valueOf = (text: string): Json | undefined => readConfig(text).config?.["a"];
const errorOf = (text: string) => readConfig(text).error;

describe("plain words, as YAML 1.1 has them", () => {
  test.each<[string, Json]>([
    ["yes", true],
    ["No", false],
    ["on", true],
    ["OFF", false],
    ["True", true],
    ["y", "y"],
    ["oN", "oN"],
    ["~", null],
    ["", null],
    ["Null", null],
    ["nULL", "nULL"],
    ["0", 0],
    ["-0", 0],
    ["+7", 7],
    ["1_000", 1000],
    ["017", 15],
    ["-017", -15],
    ["0o17", "0o17"],
    ["08", "08"],
    ["0x1F", 31],
    ["0b11", 3],
    ["12:30", 750],
    ["190:20:30", 685_230],
    ["1:60", "1:60"],
    ["1:30.5", 90.5],
    ["1.5", 1.5],
    ["1.", 1],
    [".5", 0.5],
    ["-.5", "-.5"],
    ["1.0e+3", 1000],
    ["1.0e3", "1.0e3"],
    ["1e3", "1e3"],
    [".inf", Number.POSITIVE_INFINITY],
    ["-.INF", Number.NEGATIVE_INFINITY],
    [".NaN", Number.NaN],
    ["2024-01-31", "2024-01-31"],
    ["2024-1-31 10:00:00 +01:00", "2024-1-31 10:00:00 +01:00"],
    ["!!str 5", "5"],
    ["!!int '5'", 5],
    ["!!float 1e3", 1000],
    ["!!bool on", true],
    ["!!null x", null],
    ["!<tag:yaml.org,2002:str> 5", "5"],
    ["! '5'", 5],
    ["!!seq [1]", [1]],
    ["!!map {b: 1}", { b: 1 }],
    ["'on'", "on"],
    ['"\\u263A\\t"', "☺\t"],
    ["|\n  on\n", "on\n"],
    [">-\n  b\n  c\n", "b c"],
    ["os.environ/X", "os.environ/X"],
    ["http://h:1/x?y#z", "http://h:1/x?y#z"],
  ])("%s", (written, value) => {
    expect(valueOf(`a: ${written}`)).toEqual(value);
  });
});

describe("keys", () => {
  test.each<[string, Json]>([
    ["on: 1", { true: 1 }],
    ["~: 1", { null: 1 }],
    ["017: 1", { 15: 1 }],
    ["1.50: 1", { "1.5": 1 }],
    ["2024-01-31: 1", { "2024-01-31": 1 }],
    ["=: 1", { "=": 1 }],
    ["'on': 1", { on: 1 }],
    ["b: 1\nb: 2", { b: 2 }],
    ["? b\n: 1", { b: 1 }],
  ])("%s", (text, config) => {
    expect(readConfig(text).config).toEqual(config);
  });

  test("`__proto__` is a key like any other", () => {
    expect(Object.entries(readConfig("__proto__: {b: 1}").config ?? {})).toEqual([["__proto__", { b: 1 }]]);
  });
});

describe("merge keys", () => {
  test.each<[string, string, Json]>([
    ["a mapping", "x: &x {b: 1, c: 2}\na: {<<: *x, c: 3}", { b: 1, c: 3 }],
    ["a list, the first wins", "a: {<<: [{b: 1}, {b: 2, c: 2}]}", { b: 1, c: 2 }],
    ["own keys win wherever they stand", "a: {b: 0, <<: {b: 1}}", { b: 0 }],
    ["merged within merged", "x: &x {<<: {b: 1}}\na: {<<: *x}", { b: 1 }],
    ["quoted it is a key", "a: {'<<': {b: 1}}", { "<<": { b: 1 } }],
  ])("%s", (_name, text, value) => {
    expect(valueOf(text)).toEqual(value);
  });
});

describe("what PyYAML reads, and some parsers do not", () => {
  test.each<[string, string, Json]>([
    ["brackets that close at the key's column", "a: [\n  1\n]\nb: 1", [1]],
    ["lines in brackets further left than the key", "x:\n  y: {\nb: 1\n  }\na: 1", 1],
    ["quoted text that goes on at the margin", 'a: "b\nc"', "b c"],
    ["a comment right behind a quote", "a: 'b'#c", "b"],
    ["a comment right behind a bracket", "a: [#c\n  1]#c", [1]],
    ["a block of text without a last line break", "a: |\n  b\n  c", "b\nc"],
    ["a folded one", "a: >\n  b\n  c", "b c"],
    ["an empty key with its mark", "b: 1\na:\n  ?\n  : 1", { null: 1 }],
    ["a line break U+0085 in quotes", 'a: "b\u0085c"', "b c"],
    ["a tab in quotes", "a: 'b\tc'", "b\tc"],
    ["a tab in a comment", "a: 1 # b\tc", 1],
    ["a tab in a comment on its own line", "# b\tc\na: 1", 1],
    ["a tab in a block of text", "a: |\n  b\tc\n", "b\tc\n"],
    ["a byte order mark", "\uFEFFa: 1", 1],
    ["carriage returns", "a:\r\n  - 1\r\n", [1]],
    ["comments after the end", "a: 1\n...\n# end\n", 1],
    ["an alias", "x: &x [1]\na: *x", [1]],
    ["an alias used twice", "x: &x {b: [1]}\na: [*x, *x]", [{ b: [1] }, { b: [1] }]],
  ])("%s", (_name, text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  test("a comment ends at U+2028", () => {
    expect(readConfig("# comment\u2028a: 1").config).toEqual({ a: 1 });
  });
});

describe("what PyYAML reads, and this reader says that it does not", () => {
  test.each<[string, string, string, number, number]>([
    ["a line separator in a text", "a: 'x\u2028y'", "A text holds a line separator of Unicode, U+2028 or U+2029", 1, 4],
    ["bytes", "a: !!binary aGk=", "Tag `!!binary` makes a value that JSON does not have", 1, 13],
    ["a set", "a: !!set {x, y}", "Tag `!!set` makes a value that JSON does not have", 1, 10],
    ["a dash alone", "a: [-]", "A `-` or `?` stands alone inside brackets, without quotes", 1, 5],
    ["a key in front of nothing", "a: [?x]", "`?x` is a key inside brackets, for PyYAML", 1, 5],
    ["another meaning of tags", "%TAG !e! x\n---\na: 1", "A `%TAG` directive gives tags another meaning", 1, 1],
    ["an anchor of an empty key", "- &x: y", "Anchor `&x` stands for an empty key", 1, 4],
  ])("%s", (_name, text, ...[message, line, column]) => {
    expect(errorOf(text)).toEqual({ message, line, column, isOurs: true });
  });
});

describe("what PyYAML refuses", () => {
  test("a key of more than 1,024 characters, and one that goes on inside brackets", () => {
    const long = "k".repeat(1025);
    expect(errorOf(`a: {${long}: 1}`)?.message).toBe("A key is longer than 1,024 characters");
    expect(errorOf(`${long}: 1`)).toEqual({ message: "A key is longer than 1,024 characters", line: 1, column: 1 });
    expect(errorOf("a: {k\n k: 1}")).toMatchObject({
      message: "A key inside brackets goes on to the next line",
      line: 1,
    });
    expect(errorOf(`? ${long}\n: 1\n${long.slice(1)}: 2`)).toBeUndefined();
    expect(errorOf(`a: {? "k\n k" : 1}\nb: &b {c: 1}\nd: {*b : 2}`)?.message).not.toContain("goes on");
  });

  test.each<[string, string, string, number, number]>([
    ["a tab before a value", "a:\tb", "A tab stands where PyYAML allows only spaces", 1, 3],
    ["a tab in a plain text", "a: b\tc", "A tab stands where PyYAML allows only spaces", 1, 5],
    ["a tab after quotes", "a: 'b'\t# c", "A tab stands where PyYAML allows only spaces", 1, 7],
    ["a control character", "a: 1\nb: '\u0007'", "Character U+0007 is not allowed in YAML", 2, 5],
    ["an unknown alias", "a: *x", "Alias `*x` names no anchor", 1, 5],
    ["an anchor twice", "a: &x 1\nb: &x 2", "Anchor `&x` stands twice", 2, 5],
    ["an anchor with a dot", "a: &x.y 1", "Anchor `&x.y` has a character that PyYAML does not allow", 1, 5],
    ["an anchor in itself", "a: &x [*x]", "An anchor holds itself", 1, 7],
    ["an unknown tag", "a: !foo 1", "Tag `!foo` is not one that a config can hold", 1, 9],
    ["an unknown tag on a list", "a: !foo [1]", "Tag `!foo` is not one that a config can hold", 1, 9],
    ["an unknown tag on a mapping", "a: !!foo {b}", "Tag `foo` is not one that a config can hold", 1, 10],
    ["a character that there is not", 'a: "\\U00110000"', "An escape names a character that there is not", 1, 4],
    ["an end in front", "# c\n...\na: 1", "A document ends before it begins", 2, 1],
    ["an end in quotes", "a: 'b\n...\n'", "A document ends inside quotes or brackets", 1, 4],
    ["a tag without a name", "{a: !}", "A tag has no name", 1, 5],
    ["a colon without a key in brackets", "a: {: b}", "A `:` stands without a key", 1, 4],
    ["a bare `<<`", "a: <<", "`<<` cannot be read as `!!merge`", 1, 4],
    ["a bare `=`", "a: =", "`=` cannot be read as `!!value`", 1, 4],
    ["a date that does not exist", "a: 2024-02-30", "`2024-02-30` cannot be read as `!!timestamp`", 1, 4],
    [
      "a time that does not exist",
      "a: 2024-02-03 25:00:00",
      "`2024-02-03 25:00:00` cannot be read as `!!timestamp`",
      1,
      4,
    ],
    ["no number", "a: !!int b", "`b` cannot be read as `!!int`", 1, 10],
    ["no decimal number", "a: !!float b", "`b` cannot be read as `!!float`", 1, 12],
    ["no truth value", "a: !!bool b", "`b` cannot be read as `!!bool`", 1, 11],
    ["no date", "a: !!timestamp b", "`b` cannot be read as `!!timestamp`", 1, 16],
    ["a merge that is no mapping", "a: {<<: 1}", "A merge key `<<` needs a mapping or a list of mappings", 1, 9],
    ["a merge of a list of texts", "a: {<<: [b]}", "A merge key `<<` needs a mapping or a list of mappings", 1, 10],
    ["a list as key", "? [a]\n: 1", "A key is neither text nor number", 1, 3],
    ["a line without a key", "a: 1\n: 2", "A `:` stands without a key", 1, 5],
    ["a question mark in brackets", "a: {b: http://h/?x}", "`http://h/?x` must be in quotes inside brackets", 1, 8],
    ["a colon in brackets", "a: [:b]", "`:b` must be in quotes inside brackets", 1, 5],
    ["a second document", "a: 1\n---\nb: 2", "The file holds more than one YAML document", 3, 1],
    ["a second document that is a text", "a: 1\n--- b", "The file holds more than one YAML document", 2, 5],
    ["a second document that is empty", "a: 1\n---\n", "The file holds more than one YAML document", 1, 5],
    ["a second document that is an alias", "a: 1\n--- *b", "The file holds more than one YAML document", 1, 5],
    ["an open bracket", "a: [1", "Unexpected end of the stream within a flow collection", 1, 6],
    ["a wrong indentation", "a:\n   b: 1\n  c: 1", "Bad indentation of a mapping entry", 3, 3],
    ["nothing", "", "The config is empty", 1, 1],
    ["an empty document", "---\n", "The config is empty", 1, 1],
    ["a list", "- 1", "The config is not a mapping", 1, 1],
  ])("%s", (_name, text, ...[message, line, column]) => {
    expect(errorOf(text)).toEqual({ message, line, column });
    expect(readConfig(text).config).toBeUndefined();
    expect(readConfig(text, "f.yaml").placeOf(["a"]).file).toBe("f.yaml");
  });

  test("brackets that stand too far left on very many lines", () => {
    expect(errorOf(`a: [\n${"1,\n".repeat(501)}]`)).toEqual({ message: "Deficient indentation", line: 502, column: 1 });
  });
});

describe("places", () => {
  const text = `# first
model_list:
- model_name: "a b"
  litellm_params: &p
    model: openai/x
- {model_name: c, litellm_params: {<<: *p, api_key: }}
router_settings:
  fallbacks: [
    {a: [b]},
{c: [d]}
]
  on: 1
`;
  const read = readConfig(text, "x.yaml");

  test.each<[(string | number)[], "key" | "value", number, number, number, number]>([
    [[], "value", 2, 1, 12, 8],
    [["model_list"], "key", 2, 1, 2, 11],
    [["model_list"], "value", 3, 1, 6, 51],
    [["model_list", 0, "model_name"], "value", 3, 15, 3, 20],
    [["model_list", 0, "model_name"], "key", 3, 3, 3, 13],
    [["model_list", 1], "key", 6, 3, 6, 51],
    [["model_list", 1, "litellm_params", "model"], "value", 5, 12, 5, 20],
    [["model_list", 1, "litellm_params", "api_key"], "value", 6, 51, 6, 51],
    [["model_list", 7], "value", 2, 1, 2, 11],
    [["nothing"], "value", 2, 1, 12, 8],
    [["model_list", 0, "model_name", "deeper"], "value", 3, 3, 3, 13],
    [["router_settings", "fallbacks", 1, "c", 0], "value", 10, 6, 10, 7],
    [["router_settings", "true"], "key", 12, 3, 12, 5],
  ])("%j %s", (path, part, ...[line, column, endLine, endColumn]) => {
    expect(read.placeOf(path, part)).toEqual({ file: "x.yaml", line, column, endLine, endColumn });
  });
});

describe("repeated keys", () => {
  test.each<[string, string, [string, number, number][]]>([
    ["none", "a: 1\nb: {a: 1}\n", []],
    ["at the top", "a: 1\nb: 2\n'a': 3\n", [["a", 3, 1]]],
    [
      "three times, in a list",
      "x:\n- {a: 1, a: 2, a: 3}\n",
      [
        ["a", 2, 10],
        ["a", 2, 16],
      ],
    ],
    ["of one value in two spellings", "a: {on: 1, yes: 2}\n", [["true", 1, 12]]],
    ["not what is merged", "x: &x {a: 1}\ny: {<<: *x, a: 2, <<: *x}\n", []],
    ["once only behind an anchor", "x: &x {a: 1, a: 2}\ny: *x\nz: {<<: *x}\n", [["a", 1, 14]]],
    ["nowhere in a text that cannot be read", "a: [", []],
    ["nowhere in nothing", "", []],
  ])("%s", (_name, text, repeated) => {
    const found = readConfig(text)
      .oddKeys()
      .filter(({ kind }) => kind === "repeated");
    expect(found.map(({ path, place }) => [path.at(-1), place.line, place.column])).toEqual(repeated);
  });

  test("in a mapping that is merged where it stands", () => {
    const found = readConfig("c: {<<: {on: 1}, d: 1}").oddKeys();
    expect(found.map(({ kind, path, place }) => [kind, path, place.column])).toEqual([
      ["not text", ["c", "<<", "true"], 10],
    ]);
  });
});

const nine = (name: string): string => Array.from({ length: 9 }, () => `*${name}`).join(", ");

describe("refuses what aliases blow up", () => {
  const names = Array.from({ length: 9 }, (_, level) => `l${level}`);
  const bomb = (of: (name: string) => string): string =>
    names.map((name, level) => `${name}: &${name} ${level === 0 ? "{x: 1}" : of(names[level - 1] ?? "")}\n`).join("");

  test.each([
    { name: "lists", text: bomb((name) => `[${nine(name)}]`) },
    { name: "merge keys", text: bomb((name) => `{<<: [${nine(name)}]}`) },
  ])("in $name", ({ text }) => {
    expect(readConfig(text).error?.message).toBe("Aliases expand to more than 1000000 values");
  });
});

test.each([
  { name: "a byte that was no UTF-8", text: "a: \uDCE9\n", message: "The file is not UTF-8: it holds the byte 0xE9" },
  { name: "half a character", text: "a: \uD800\n", message: "The file is not UTF-8: it holds half a character" },
])("refuses $name in words, at its place", ({ text, message }) => {
  expect(readConfig(text).error).toEqual({ message, line: 1, column: 4 });
});
