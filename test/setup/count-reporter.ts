import { writeFileSync } from "node:fs";
import type { SerializedError } from "vitest";
import type { Reporter, TestModule, TestRunEndReason, TestSuite } from "vitest/node";

/** What a run amounted to. A file that does not import, a hook that throws and a stray error are failures too. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Full names of the tests that did not run. */
  readonly skipped: readonly string[];
}

/** Writes the counts to the file that `TEST_COUNTS` names. No such file after a run means that it did not end. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[], reason: TestRunEndReason): void {
    const file = process.env["TEST_COUNTS"];
    if (file !== undefined) writeFileSync(file, JSON.stringify(countTests(modules, errors, reason)));
  }
}

function countTests(
  modules: readonly TestModule[],
  errors: readonly SerializedError[],
  reason: TestRunEndReason,
): Counts {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const suites: (TestModule | TestSuite)[] = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  const inState = (state: string) => tests.filter((test) => test.result().state === state);
  const broken = suites.filter((suite) => suite.errors().length > 0).length + errors.length;
  const failed = inState("failed").length + inState("pending").length + broken;
  return {
    passed: inState("passed").length,
    failed: reason === "passed" ? failed : Math.max(failed, 1),
    skipped: inState("skipped").map((test) => `${test.module.relativeModuleId} > ${test.fullName}`),
  };
}
