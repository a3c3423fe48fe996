import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/domain/plan.ts";
import { scheduledWords, timingTitle, untilWords } from "../../src/report/timing-words.ts";
import { makePlan } from "./make-plan.ts";

const until = { at: "2026-12-01T08:00:00Z", profile: "premium" };
const scheduled = { at: "2026-12-24T18:00:00Z", profile: "cheap" };
const none = { before: null, after: null };

test("moments in words", () => {
  expect(untilWords(until)).toBe("until 2026-12-01 08:00Z, then premium");
  expect(scheduledWords(scheduled)).toBe("cheap from 2026-12-24 18:00Z");
  expect(scheduledWords({ ...scheduled, until: "2026-12-25T18:00:00Z" })).toBe(
    "cheap from 2026-12-24 18:00Z until 2026-12-25 18:00Z",
  );
});

describe("the title of a change of time", () => {
  test.each<[string, Partial<Plan>, string | undefined]>([
    ["none", { to: "premium" }, undefined],
    ["another profile", {}, undefined],
    ["another profile, which ends what was temporary", { until: { before: until, after: null } }, undefined],
    [
      "for a time",
      { until: { before: null, after: until } },
      "Switch production from premium to balanced until 2026-12-01 08:00Z, then premium",
    ],
    [
      "the first one, for a time",
      { from: null, until: { before: null, after: until } },
      "Switch production from nothing to balanced until 2026-12-01 08:00Z, then premium",
    ],
    [
      "later",
      { to: "premium", scheduled: { before: null, after: scheduled } },
      "Switch production to cheap from 2026-12-24 18:00Z",
    ],
    [
      "never",
      { to: "premium", scheduled: { before: scheduled, after: null } },
      "Take back what is scheduled in production",
    ],
    ["still later", { to: "premium", scheduled: { before: scheduled, after: scheduled } }, undefined],
    ["for good", { from: "fast", to: "fast", until: { before: until, after: null } }, "Keep fast in production"],
    [
      "longer",
      { from: "fast", to: "fast", until: { before: { ...until, at: "2026-11-30T08:00:00Z" }, after: until } },
      "Keep fast in production until 2026-12-01 08:00Z, then premium",
    ],
  ])("%s", (_what, parts, title) => {
    const plan = makePlan({ until: none, scheduled: none, ...parts });
    expect(timingTitle(plan, plan)).toBe(title);
  });
});
