import { assert, property, stringMatching, uniqueArray } from "fast-check";
import { expect, test } from "vitest";
import { findModelLine } from "../../src/litellm/model-lines.ts";

const lines = Buffer.from(
  [
    "A\t1.1.0\t1",
    "a\t1.1.0\t2",
    "ab\t1.1.0\t3",
    'b\t1.1.0\t{"x":4}',
    'b\t1.9.0\t{"x":5}',
    "b\t1.10.0\t",
    'b\t1.12.0\t{"x":6}',
    "c\t1.10.0\t7",
    "",
  ].join("\n"),
);

test.each([
  ["A", "1.1.0", "1"],
  ["a", "1.1.0", "2"],
  ["AB", "1.1.0", "3"],
  ["b", "1.1.0", '{"x":4}'],
  ["b", "1.2.0", '{"x":4}'],
  ["b", "1.9.0", '{"x":5}'],
  ["B", "1.10.0", undefined],
  ["B", "1.12.0", '{"x":6}'],
  ["c", "1.9.0", undefined],
  ["c", "1.10.0", "7"],
  ["a", "1.0.0", undefined],
  ["", "1.1.0", undefined],
  ["aa", "1.1.0", undefined],
  ["d", "1.1.0", undefined],
])("%j on %s is %j", (name, release, json) => {
  expect(findModelLine(lines, name, release)).toBe(json);
});

test("no line, no model", () => {
  expect(findModelLine(Buffer.alloc(0), "a", "1.1.0")).toBeUndefined();
});

test("every line is found, and nothing else", () => {
  const names = uniqueArray(stringMatching(/^[a-z0-9./-]{1,6}$/), { maxLength: 30 });
  assert(
    property(names, stringMatching(/^[a-z0-9./-]{1,3}$/), (written, other) => {
      const text = written
        .toSorted()
        .map((name) => `${name}\t1.1.0\t"${name}"\n`)
        .join("");
      const ascii = Buffer.from(text);
      for (const name of written) expect(findModelLine(ascii, name.toUpperCase(), "1.2.0")).toBe(`"${name}"`);
      expect(findModelLine(ascii, other, "1.2.0") !== undefined).toBe(written.includes(other));
    }),
  );
});
