import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { loadPlain } from "../../src/sources/load-plain.ts";
import { parseYaml, Unreadable } from "../../src/sources/parse-yaml.ts";
import { valueOf } from "../../src/sources/yaml-value.ts";

function thorough(text: string): unknown {
  const parsed = parseYaml(text);
  if (parsed instanceof Unreadable) return undefined;
  const { value, problems } = valueOf(parsed);
  return parsed.errors.length > 0 || problems.length > 0 ? undefined : value;
}

/** The two values, where both parsers accept the text and say different things. */
function disagreement(text: string): unknown {
  const [plain, careful] = [loadPlain(text), thorough(text)];
  if (plain === undefined || careful === undefined) return undefined;
  return isDeepStrictEqual(plain, careful) ? undefined : { text, plain, careful };
}

describe("what is not plain is left to the thorough parser", () => {
  test.each([
    ["broken", "a: [\n"],
    ["empty", ""],
    ["a single value, of which this parser may lose lines", "\n  |\n #c"],
    ["an alias", "a: &a 1\nb: *a\n"],
    ["a tag", "a: !secret b\n"],
    ["a key twice", "a: 1\na: 2\n"],
    ["two documents", "a: 1\n---\nb: 2\n"],
    ["no number", "a: .nan\n"],
    ["infinity", "a: [.inf]\n"],
    ["minus zero", "a: -0.0\n"],
    ["a number that is too long", "a: 12345678901234567890\n"],
    ["deep nesting", `a: ${"[".repeat(101)}${"]".repeat(101)}\n`],
    ["a long text", `a: ${"x".repeat(1_000_000)}\n`],
  ])("%s", (_name, text) => {
    expect(loadPlain(text)).toBeUndefined();
  });
});

describe("both parsers say the same", () => {
  test.each([
    "a: {b: [1, -2.5, 1e3, 0x1f, 0o17, +1, .5, 1., 0, 017]}",
    "a: [true, True, null, Null, ~, '', \"\", yes, on, 12:30, 1_000, 2020-01-01, 0b1, =, <<]",
    "a: 'it''s'\nb: \"x\\ty\\u00e9\\x41\"\nc: |\n  two\n  lines\nd: >-\n  one\n  line\n",
    "<<: {a: 1}\n__proto__: {b: 2}\n",
    "\uFEFFa: 1\r\nb: # comment\r\n  - c\r\n",
    "{a: b,c: d, e}",
    "5: x\ntrue: y\nnull: z\n",
    "? a\n: b\n",
    "- - - a\n",
  ])("%j", (text) => {
    const value = loadPlain(text);
    expect(value).toBeDefined();
    expect(value).toEqual(thorough(text));
  });

  test("of whatever YAML is generated", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
        expect(disagreement(stringify(json))).toBeUndefined();
      }),
    );
  });

  test("of small texts with YAML's own marks, where both accept them", () => {
    const mark = fc.constantFrom(
      "a",
      "b: ",
      "- ",
      "\n",
      "\n  ",
      "[",
      "]",
      "{",
      "}",
      ",",
      " #c",
      "'",
      '"',
      "1",
      "~",
      ": ",
      "? ",
      "|\n",
      ".5",
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), (marks) => {
        expect(disagreement(marks.join(""))).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});
