import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import { confusionTable, differences, isTrue, standingOf, worstOf } from "./confusion.ts";
import type { Got, Judgement, Standing } from "./confusion.ts";
import type { Verdict } from "./labels.ts";

const finding: Omit<Finding, "severity"> = {
  code: "a-code",
  message: "So it is",
  file: "a.yaml",
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
};

test.each<{ severities: Finding["severity"][]; worst: Got }>([
  { severities: [], worst: "clean" },
  { severities: ["info"], worst: "info" },
  { severities: ["info", "warning", "info"], worst: "warning" },
  { severities: ["warning", "error"], worst: "error" },
])("the worst of $severities is $worst", ({ severities, worst }) => {
  expect(worstOf(severities.map((severity) => ({ ...finding, severity })))).toBe(worst);
});

describe("standing", () => {
  test.each<[Verdict, Got, Standing]>([
    ["error", "error", "agrees"],
    ["error", "warning", "missed"],
    ["error", "info", "missed"],
    ["error", "clean", "missed"],
    ["warning", "error", "differs"],
    ["warning", "warning", "agrees"],
    ["warning", "info", "differs"],
    ["warning", "clean", "differs"],
    ["info", "error", "false alarm"],
    ["info", "warning", "false alarm"],
    ["info", "info", "agrees"],
    ["info", "clean", "agrees"],
    ["clean", "error", "false alarm"],
    ["clean", "warning", "false alarm"],
    ["clean", "info", "agrees"],
    ["clean", "clean", "agrees"],
    ["environment", "error", "false alarm"],
    ["environment", "warning", "false alarm"],
    ["environment", "info", "agrees"],
    ["environment", "clean", "agrees"],
    ["error", "crash", "crash"],
    ["clean", "crash", "crash"],
  ])("expected %s, got %s: %s", (expected, got, standing) => {
    expect(standingOf({ expected, got })).toBe(standing);
  });
});

const judgement = { name: "g", expected: "error", got: "clean", codes: [] } as const;

const judgements: readonly Judgement[] = [
  { name: "a", release: "1.94.3", expected: "error", got: "error", codes: ["x"] },
  { name: "b", release: "1.94.3", expected: "error", got: "clean", codes: [] },
  { name: "b", release: "1.106.2", expected: "error", got: "clean", codes: [] },
  { name: "c", release: "1.94.3", expected: "warning", got: "error", codes: ["x", "y"] },
  { name: "d", release: "1.94.3", expected: "clean", got: "warning", codes: ["y"] },
  { name: "e", release: "1.106.2", expected: "environment", got: "clean", codes: [] },
];

test("counts a release in a table", () => {
  expect(confusionTable("1.94.3", judgements)).toBe(
    [
      "LiteLLM 1.94.3: 1 of 4 cases agree",
      "expected \\ got    error warning    info   clean   crash",
      "error                 1       0       0       1       0",
      "warning               1       0       0       0       0",
      "info                  0       0       0       0       0",
      "clean                 0       1       0       0       0",
      "environment           0       0       0       0       0",
      "",
    ].join("\n"),
  );
});

test("lists the cases that do not agree, those that fail first", () => {
  expect(differences(judgements)).toBe(
    [
      "missed      b: expected error, got clean (1.94.3, 1.106.2)",
      "false alarm d: expected clean, got warning y (1.94.3)",
      "differs     c: expected warning, got error x y (1.94.3)",
      "",
    ].join("\n"),
  );
});

test("writes many releases as a span", () => {
  const everywhere = ["1.94.3", "1.103.11", "1.106.2"].map((release) => ({ ...judgement, release }));
  expect(differences(everywhere)).toBe("missed      g: expected error, got clean (1.94.3 … 1.106.2)\n");
});

test("is true where nothing fails", () => {
  expect(isTrue(judgements.filter(({ name }) => ["a", "c", "e"].includes(name)))).toBe(true);
  expect(isTrue(judgements.filter(({ name }) => ["a", "b"].includes(name)))).toBe(false);
  expect(isTrue(judgements.filter(({ name }) => ["a", "d"].includes(name)))).toBe(false);
  expect(isTrue([{ name: "f", release: "1.94.3", expected: "error", got: "crash", codes: [] }])).toBe(false);
});
