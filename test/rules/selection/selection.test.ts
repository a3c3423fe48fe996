import { describe, expect, test } from "vitest";
import type { Finding } from "../../../src/domain/finding.ts";
import { atLeast } from "../../../src/rules/selection/at-least.ts";
import { beyondBaseline, readBaseline, writeBaseline } from "../../../src/rules/selection/baseline.ts";
import { applySeveritySettings, parseSeveritySetting } from "../../../src/rules/selection/severity-settings.ts";
import type { SeveritySetting } from "../../../src/rules/selection/severity-settings.ts";
import { applySuppressions, findSuppressions } from "../../../src/rules/selection/suppressions.ts";

function finding(changes: Partial<Finding> = {}): Finding {
  return {
    code: "dangling-alias",
    severity: "error",
    message: "Alias `a` names no group",
    file: "a.yaml",
    line: 2,
    column: 3,
    endLine: 2,
    endColumn: 4,
    ...changes,
  };
}

const error = finding();
const warning = finding({ code: "unknown-setting", severity: "warning" });
const info = finding({ code: "no-ids", severity: "info" });

describe("at least", () => {
  test.each([
    { least: "error" as const, left: [error] },
    { least: "warning" as const, left: [error, warning] },
    { least: "info" as const, left: [error, warning, info] },
  ])("$least", ({ least, left }) => {
    expect(atLeast([error, warning, info], least)).toEqual(left);
  });
});

describe("severity settings", () => {
  const codes = ["dangling-alias", "no-ids"];

  test("change a severity, or take a rule away; the last one counts", () => {
    const settings: SeveritySetting[] = [
      { code: "dangling-alias", level: "off" },
      { code: "dangling-alias", level: "info" },
      { code: "no-ids", level: "off" },
    ];
    expect(applySeveritySettings([error, warning, info], settings)).toEqual([{ ...error, severity: "info" }, warning]);
  });

  test("may be for some files only", () => {
    const other = finding({ file: "charts/b/values.yaml" });
    const setting = read("charts/**:dangling-alias=warning");
    expect(applySeveritySettings([error, other], [setting])).toEqual([error, { ...other, severity: "warning" }]);
  });

  test("are read from the command line", () => {
    expect(read("no-ids=error")).toEqual({ code: "no-ids", level: "error" });
  });

  test.each([
    {
      text: "no-ids",
      problem: "`no-ids` is not `[FILES:]CODE=LEVEL` with one of the levels error, warning, info, off",
    },
    {
      text: "no-ids=fatal",
      problem: "`no-ids=fatal` is not `[FILES:]CODE=LEVEL` with one of the levels error, warning, info, off",
    },
    { text: "no-idz=off", problem: "There is no rule `no-idz`. Did you mean `no-ids`?" },
  ])("$text is refused", ({ text, problem }) => {
    expect(parseSeveritySetting(text, codes)).toEqual({ problem });
  });

  function read(text: string): SeveritySetting {
    const parsed = parseSeveritySetting(text, codes);
    if ("problem" in parsed) throw new Error(parsed.problem);
    return parsed.setting;
  }
});

describe("suppressions", () => {
  const word = "litellm-profiles-disable-next-line";

  test("are found with their codes, their reason and the line that they speak of", () => {
    const text = `a: 1\r\n  # ${word} dangling-alias, no-ids -- known -- and wanted \r\n\r\n  # more\r\nb: 2\r\n`;
    expect(findSuppressions("a.yaml", text)).toEqual([
      {
        codes: ["dangling-alias", "no-ids"],
        reason: "known -- and wanted",
        place: { file: "a.yaml", line: 2, column: 3, endLine: 2, endColumn: 85 },
        line: 5,
      },
    ]);
  });

  test.each([`a: 1 # ${word} x -- y`, `# ${word}s x -- y`, "# disable-next-line x -- y"])("%s is none", (text) => {
    expect(findSuppressions("a.yaml", `${text}\nb: 1`)).toEqual([]);
  });

  test("take off findings of their codes on their line", () => {
    const suppressions = findSuppressions("a.yaml", `# ${word} dangling-alias -- known\na: 1\nb: 2\n`);
    const nextLine = finding({ line: 3 });
    const otherFile = finding({ file: "b.yaml" });
    expect(applySuppressions([error, error, warning, nextLine, otherFile], suppressions)).toEqual([
      warning,
      nextLine,
      otherFile,
    ]);
  });

  test("speak of no line where none follows", () => {
    expect(findSuppressions("a.yaml", `a: 1\n# ${word} no-ids -- known`)).toMatchObject([{ line: 0 }]);
  });

  test("two may speak of one line", () => {
    const text = `# ${word} dangling-alias -- known\n# ${word} no-ids -- known\na: 1\n`;
    const [alias, ids] = [finding({ line: 3 }), finding({ line: 3, code: "no-ids" })];
    expect(applySuppressions([alias, ids], findSuppressions("a.yaml", text))).toEqual([]);
  });

  test("say when they are not needed, code by code", () => {
    const text = `# ${word} dangling-alias no-ids -- known\na: 1\n`;
    expect(applySuppressions([error], findSuppressions("a.yaml", text))).toEqual([
      {
        code: "unused-suppression",
        severity: "warning",
        message: "The next line has no finding `no-ids`",
        hint: "Remove the suppression",
        file: "a.yaml",
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 68,
      },
    ]);
  });

  test("at the end of a file speak of nothing", () => {
    const suppressions = findSuppressions("a.yaml", `a: 1\n# ${word} no-ids -- known\n`);
    expect(applySuppressions([], suppressions)).toMatchObject([{ code: "unused-suppression", line: 2 }]);
  });

  test.each([
    { rest: " dangling-alias", message: "A suppression that gives no reason takes nothing off" },
    { rest: " dangling-alias -- ", message: "A suppression that gives no reason takes nothing off" },
    { rest: "", message: "A suppression that names no rule takes nothing off" },
    { rest: " -- because", message: "A suppression that names no rule takes nothing off" },
  ])("`$rest` takes nothing off", ({ rest, message }) => {
    const found = applySuppressions([error], findSuppressions("a.yaml", `# ${word}${rest}\na: 1\n`));
    expect(found).toEqual([expect.objectContaining({ code: "bad-suppression", severity: "warning", message }), error]);
  });
});

describe("baseline", () => {
  const twice = [finding(), finding({ line: 9 }), warning];

  test("names kinds and counts, sorted, without lines", () => {
    expect(JSON.parse(writeBaseline([warning, finding(), finding({ line: 9 })]))).toEqual({
      version: 1,
      findings: [
        { file: "a.yaml", code: "dangling-alias", message: "Alias `a` names no group", count: 2 },
        { file: "a.yaml", code: "unknown-setting", message: "Alias `a` names no group", count: 1 },
      ],
    });
  });

  test("accepts what it was written from, on whatever lines", () => {
    const moved = twice.map((one) => ({ ...one, line: one.line + 40 }));
    expect(beyond(moved)).toEqual([]);
  });

  test("does not accept one more of a kind, nor another kind", () => {
    const third = finding({ line: 30 });
    const other = finding({ message: "Alias `b` names no group" });
    expect(beyond([...twice, third, other])).toEqual([third, other]);
  });

  test("adds up what was written in two entries", () => {
    const entry = { file: "a.yaml", code: "dangling-alias", message: "Alias `a` names no group", count: 1 };
    expect(beyondBaseline([error, error, error], [entry, entry])).toEqual([error]);
  });

  test.each([
    "",
    "[]",
    "{}",
    '{"version": 2, "findings": []}',
    '{"version": 1, "findings": {}}',
    '{"version": 1, "findings": [1]}',
    '{"version": 1, "findings": [{"file": "a", "code": "b", "message": 1, "count": 1}]}',
    '{"version": 1, "findings": [{"file": "a", "code": "b", "message": "c", "count": 0}]}',
    '{"version": 1, "findings": [{"file": "a", "code": "b", "message": "c", "count": 1.5}]}',
    '{"version": 1, "findings": [{"file": "a", "code": "b", "message": "c", "count": "1"}]}',
  ])("%s is none", (text) => {
    expect(readBaseline(text)).toBeUndefined();
  });

  function beyond(findings: readonly Finding[]): Finding[] {
    return beyondBaseline(findings, readBaseline(writeBaseline(twice)) ?? []);
  }
});
