import type { SelfTest, SelfTestCheck } from "../domain/self-test.ts";
import { escapeXml } from "./escape-xml.ts";

/** As JUnit XML: a suite per section, a case per check. A test that was stopped is a case that failed. */
export function selfTestJunit({ sections, stopped }: SelfTest): string {
  const ending = [
    { check: "every check was made", failure: stopped ? "Stopped before the last one" : null, milliseconds: 0 },
  ];
  const all = [...sections, { section: "Ending", checks: ending }];
  const cases = all.flatMap(({ checks }) => checks);
  const suites = all.map(
    ({ section, checks }) =>
      `  <testsuite name="${escapeXml(section)}" ${countsOf(checks)}>\n${checks.map((check) => testCase(section, check)).join("")}  </testsuite>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="litellm-profiles selftest" ${countsOf(cases)}>\n${suites.join("")}</testsuites>\n`;
}

function countsOf(checks: readonly SelfTestCheck[]): string {
  return `tests="${checks.length}" failures="${checks.filter(({ failure }) => failure !== null).length}"`;
}

function testCase(section: string, { check, failure, milliseconds }: SelfTestCheck): string {
  const head = `    <testcase name="${escapeXml(check)}" classname="${escapeXml(section)}" time="${milliseconds / 1000}"`;
  return failure === null ? `${head}/>\n` : `${head}><failure message="${escapeXml(failure)}"/></testcase>\n`;
}
