import { describe, expect, test } from "vitest";
import { contextWords, deploymentWords, lossWords, planSentences, priceWords } from "../../src/report/plan-words.ts";
import { makePlan, makeTask } from "./make-plan.ts";

describe("the sentences", () => {
  test.each([
    ["premium", "balanced", "Environment `production` switches from `premium` to `balanced`."],
    ["premium", "premium", "Environment `production` stays on `premium`."],
    [null, "premium", "Environment `production` begins with `premium`."],
  ])("from %s to %s", (from, to, sentence) => {
    expect(planSentences(makePlan({ from, to }))[0]).toBe(sentence);
  });

  test.each([
    [[], "1 of 1 tasks get other models; all of it takes effect live."],
    [["a"], "1 of 1 tasks get other models; one setting waits for a restart."],
    [["a", "b"], "1 of 1 tasks get other models; 2 settings wait for a restart."],
  ])("with %j to restart for", (restart, sentence) => {
    expect(planSentences(makePlan({ restart }))[1]).toBe(sentence);
  });

  test("name the overrides that are in force, and what callers of a disabled task get", () => {
    const overrides = [
      { task: "sort", profile: "fast" },
      { task: "read", profile: "cheap" },
    ];
    const tasks = [makeTask({ after: null, disabled: "`Too` dear" })];
    expect(planSentences(makePlan({ overrides, tasks })).slice(1)).toEqual([
      "No task gets another model; all of it takes effect live.",
      "Overrides in force: `sort` from `fast`, `read` from `cheap`.",
      "`sort` is disabled, callers get 400: 'Too' dear",
    ]);
  });

  test("name the providers that are avoided", () => {
    const avoided = [
      { provider: "openai", until: "2026-01-02T14:00:00Z", reason: "Their `outage`" },
      { provider: "azure", until: "2026-01-02T15:00:00Z", reason: "" },
    ];
    expect(planSentences(makePlan({ avoided })).slice(2)).toEqual([
      "`openai` is avoided until 2026-01-02T14:00:00Z: Their 'outage'",
      "`azure` is avoided until 2026-01-02T15:00:00Z",
    ]);
  });

  test("where nothing changes", () => {
    const { before } = makeTask();
    const tasks = before === null ? [] : [makeTask({ after: before })];
    expect(planSentences(makePlan({ tasks }))[1]).toBe("No task gets another model; all of it takes effect live.");
  });
});

test.each([
  [2.5, 0.3, -88, "2.50 → 0.30 USD (−88 %)"],
  [0.3, 2.5, 733.3, "0.30 → 2.50 USD (+733 %)"],
  [2.5, 2.49, -0.4, "2.50 → 2.49 USD (−0.4 %)"],
  [2.5, 2.5001, 0, "2.50 → 2.5001 USD (±0 %)"],
  [2.5, 2.5, 0, "2.50 USD"],
  [0, 0.075, null, "0.00 → 0.075 USD"],
  [0.075, 0, -100, "0.075 → 0.00 USD (−100 %)"],
  [1, 0.00004, -100, "1.00 → 0.00004 USD (−100 %)"],
  [null, 0.3, null, "unknown → 0.30 USD"],
  [2.5, null, null, "2.50 → unknown"],
  [null, null, null, "unknown"],
])("%j → %j, %j %% is %s", (before, after, change_percent, words) => {
  expect(priceWords({ before, after, change_percent })).toBe(words);
});

test.each([
  [128_000, 128_000, "128,000"],
  [128_000, null, "128,000 → unknown"],
  [null, 8000, "unknown → 8,000"],
  [null, null, "unknown"],
])("%j → %j tokens is %s", (before, after, words) => {
  expect(contextWords({ before, after })).toBe(words);
});

test.each([
  [[], ["g"]],
  [[{ id: null, model: "a", weight: null }], ["a"]],
  [
    [
      { id: "1", model: "a", weight: 3 },
      { id: "2", model: "b", weight: 1 },
      { id: "3", model: "c", weight: null },
    ],
    ["75 % a", "25 % b", "0 % c"],
  ],
])("deployments %j", (deployments, lines) => {
  expect(deploymentWords({ group: "g", deployments })).toEqual(lines);
});

test("a group that is not there is nothing", () => {
  expect(deploymentWords(null)).toEqual(["nothing"]);
});

test("losses are told by place", () => {
  const lost = [
    { capability: "vision", where: "group a" },
    { capability: "reasoning", where: "group a" },
    { capability: "vision", where: "fallback b" },
  ];
  expect(lossWords(makeTask({ capabilities_lost: lost }))).toEqual([
    "vision, reasoning (group a)",
    "vision (fallback b)",
  ]);
});

test("a plan says which moments are to come", () => {
  const until = { before: null, after: { at: "2026-12-01T08:00:00Z", profile: "premium" } };
  const scheduled = { at: "2026-12-24T18:00:00Z", profile: "cheap" };
  expect(planSentences(makePlan({ until, scheduled: { before: null, after: scheduled } })).slice(2)).toEqual([
    "`balanced` ends at 2026-12-01 08:00Z; then `premium` comes back.",
    "`cheap` is scheduled for 2026-12-24 18:00Z.",
  ]);
  const forATime = { ...scheduled, until: "2026-12-25T18:00:00Z" };
  expect(planSentences(makePlan({ scheduled: { before: scheduled, after: forATime } })).slice(2)).toEqual([
    "`cheap` is scheduled for 2026-12-24 18:00Z, until 2026-12-25 18:00Z.",
  ]);
});
