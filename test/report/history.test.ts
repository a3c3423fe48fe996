import { describe, expect, it } from "vitest";
import type { Revision } from "../../src/domain/revision.ts";
import { formatHistoryJson } from "../../src/report/history-json.ts";
import { formatHistoryText } from "../../src/report/history-text.ts";

const person = { name: "Ada", email: "ada@example.com" };
const newest: Revision = {
  commit: "0123456789abcdef0123456789abcdef01234567",
  environment: "default",
  from: "premium",
  to: "balanced",
  overrides: [],
  author: person,
  committer: person,
  at: "2026-01-02T03:04:05.000Z",
  subject: "Switch default from premium to balanced (#12)",
  reason: "cheaper at night",
  by: "Bob <bob@example.com>",
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
