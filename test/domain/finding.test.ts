import { expect, test } from "vitest";
import { hasErrors, sortFindings, type Finding } from "../../src/domain/finding.ts";

function finding(part: Partial<Finding>): Finding {
  return {
    code: "a",
    severity: "error",
    message: "M",
    file: "a.yaml",
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    ...part,
  };
}

test("findings are in reading order: file, line, column, code, message", () => {
  const sorted = [
    finding({ file: "B.yaml", line: 9 }),
    finding({ line: 2 }),
    finding({ line: 10 }),
    finding({ line: 10, column: 3 }),
    finding({ line: 10, column: 3, code: "b" }),
    finding({ line: 10, column: 3, code: "b", message: "N" }),
    finding({ line: 10, column: 3, code: "b", message: "N" }),
  ];
  expect(sortFindings(sorted.toReversed())).toEqual(sorted);
});

test("only errors are errors", () => {
  expect(hasErrors([finding({ severity: "warning" }), finding({ severity: "info" })])).toBe(false);
  expect(hasErrors([finding({ severity: "warning" }), finding({})])).toBe(true);
});
