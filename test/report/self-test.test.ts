import { describe, expect, test } from "vitest";
import type { SelfTest } from "../../src/domain/self-test.ts";
import { selfTestJson } from "../../src/report/self-test-json.ts";
import { selfTestJunit } from "../../src/report/self-test-junit.ts";
import { selfTestEnd, selfTestLine } from "../../src/report/self-test-text.ts";

const good = { check: "`GET status` answers", failure: null, milliseconds: 12 };
const bad = { check: "`balanced` answers", failure: 'The group is \u001B[2J"a" & <b>', milliseconds: 1500 };
const passed: SelfTest = {
  version: 1,
  url: "http://127.0.0.1:8000",
  proxy: "http://127.0.0.1:4000",
  environment: "default",
  sections: [{ section: "API endpoints", checks: [good] }],
  total: 1,
  passed: 1,
  failed: 0,
  stopped: false,
  left_behind: null,
};
const failed: SelfTest = {
  ...passed,
  sections: [...passed.sections, { section: "Switching", checks: [good, bad] }],
  total: 3,
  passed: 2,
  failed: 1,
};
const plain = { colour: false };

describe("a self-test as text", () => {
  test("has a line for each check, and the reason below one that failed", () => {
    expect(selfTestLine(good, plain)).toBe("  pass  `GET status` answers (12 ms)\n");
    expect(selfTestLine(bad, plain)).toBe(
      '  FAIL  `balanced` answers (1500 ms)\n        The group is \uFFFD[2J"a" & <b>\n',
    );
    expect(selfTestLine(good, { colour: true })).toBe("  \u001B[32mpass\u001B[39m  `GET status` answers (12 ms)\n");
    expect(selfTestLine(bad, { colour: true })).toContain("\u001B[31mFAIL\u001B[39m");
  });

  test("ends with what every section came to, and that all passed", () => {
    expect(selfTestEnd(passed)).toBe(`
1 checks, 1 passed, 0 failed
  API endpoints: 1 of 1
ALL TESTS PASSED
`);
  });

  test("ends with what failed, what was not tried and what is left behind", () => {
    expect(selfTestEnd(failed)).toBe(`
3 checks, 2 passed, 1 failed
  API endpoints: 1 of 1
  Switching: 1 of 2
FAILED: Switching: \`balanced\` answers
`);
    expect(
      selfTestEnd({ ...passed, stopped: true })
        .split("\n")
        .at(-2),
    ).toBe("FAILED: stopped before the last check");
    expect(
      selfTestEnd({ ...failed, left_behind: "The digest is another" })
        .split("\n")
        .at(-2),
    ).toBe("FAILED: Switching: `balanced` answers; not as it was found: The digest is another");
  });
});

describe("a self-test for programs", () => {
  test("is JSON", () => {
    expect(JSON.parse(selfTestJson(failed))).toEqual(failed);
  });

  test("is JUnit XML, escaped", () => {
    expect(selfTestJunit(failed)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="litellm-profiles selftest" tests="4" failures="1">
  <testsuite name="API endpoints" tests="1" failures="0">
    <testcase name="\`GET status\` answers" classname="API endpoints" time="0.012"/>
  </testsuite>
  <testsuite name="Switching" tests="2" failures="1">
    <testcase name="\`GET status\` answers" classname="Switching" time="0.012"/>
    <testcase name="\`balanced\` answers" classname="Switching" time="1.5"><failure message="The group is \uFFFD[2J&quot;a&quot; &amp; &lt;b&gt;"/></testcase>
  </testsuite>
  <testsuite name="Ending" tests="1" failures="0">
    <testcase name="every check was made" classname="Ending" time="0"/>
  </testsuite>
</testsuites>
`);
    expect(selfTestJunit({ ...passed, stopped: true })).toContain('<failure message="Stopped before the last one"/>');
  });
});
