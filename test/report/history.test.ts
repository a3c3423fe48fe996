import { describe, expect, it } from "vitest";
import type { Revision } from "../../src/domain/revision.ts";
import { formatHistoryCsv } from "../../src/report/history-csv.ts";
import { formatHistoryJson } from "../../src/report/history-json.ts";
import { formatHistoryMarkdown } from "../../src/report/history-markdown.ts";
import { formatHistoryText } from "../../src/report/history-text.ts";

const person = { name: "Ada", email: "ada@example.com" };
const newest: Revision = {
  commit: "0123456789abcdef0123456789abcdef01234567",
  environment: "default",
  from: "premium",
  to: "balanced",
  overrides: [],
  avoid: [],
  author: person,
  committer: person,
  at: "2026-01-02T03:04:05.000Z",
  subject: "Switch default from premium to balanced (#12)",
  reason: "cheaper at night",
  by: "Bob <bob@example.com>",
  approvers: null,
  pull_request: 12,
  proof: "proven",
};
const oldest: Revision = {
  ...newest,
  commit: "fedcba9876543210fedcba9876543210fedcba98",
  environment: "staging",
  from: null,
  to: "premium",
  at: "2025-12-31T00:00:00.000Z",
  reason: null,
  by: null,
  pull_request: null,
  proof: "unknown",
};

function words(revision: Partial<Revision>): string {
  return formatHistoryText([{ ...newest, ...revision }]);
}

describe("the history as text", () => {
  it("has a line for each switch, and one for its reason", () => {
    expect(formatHistoryText([newest, oldest])).toBe(
      `2026-01-02 03:04Z  0123456789  default  premium → balanced  proven  Bob  #12
    cheaper at night
2025-12-31 00:00Z  fedcba9876  staging  (new) → premium             Ada
`,
    );
  });

  it("names the tasks that got another profile, or lost it", () => {
    const overrides = [
      { task: "sort", from: null, to: "fast" },
      { task: "read", from: "cheap", to: null },
    ];
    expect(words({ from: "premium", to: "premium", overrides })).toContain(
      "default  premium, sort: premium → fast, read: cheap → premium  proven",
    );
    expect(words({ overrides: overrides.slice(0, 1) })).toContain("  premium → balanced, sort: balanced → fast  ");
  });

  it("names who approved it", () => {
    expect(words({ approvers: ["Cy <c@example.com>", "Di"] })).toContain("\n    approved by Cy, Di\n");
  });

  it("names the providers that are avoided, or asked again", () => {
    const avoid = [
      { provider: "openai", until: "2026-01-02T14:00:00Z" },
      { provider: "azure", until: null },
    ];
    expect(words({ from: "premium", to: "premium", avoid })).toContain(
      "default  premium, avoids openai, asks azure again  proven",
    );
  });

  it("says so where there is none", () => {
    expect(formatHistoryText([])).toBe("No switch yet\n");
  });

  it("lets nobody's words steer the terminal", () => {
    const hostile = { ...newest, by: "\u001B[2JEve", reason: "a\u0007\u202Eb\u009B31m" };
    const text = formatHistoryText([hostile]);
    expect(text).toContain("�[2JEve");
    expect(text).toContain("    a��b�31m\n");
    expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\u202E/u);
  });
});

describe("the history as JSON", () => {
  it("has a version and every revision, newest first", () => {
    expect(formatHistoryJson([newest, oldest]).endsWith("}\n")).toBe(true);
    expect(JSON.parse(formatHistoryJson([newest, oldest]))).toStrictEqual({ version: 1, revisions: [newest, oldest] });
  });
});

function record(revision: Partial<Revision>): string {
  return formatHistoryCsv([{ ...newest, ...revision }]).split("\r\n")[1] ?? "";
}

describe("the history as CSV", () => {
  const header =
    '"at","commit","environment","from","to","overrides","author","committer","by","reason","approvers","pull_request","proof","subject","avoid"';

  it("has a line of names and one for each switch", () => {
    expect(formatHistoryCsv([newest, oldest]).split("\r\n")).toEqual([
      header,
      '"2026-01-02T03:04:05.000Z","0123456789abcdef0123456789abcdef01234567","default","premium","balanced","",' +
        '"Ada <ada@example.com>","Ada <ada@example.com>","Bob <bob@example.com>","cheaper at night","","12","proven",' +
        '"Switch default from premium to balanced (#12)",""',
      '"2025-12-31T00:00:00.000Z","fedcba9876543210fedcba9876543210fedcba98","staging","","premium","",' +
        '"Ada <ada@example.com>","Ada <ada@example.com>","","","","","unknown","Switch default from premium to balanced (#12)",""',
      "",
    ]);
  });

  it("has the names alone where there is no switch", () => {
    expect(formatHistoryCsv([])).toBe(`${header}\r\n`);
  });

  it("names the providers that are avoided, or asked again", () => {
    const avoid = [
      { provider: "openai", until: "2026-01-02T14:00:00Z" },
      { provider: "azure", until: null },
    ];
    expect(record({ avoid })).toMatch(/,"openai until 2026-01-02T14:00:00Z, azure no longer"$/);
  });

  it("joins tasks and approvers", () => {
    const overrides = [
      { task: "sort", from: null, to: "fast" },
      { task: "read", from: "cheap", to: null },
    ];
    const line = record({ overrides, approvers: ["Cy <c@example.com>", "Di"] });
    expect(line).toContain('"sort=fast read=balanced"');
    expect(line).toContain('"Cy <c@example.com>; Di"');
  });

  it.each([
    ["=HYPERLINK(0)", "'=HYPERLINK(0)"],
    ["+1", "'+1"],
    ["-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"],
    ["@SUM(1)", "'@SUM(1)"],
    ["\t=1", "' =1"],
    ["\r\n=1", "' =1"],
    ["\uFF1D1", "'\uFF1D1"],
    ["a=1", "a=1"],
    ['say "no", twice', 'say ""no"", twice'],
    ["two\nlines", "two lines"],
    ["\u001B[2J", "\uFFFD[2J"],
  ])("is safe to open with the reason %j", (reason, cell) => {
    expect(record({ reason })).toContain(`"Bob <bob@example.com>","${cell}","","12"`);
  });
});

describe("the history as Markdown", () => {
  it("is a table", () => {
    expect(formatHistoryMarkdown([{ ...newest, approvers: ["Cy <c@example.com>"] }, oldest])).toBe(
      `| Time | Commit | Environment | Change | Proof | By | Reason | Approved by | Pull request |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 2026-01-02 03&#58;04Z | <code>0123456789</code> | <code>default</code> | <code>premium → balanced</code> | proven | <code>Bob</code> | <code>cheaper at night</code> | <code>Cy</code> | #12 |
| 2025-12-31 00&#58;00Z | <code>fedcba9876</code> | <code>staging</code> | <code>&#40;new&#41; → premium</code> | unknown | <code>Ada</code> |  |  |  |
`,
    );
  });

  it("shows nobody's markup", () => {
    const hostile = formatHistoryMarkdown([{ ...newest, reason: "a|b <img src=x> @team `c`\nd" }]);
    expect(hostile).toContain("<code>a&#124;b &#60;img src=x&#62; &#64;team &#96;c&#96; d</code>");
    expect(hostile.trimEnd().split("\n")).toHaveLength(3);
  });

  it("says so where there is none", () => {
    expect(formatHistoryMarkdown([])).toBe("No switch yet\n");
  });
});
