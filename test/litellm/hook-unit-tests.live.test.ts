import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";

interface Outcome {
  readonly name: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly detail: string;
}

const litellm = inject("litellm");

/** Every Python test is one test here. A file that does not import is told of as a failed test by Python itself. */
describe("the Python module", () => {
  const outcomes = "python" in litellm ? runUnitTests(litellm.python) : [];

  test("has unit tests", (context) => {
    context.skip("missing" in litellm, "missing" in litellm ? litellm.missing : "");
    expect(outcomes.length).toBeGreaterThan(0);
  });

  test.for(outcomes)("$name", ({ outcome, detail }, context) => {
    context.skip(outcome === "skipped", detail);
    expect(outcome === "failed" ? detail : "").toBe("");
  });
});

function runUnitTests(python: string): Outcome[] {
  const output = execFileSync(python, [join(import.meta.dirname, "../hook/run_unit_tests.py")], { encoding: "utf8" });
  const lines = output.split("\n").filter((line) => line !== "");
  return lines.map((line): Outcome => JSON.parse(line));
}
