import { expect, test } from "vitest";
import type { PassResult } from "../../src/domain/pass.ts";
import { formatPassJson } from "../../src/report/pass-json.ts";
import { formatPassText, passLines } from "../../src/report/pass-text.ts";

const since = "2026-01-02T12:00:00.000Z";

const result: PassResult = {
  version: 1,
  environment: "default",
  remote: "origin",
  commit: "0123456789abcdef",
  outcome: "undone",
  conditions: [
    { type: "Fetched", status: "true", reason: "ahead", message: "`origin` names `0123456789ab`, which is new", since },
    { type: "Delivered", status: "false", reason: "undone", message: "It was not proven\u001B[31m", since },
  ],
  started_at: since,
  ended_at: "2026-01-02T12:00:01.000Z",
  due: null,
  delivery: null,
  warnings: ["Look out"],
};

test("a pass says what it came to, and why", () => {
  expect(formatPassText(result, { colour: false })).toBe(
    `Agent of \`default\`, follows \`origin\`: undone at 0123456789ab, 2026-01-02T12:00:01.000Z
  Fetched    true   \`origin\` names \`0123456789ab\`, which is new
  Delivered  false  It was not proven�[31m
Warning: Look out
`,
  );
});

test("without a commit, it says that", () => {
  expect(formatPassText({ ...result, commit: null, conditions: [], warnings: [] }, { colour: false })).toMatch(
    /: undone without a commit, 2026-01-02T12:00:01.000Z\n/,
  );
});

test("colours tell good from bad", () => {
  expect(passLines(result, { colour: true })[0]).toContain("\u001B[31mundone\u001B[39m");
  for (const outcome of ["applied", "unchanged"] as const) {
    expect(passLines({ ...result, outcome }, { colour: true })[0]).toContain(`\u001B[32m${outcome}\u001B[39m`);
  }
});

test("a status lists what is not so", () => {
  expect(passLines(result, { colour: false }).slice(1)).toEqual([
    "  Delivered is false since 2026-01-02T12:00:00.000Z: It was not proven�[31m",
  ]);
});

test("programs get one line", () => {
  const text = formatPassJson(result);
  expect(text.split("\n")).toHaveLength(2);
  expect(JSON.parse(text)).toEqual(result);
});
