import { describe, expect, test } from "vitest";
import { applyEdits, overlap } from "../../../src/rules/fixes/apply-edits.ts";

const at = (line: number, column: number, endLine: number, endColumn: number) => ({
  file: "a.yaml",
  line,
  column,
  endLine,
  endColumn,
});

describe("edits", () => {
  test("are made wherever they stand in the list, and change nothing else", () => {
    const texts = new Map([
      ["a.yaml", "one\r\ntwo\rthree\nfour"],
      ["b.yaml", "one"],
    ]);
    const edits = [
      { place: at(4, 2, 4, 5), text: "ive" },
      { place: at(1, 2, 2, 2), text: "" },
      { place: at(3, 6, 3, 6), text: "!" },
    ];
    expect([...applyEdits(texts, edits)]).toEqual([
      ["a.yaml", "owo\rthree!\nfive"],
      ["b.yaml", "one"],
    ]);
  });

  test("behind the last line are made at the end", () => {
    expect(applyEdits(new Map([["a.yaml", "one"]]), [{ place: at(2, 1, 2, 1), text: "!" }]).get("a.yaml")).toBe("one!");
  });
});

test.each([
  { name: "the same", a: at(1, 1, 1, 5), b: at(1, 1, 1, 5), expected: true },
  { name: "one within the other", a: at(1, 1, 3, 5), b: at(2, 1, 2, 9), expected: true },
  { name: "one after the other", a: at(1, 1, 1, 5), b: at(1, 5, 1, 9), expected: false },
  { name: "on other lines", a: at(1, 1, 1, 5), b: at(2, 1, 2, 5), expected: false },
  { name: "in other files", a: at(1, 1, 1, 5), b: { ...at(1, 1, 1, 5), file: "b.yaml" }, expected: false },
])("places that are $name: overlap is $expected", ({ a, b, expected }) => {
  expect([overlap(a, b), overlap(b, a)]).toEqual([expected, expected]);
});
