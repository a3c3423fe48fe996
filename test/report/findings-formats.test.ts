import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import Ajv from "ajv";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import { findingsGithub } from "../../src/report/findings-github.ts";
import { findingsJunit } from "../../src/report/findings-junit.ts";
import { findingsMarkdown } from "../../src/report/findings-markdown.ts";
import { findingsSarif } from "../../src/report/findings-sarif.ts";

const dangling: Finding = {
  code: "dangling-alias",
  severity: "error",
  message: "Alias `fast` names no group",
  hint: "Did you mean `faster`?",
  file: "charts/proxy config.yaml",
  line: 12,
  column: 7,
  endLine: 12,
  endColumn: 13,
};
const unread: Finding = {
  code: "unknown-setting",
  severity: "warning",
  message: "Nothing reads `drop_parms`",
  file: "litellm_config.yaml",
  line: 3,
  column: 1,
  endLine: 4,
  endColumn: 2,
};
const remark: Finding = { ...unread, code: "no-ids", severity: "info", message: "No ids" };
/** What a hostile file could bring into a message. */
const hostileText = "a::b%0A%|c]]>\u0000\u001B[31m<script>alert('x')</script>\u2028\u202E\r\n::error::d,e \uD800 @all";
const hostile: Finding = {
  ...dangling,
  message: hostileText,
  hint: hostileText,
  file: `x,y:z%\n${hostileText}.yaml`,
};

const all = [dangling, unread, remark, hostile];

describe("SARIF", () => {
  const rules = [
    { code: "unknown-setting", severity: "warning" as const, summary: "A setting that nothing reads" },
    {
      code: "dangling-alias",
      severity: "error" as const,
      summary: "An alias of no group",
      docs: "docs/rules/dangling-alias.md",
    },
  ];

  test("holds the rule, the level, the place and the message", () => {
    const [first, second] = sarif([dangling, remark]).runs[0].results;
    expect(first).toEqual({
      ruleId: "dangling-alias",
      ruleIndex: 1,
      level: "error",
      message: { text: "Alias `fast` names no group\nDid you mean `faster`?" },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "charts/proxy%20config.yaml", uriBaseId: "%SRCROOT%" },
            region: { startLine: 12, startColumn: 7, endLine: 12, endColumn: 13 },
          },
        },
      ],
    });
    expect(second).toMatchObject({ ruleId: "no-ids", level: "note", message: { text: "No ids" } });
    expect(second).not.toHaveProperty("ruleIndex");
  });

  test("describes every rule", () => {
    expect(sarif([]).runs[0].tool.driver).toEqual({
      name: "litellm-profiles",
      semanticVersion: "1.2.3",
      rules: [
        {
          id: "unknown-setting",
          shortDescription: { text: "A setting that nothing reads" },
          defaultConfiguration: { level: "warning" },
        },
        {
          id: "dangling-alias",
          shortDescription: { text: "An alias of no group" },
          defaultConfiguration: { level: "error" },
          helpUri: "pkg:npm/litellm-profiles@1.2.3#docs/rules/dangling-alias.md",
        },
      ],
    });
  });

  test("an absolute path stands for itself", () => {
    const [first] = sarif([{ ...unread, file: "/etc/lite llm.yaml" }]).runs[0].results;
    expect(first.locations[0].physicalLocation.artifactLocation).toEqual({ uri: "file:///etc/lite%20llm.yaml" });
  });

  test("is valid by the official schema, whatever the findings hold", () => {
    // It says draft 4, and uses nothing that later drafts read otherwise.
    const { $schema: _draft, id: _id, ...schema } = sarifSchema;
    const validate = new Ajv.default({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
    expect([validate(sarif(all)), validate.errors]).toEqual([true, null]);
    expect(validate({ ...sarif(all), version: "2.0.0" })).toBe(false);
  });

  function sarif(findings: readonly Finding[]) {
    return JSON.parse(findingsSarif(findings, { version: "1.2.3", rules }));
  }
});

describe("GitHub", () => {
  test("shows each at its place", () => {
    expect(findingsGithub([dangling, unread, remark])).toBe(
      [
        "::error file=charts/proxy config.yaml,line=12,endLine=12,col=7,endColumn=12,title=dangling-alias::Alias `fast` names no group%0ADid you mean `faster`?",
        "::warning file=litellm_config.yaml,line=3,endLine=4,title=unknown-setting::Nothing reads `drop_parms`",
        "::notice file=litellm_config.yaml,line=3,endLine=4,title=no-ids::No ids",
        "",
      ].join("\n"),
    );
  });

  test("an empty place has a column", () => {
    expect(findingsGithub([{ ...remark, endLine: 3, endColumn: 1 }])).toContain("col=1,endColumn=1");
  });

  test("nothing in a message or a path is a command", () => {
    const text = findingsGithub([{ ...hostile, hint: "h" }]);
    expect(text.split("\n")).toHaveLength(2);
    expect(text).toBe(
      "::error file=x%2Cy%3Az%25%0Aa%3A%3Ab%250A%25|c]]>\uFFFD\uFFFD[31m<script>alert('x')</script>\uFFFD\uFFFD%0D%0A%3A%3Aerror%3A%3Ad%2Ce \uD800 @all.yaml," +
        "line=12,endLine=12,col=7,endColumn=12,title=dangling-alias::" +
        "a::b%250A%25|c]]>\uFFFD\uFFFD[31m<script>alert('x')</script>\uFFFD\uFFFD%0D%0A::error::d,e \uD800 @all%0Ah\n",
    );
  });
});

describe("JUnit", () => {
  test("has a suite per file; only errors fail", () => {
    expect(findingsJunit([dangling, unread, remark], ["clean.yaml", "litellm_config.yaml"])).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites name="litellm-profiles" tests="4" failures="1">',
        '  <testsuite name="clean.yaml" tests="1" failures="0">',
        '    <testcase name="no findings" classname="clean.yaml"/>',
        "  </testsuite>",
        '  <testsuite name="litellm_config.yaml" tests="2" failures="0">',
        '    <testcase name="unknown-setting 3:1" classname="litellm_config.yaml"><system-out>warning litellm_config.yaml:3:1&#10;Nothing reads `drop_parms`</system-out></testcase>',
        '    <testcase name="no-ids 3:1" classname="litellm_config.yaml"><system-out>info litellm_config.yaml:3:1&#10;No ids</system-out></testcase>',
        "  </testsuite>",
        '  <testsuite name="charts/proxy config.yaml" tests="1" failures="1">',
        '    <testcase name="dangling-alias 12:7" classname="charts/proxy config.yaml"><failure type="dangling-alias" message="Alias `fast` names no group">charts/proxy config.yaml:12:7&#10;Alias `fast` names no group&#10;Did you mean `faster`?</failure></testcase>',
        "  </testsuite>",
        "</testsuites>",
        "",
      ].join("\n"),
    );
  });

  test("escapes what is markup, and replaces what XML cannot hold", () => {
    const xml = findingsJunit([{ ...hostile, file: "a.yaml", hint: '\uFFFE\uFFFF&"' }], []);
    expect(xml).toContain(
      'message="a::b%0A%|c]]&gt;\uFFFD\uFFFD[31m&lt;script&gt;alert(&apos;x&apos;)&lt;/script&gt;\u2028\uFFFD\uFFFD&#10;::error::d,e \uFFFD @all"',
    );
    expect(xml).toContain("&#10;\uFFFD\uFFFD&amp;&quot;</failure>");
  });

  test("without files there are no suites", () => {
    expect(findingsJunit([], [])).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="litellm-profiles" tests="0" failures="0">\n</testsuites>\n',
    );
  });
});

describe("Markdown", () => {
  test("has a table per file", () => {
    expect(findingsMarkdown([dangling, unread], 3)).toBe(
      [
        "**1 error, 1 warning, 0 remarks** in 3 files",
        "",
        "### <code>charts/proxy config.yaml</code>",
        "",
        "| line | | finding |",
        "|---:|---|---|",
        "| 12:7 | error | Alias <code>fast</code> names no group<br>Did you mean <code>faster</code>?<br><sub>dangling-alias</sub> |",
        "",
        "### <code>litellm_config.yaml</code>",
        "",
        "| line | | finding |",
        "|---:|---|---|",
        "| 3:1 | warning | Nothing reads <code>drop_parms</code><br><sub>unknown-setting</sub> |",
        "",
      ].join("\n"),
    );
  });

  test("is one line where there is nothing", () => {
    expect(findingsMarkdown([], 1)).toBe("**0 errors, 0 warnings, 0 remarks** in 1 file\n");
  });

  test("nothing in a message or a path is markup", () => {
    const text = findingsMarkdown([{ ...hostile, hint: "h" }], 1);
    const escaped =
      "a&#58;&#58;b%0A%&#124;c&#93;&#93;&#62;  &#91;31m&#60;script&#62;alert&#40;&#39;x&#39;&#41;&#60;/script&#62;    &#58;&#58;error&#58;&#58;d,e \uD800 ";
    expect(text).toContain(`| 12:7 | error | ${escaped}&#64;&#8203;all<br>h<br><sub>dangling-alias</sub> |`);
    expect(text.split("\n")).toHaveLength(8);
  });
});
