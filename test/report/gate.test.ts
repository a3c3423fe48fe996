import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import type { GatedEnvironment, GateResult } from "../../src/domain/gate-result.ts";
import { formatGateMarkdown } from "../../src/report/gate-markdown.ts";
import { formatGateText } from "../../src/report/gate-text.ts";
import { gateVerdict, type Judgement } from "../../src/report/gate-verdict.ts";
import { makePlan } from "./make-plan.ts";

const error: Finding = {
  code: "unknown-task",
  severity: "error",
  message: "Task `sort` is <not> known",
  file: "profiles/a.yaml",
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 7,
};
const warning: Finding = { ...error, severity: "warning", message: "Odd", line: 1 };
const info: Finding = { ...error, severity: "info", message: "Only said", file: "other.yaml" };

const production: GatedEnvironment = {
  environment: "production",
  output: "rendered/production/litellm_config.yaml",
  change: "changed",
  plan: makePlan(),
};
const same: GatedEnvironment = { environment: "staging", output: "s.yaml", change: "same", plan: null };
const removed: GatedEnvironment = { environment: "old", output: "o.yaml", change: "removed", plan: null };
const broken: GatedEnvironment = { environment: "broken", output: "b.yaml", change: "changed", plan: null };

function verdict(parts: Partial<Judgement>) {
  const well = { pullRequest: 3, conflict: null, outdated: undefined, findings: [], environments: [] };
  return gateVerdict({ ...well, ...parts });
}

describe("the verdict", () => {
  it.each([
    ["No environment changes", { environments: [same] }],
    ["production: premium → balanced", { environments: [production, same] }],
    ["production: premium → balanced; old is removed", { environments: [production, removed], findings: [info] }],
    ["production: new → balanced", { environments: [{ ...production, plan: makePlan({ from: null }) }] }],
    [
      "production stays on balanced, and changes otherwise",
      { environments: [{ ...production, plan: makePlan({ from: "balanced" }) }] },
    ],
    ["No environment changes (1 warning)", { findings: [warning] }],
    ["No environment changes (2 warnings)", { findings: [warning, warning] }],
  ])("lets through: %s", (text, parts) => {
    expect(verdict(parts)).toEqual({ passed: true, text });
  });

  it.each([
    ["Conflicts with `main`", { conflict: "main", outdated: "x" }],
    ["1 error: profiles/a.yaml:2: Task `sort` is <not> known", { findings: [warning, error], outdated: "x" }],
    ["2 errors: profiles/a.yaml:2: Task `sort` is <not> known", { findings: [error, error] }],
    [
      "Its plan is outdated, the merge would give another config: `litellm-profiles pr refresh 3`",
      { outdated: "the merge would give another config", environments: [production] },
    ],
  ])("holds back: %s", (text, parts) => {
    expect(verdict(parts)).toEqual({ passed: false, text });
  });
});

const passed: GateResult = {
  version: 1,
  pull_request: 3,
  commit: "1234567890abcdef1234567890abcdef12345678",
  verdict: { passed: true, text: "production: premium → balanced" },
  findings: [],
  environments: [production, same, removed],
  rendered: ["litellm_config.yaml"],
  not_told: null,
};
const refused: GateResult = {
  ...passed,
  verdict: { passed: false, text: "1 error: Task `sort` is <not> known" },
  findings: [warning, error, info],
  environments: [broken],
  rendered: [],
};

describe("the comment", () => {
  it("has verdict, what was rendered, and the plan for every environment", () => {
    expect(formatGateMarkdown(passed, 65_536)).toBe(`**May be merged**: production&#58; premium → balanced

<code>litellm_config.yaml</code> was stale, and is committed as its sources give it.

### <code>production</code>

Environment <code>production</code> switches from <code>premium</code> to <code>balanced</code>.
1 of 1 tasks get other models; all of it takes effect live.

| Task | Before | After | Input per million tokens | Output per million tokens | Context |
| --- | --- | --- | --- | --- | --- |
| <code>sort</code> | <code>openai/gpt-4o</code> | <code>gemini/gemini-2.5-flash</code> | 2.50 → 0.30 USD &#40;−88 %&#41; | 10.00 → 12.50 USD &#40;+25 %&#41; | 128,000 → 1,048,576 |

### <code>staging</code>

Nothing changes.

### <code>old</code>

Is removed.

<sub>Judged: <code>1234567890ab</code>. The plans are what merging it now would do.</sub>
`);
  });

  it("has the findings but for remarks, everything escaped", () => {
    expect(formatGateMarkdown(refused, 65_536))
      .toBe(`**May not be merged**: 1 error&#58; Task <code>sort</code> is &#60;not&#62; known

**1 error, 1 warning, 0 remarks** in 1 file

### <code>profiles/a.yaml</code>

| line | | finding |
|---:|---|---|
| 1:3 | warning | Odd<br><sub>unknown-task</sub> |
| 2:3 | error | Task <code>sort</code> is &#60;not&#62; known<br><sub>unknown-task</sub> |

### <code>broken</code>

No plan: its sources do not render.

<sub>Judged: <code>1234567890ab</code>. The plans are what merging it now would do.</sub>
`);
  });

  it("is cut behind a line where the forge takes no more", () => {
    const text = formatGateMarkdown(passed, 400);
    expect(text.length).toBeLessThanOrEqual(400);
    expect(text).toMatch(/^\*\*May be merged/);
    expect(text.split("\n").slice(-3)).toEqual([
      "",
      "*There is more than fits here; <code>litellm-profiles gate</code> prints all of it.*",
      "",
    ]);
    expect(text).not.toContain("| <code>sort");
  });
});

describe("the gate on a terminal", () => {
  it("has verdict, what was rendered, and the plan for every environment", () => {
    const text = formatGateText(passed, { colour: false });
    expect(text).toMatch(/^Pull request 3 may be merged: production: premium → balanced\n/);
    expect(text).toContain("\n`litellm_config.yaml` was stale, and is committed as its sources give it\n");
    expect(text).toContain("\nEnvironment `production` switches from `premium` to `balanced`.\n");
    expect(text).toContain("\nEnvironment `staging` stays as it is\n");
    expect(text).toContain("\nEnvironment `old` is removed\n");
  });

  it("has the findings but for remarks", () => {
    const text = formatGateText(refused, { colour: false });
    expect(text).toMatch(/^Pull request 3 may not be merged: 1 error: Task `sort` is <not> known\n/);
    expect(text).toContain("profiles/a.yaml:2:3 error unknown-task\n");
    expect(text).not.toContain("Only said");
    expect(text).toContain("\nEnvironment `broken` has no plan: its sources do not render\n");
  });
});
