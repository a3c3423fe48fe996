import { assert, property, stringMatching, uniqueArray } from "fast-check";
import { expect, test } from "vitest";
import { findModelLine } from "../../src/litellm/model-lines.ts";

const lines = 'A\t1\na\t2\nab\t3\nb\t{"x":4}\n';

test.each([
  ["A", "1"],
  ["a", "2"],
  ["AB", "3"],
  ["b", '{"x":4}'],
  ["", undefined],
  ["aa", undefined],
  ["c", undefined],
])("%j is %j", (name, json) => {
  expect(findModelLine(lines, name)).toBe(json);
});

test("no line, no model", () => {
  expect(findModelLine("", "a")).toBeUndefined();
});

test("every line is found, and nothing else", () => {
  const names = uniqueArray(stringMatching(/^[a-z0-9./-]{1,6}$/), { maxLength: 30 });
  assert(
    property(names, stringMatching(/^[a-z0-9./-]{1,3}$/), (written, other) => {
      const text = written
        .toSorted()
        .map((name) => `${name}\t"${name}"\n`)
        .join("");
      for (const name of written) expect(findModelLine(text, name.toUpperCase())).toBe(`"${name}"`);
      expect(findModelLine(text, other) !== undefined).toBe(written.includes(other));
    }),
  );
});
