import { describe, expect, it } from "vitest";

import { commentsIn, indentAt, insertLines, lineAfter, lineStart, replaceLines } from "../../src/sources/edit-lines.js";

describe("lines that are inserted", () => {
  it.each([
    {
      what: "before the first line",
      text: "a: 1\n",
      at: 0,
      added: "x: 1\ny: 2\na: 1\n",
    },
    { what: "at the end", text: "a: 1\n", at: 5, added: "a: 1\nx: 1\ny: 2\n" },
    {
      what: "after a line that does not end",
      text: "a: 1",
      at: 4,
      added: "a: 1\nx: 1\ny: 2",
    },
    {
      what: "with the text's own line ends",
      text: "a: 1\r\n",
      at: 6,
      added: "a: 1\r\nx: 1\r\ny: 2\r\n",
    },
  ])("$what", ({ text, at, added }) => {
    expect(insertLines(text, at, ["x: 1", "y: 2"])).toBe(added);
  });
});

describe("lines that are replaced", () => {
  it.each([
    {
      what: "one within",
      text: "a\nb\nc\n",
      range: [2, 4],
      lines: ["x", "y"],
      after: "a\nx\ny\nc\n",
    },
    {
      what: "the last, which ends",
      text: "a\nb\n",
      range: [2, 4],
      lines: [],
      after: "a\n",
    },
    {
      what: "the last, which does not end",
      text: "a\nb",
      range: [2, 3],
      lines: ["x"],
      after: "a\nx",
    },
    {
      what: "the last, which does not end, by nothing",
      text: "a\r\nb",
      range: [3, 4],
      lines: [],
      after: "a",
    },
    {
      what: "the only one, which does not end",
      text: "a",
      range: [0, 1],
      lines: ["x", "y"],
      after: "x\ny",
    },
  ] as const)("$what", ({ text, range, lines, after }) => {
    expect(replaceLines(text, range, lines)).toBe(after);
  });
});

describe("where lines begin", () => {
  it.each([
    { at: 0, start: 0, after: 3 },
    { at: 1, start: 0, after: 3 },
    { at: 3, start: 3, after: 3 },
    { at: 5, start: 3, after: 6 },
  ])("around $at", ({ at, start, after }) => {
    const text = "ab\ncde";
    expect([lineStart(text, at), lineAfter(text, at)]).toEqual([start, after]);
  });

  it("is indented by what stands before it, a byte order mark apart", () => {
    expect(indentAt("\uFEFF  - a", 5)).toBe("    ");
  });
});

it("finds the comments, and no sign within a text", () => {
  expect(commentsIn('a: "x # y" # one\n# two\n')).toEqual(["# one", "# two"]);
});
