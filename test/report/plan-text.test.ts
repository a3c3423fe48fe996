import { expect, test } from "vitest";
import { formatPlanText } from "../../src/report/plan-text.ts";
import { makePlan, makeTask } from "./make-plan.ts";

const full = makePlan({
  tasks: [
    makeTask({ capabilities_lost: [{ capability: "vision", where: "group sort_balanced" }] }),
    makeTask({
      task: "write",
      before: null,
      input_usd_per_million: { before: null, after: null, change_percent: null },
      context: { before: null, after: null },
    }),
  ],
  also_changes: ["Alias `chat` is removed"],
  restart: ["router_settings.num_retries"],
  warnings: ["The price of `x`, which answers `write`, is unknown"],
});

test("words first, then a table, then what else there is", () => {
  expect(formatPlanText(full, { colour: false }))
    .toBe(`Environment \`production\` switches from \`premium\` to \`balanced\`.
2 of 2 tasks get other models; one setting waits for a restart.

┌───────┬───────────────────────────┬──────────────────────────┬───────────────────────────┬─────────────────────┐
│ Task  │ Models                    │ Input per million tokens │ Output per million tokens │ Context             │
├───────┼───────────────────────────┼──────────────────────────┼───────────────────────────┼─────────────────────┤
│ sort  │ openai/gpt-4o             │ 2.50 → 0.30 USD (−88 %)  │ 10.00 → 12.50 USD (+25 %) │ 128,000 → 1,048,576 │
│       │ → gemini/gemini-2.5-flash │                          │                           │                     │
├───────┼───────────────────────────┼──────────────────────────┼───────────────────────────┼─────────────────────┤
│ write │ gemini/gemini-2.5-flash   │ unknown                  │ 10.00 → 12.50 USD (+25 %) │ unknown             │
└───────┴───────────────────────────┴──────────────────────────┴───────────────────────────┴─────────────────────┘

Capabilities lost:
  sort: vision (group sort_balanced)

Also changes:
  Alias \`chat\` is removed

Waits for a restart:
  router_settings.num_retries

Warnings:
  The price of \`x\`, which answers \`write\`, is unknown
`);
});

test("colours only when asked", () => {
  const escape = "\u001b[";
  expect(formatPlanText(full, { colour: false })).not.toContain(escape);
  const coloured = formatPlanText(full, { colour: true });
  expect(coloured).toContain(`${escape}32m2.50 → 0.30 USD (−88 %)${escape}39m`);
  expect(coloured).toContain(`${escape}31m10.00 → 12.50 USD (+25 %)${escape}39m`);
  expect(coloured).toContain(`${escape}1mWarnings${escape}22m`);
});

test("a plan without tasks has no table", () => {
  expect(formatPlanText(makePlan({ tasks: [], from: "balanced" }), { colour: false })).toBe(
    "Environment `production` stays on `balanced`.\nNo task gets another model; all of it takes effect live.\n",
  );
});

test("no name writes to the terminal", () => {
  const evil = "a\u001b[31m\nb\u202ec";
  const tasks = [
    makeTask({
      task: evil,
      after: { group: evil, deployments: [{ id: null, model: evil, weight: null }] },
      capabilities_lost: [{ capability: "vision", where: `group ${evil}` }],
    }),
  ];
  const plan = makePlan({ tasks, also_changes: [evil], restart: [evil], warnings: [evil], to: evil });
  const text = formatPlanText(plan, { colour: false });
  expect(text).not.toContain("\u001b");
  expect(text).not.toContain("\u202e");
  expect(text).toContain("a�[31m�b�c");
});
