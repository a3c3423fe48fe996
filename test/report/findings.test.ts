import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import { findingsExitCode } from "../../src/report/count-findings.ts";
import { findingsJson } from "../../src/report/findings-json.ts";
import { findingsText } from "../../src/report/findings-text.ts";

const error: Finding = {
  code: "unknown-key",
  severity: "error",
  message: "Key `fallback` is not known here",
  hint: "Did you mean `fallbacks`?",
  file: "profiles/premium.yaml",
  line: 2,
  column: 1,
  endLine: 2,
  endColumn: 9,
};
const { hint: _hint, ...bare } = error;
const warning: Finding = {
  ...bare,
  code: "ignored-file",
  severity: "warning",
  message: "`a.yml` is not read",
  file: "a.yml",
};
const info: Finding = { ...bare, code: "unknown-model", severity: "info", message: "Who knows", line: 9 };
const texts = new Map([["profiles/premium.yaml", "tasks: {}\nfallback: [x]\n"]]);

function textOf(findings: readonly Finding[], files = 3, colour = false): string {
  return findingsText(findings, { files, texts, colour });
}

describe("text", () => {
  test("shows place, line, hint and a summary", () => {
    expect(textOf([error, warning, info])).toBe(`profiles/premium.yaml:2:1 error unknown-key
  Key \`fallback\` is not known here
  2 | fallback: [x]
    | ^^^^^^^^
  Did you mean \`fallbacks\`?

a.yml:2:1 warning ignored-file
  \`a.yml\` is not read

profiles/premium.yaml:9:1 info unknown-model
  Who knows

1 error, 1 warning, 1 info in 3 files
`);
  });

  test.each([
    [[], 1, "No problems in 1 file\n"],
    [[], 0, "No problems in no file\n"],
    [[], 12, "No problems in 12 files\n"],
  ])("of %j in %i files", (findings, files, expected) => {
    expect(textOf(findings, files)).toBe(expected);
  });

  test("has colours where they are asked for, and only there", () => {
    const escape = "\u001B[";
    expect(textOf([error, warning])).not.toContain(escape);
    expect(textOf([error, warning], 3, true)).toContain(`${escape}31merror${escape}39m`);
    expect(textOf([warning], 3, true)).toContain(`${escape}33m1 warning${escape}39m`);
    expect(textOf([], 3, true)).toContain(`${escape}32mNo problems${escape}39m`);
  });

  test("nothing in a file steers the terminal", () => {
    const evil = { ...error, message: "Key `\u001B[2J\n` is", file: "a\u001B.yaml" };
    const text = findingsText([evil], {
      files: 1,
      texts: new Map([["a\u001B.yaml", "x\n\u001B[2J\u202E\ty\n"]]),
      colour: false,
    });
    expect(text).not.toMatch(/[\p{Bidi_Control}\t]/u);
    expect(text).not.toContain("\u001B");
    expect(text).toContain("\uFFFD[2J\uFFFD y");
  });
});

function frame(line: string, column: number, endColumn: number, endLine = 1): string {
  const finding = { ...bare, line: 1, column, endLine, endColumn, file: "x" };
  return findingsText([finding], { files: 1, texts: new Map([["x", line]]), colour: false })
    .split("\n")
    .slice(2, 4)
    .join("\n");
}

describe("a frame", () => {
  test.each([
    ["an empty place has one caret", frame("abc", 2, 2), "  1 | abc\n    |  ^"],
    ["a place over lines ends with its first", frame("a: b\nc", 4, 2, 2), "  1 | a: b\n    |    ^"],
    ["no carriage return, no byte order mark", frame("\uFEFFabc\r\n", 1, 3), "  1 | abc\n    | ^^"],
    [
      "secrets are overwritten",
      frame("{api_key: hunter2, b: c}", 20, 21),
      "  1 | {api_key: *******, b: c}\n    |                    ^",
    ],
  ])("%s", (_name, shown, expected) => {
    expect(shown).toBe(expected);
  });

  test("of a long line shows its part", () => {
    const shown = frame(`${"a".repeat(200)}HERE${"b".repeat(200)}`, 201, 205);
    expect(shown).toBe(`  1 | …${"a".repeat(30)}HERE${"b".repeat(76)}…\n    | ${" ".repeat(31)}^^^^`);
  });

  test("of the begin of a long line is cut at its end", () => {
    const shown = frame("b".repeat(200), 1, 201);
    expect(shown).toBe(`  1 | ${"b".repeat(110)}…\n    | ${"^".repeat(110)}`);
  });
});

test("JSON is a contract", () => {
  expect(findingsJson([error, warning], 7)).toBe(`{
  "version": 1,
  "summary": {
    "errors": 1,
    "warnings": 1,
    "infos": 0,
    "files": 7
  },
  "findings": [
    {
      "code": "unknown-key",
      "severity": "error",
      "message": "Key \`fallback\` is not known here",
      "file": "profiles/premium.yaml",
      "line": 2,
      "column": 1,
      "endLine": 2,
      "endColumn": 9,
      "hint": "Did you mean \`fallbacks\`?",
      "docs": null
    },
    {
      "code": "ignored-file",
      "severity": "warning",
      "message": "\`a.yml\` is not read",
      "file": "a.yml",
      "line": 2,
      "column": 1,
      "endLine": 2,
      "endColumn": 9,
      "hint": null,
      "docs": null
    }
  ]
}
`);
});

test.each([
  [[], undefined, 0],
  [[warning, info], undefined, 0],
  [[warning, warning], 2, 0],
  [[warning, warning], 1, 1],
  [[warning], 0, 1],
  [[info], 0, 0],
  [[error], 5, 1],
] as const)("exit code %#", (findings, maxWarnings, expected) => {
  expect(findingsExitCode(findings, maxWarnings)).toBe(expected);
});
