import { describe, expect, test } from "vitest";
import { comeDue, firstOf, type DueChange } from "../../src/domain/due-change.ts";
import type { Timed } from "../../src/domain/timing.ts";

const nobody = new Map<string, { until: string }>();

const [eight, nine, ten] = ["2026-12-01T08:00:00Z", "2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z"] as const;
const temporary: Timed = { active: "fast", until: { at: nine, profile: "premium" } };

function after(before: Timed, now: string, avoided = nobody) {
  const {
    changes,
    after: { avoid, ...timed },
  } = comeDue({ ...before, avoid: avoided }, (at) => at <= now);
  return [timed, changes.map(wordsOf), ...avoid.keys()];
}

function wordsOf(change: DueChange): string {
  return change.kind === "asks" ? `asks ${change.provider}` : `${change.kind}: ${change.from} → ${change.to}`;
}

describe("what comes due", () => {
  test.each<[string, Timed, string, Timed, string[]]>([
    ["nothing, where there are no moments", { active: "premium" }, ten, { active: "premium" }, []],
    ["nothing yet", temporary, eight, temporary, []],
    ["an end, at its very moment", temporary, nine, { active: "premium" }, ["ends: fast → premium"]],
    [
      "a beginning for good",
      { active: "premium", scheduled: { at: eight, profile: "cheap" } },
      nine,
      { active: "cheap" },
      ["begins: premium → cheap"],
    ],
    [
      "a beginning for a time",
      { active: "premium", scheduled: { at: eight, profile: "cheap", until: ten } },
      nine,
      { active: "cheap", until: { at: ten, profile: "premium" } },
      ["begins: premium → cheap"],
    ],
    [
      "a beginning and its end",
      { active: "premium", scheduled: { at: eight, profile: "cheap", until: nine } },
      ten,
      { active: "premium" },
      ["begins: premium → cheap", "ends: cheap → premium"],
    ],
    [
      "a beginning that ends what is temporary",
      { ...temporary, scheduled: { at: eight, profile: "cheap" } },
      ten,
      { active: "cheap" },
      ["begins: fast → cheap"],
    ],
    [
      "an end, while something is scheduled",
      { ...temporary, scheduled: { at: ten, profile: "cheap" } },
      nine,
      { active: "premium", scheduled: { at: ten, profile: "cheap" } },
      ["ends: fast → premium"],
    ],
    [
      "at one moment first the end, then the beginning",
      { ...temporary, scheduled: { at: nine, profile: "cheap" } },
      nine,
      { active: "cheap" },
      ["ends: fast → premium", "begins: premium → cheap"],
    ],
  ])("%s", (_what, ...[before, now, timed, changes]) => {
    expect(after(before, now)).toStrictEqual([timed, changes]);
  });
});

describe("the time to avoid a provider", () => {
  const avoided = new Map([
    ["openai", { until: nine }],
    ["azure", { until: ten }],
  ]);

  test.each<[string, Timed, string, unknown[]]>([
    ["is not over yet", { active: "premium" }, eight, [{ active: "premium" }, [], "openai", "azure"]],
    ["is over for one", { active: "premium" }, nine, [{ active: "premium" }, ["asks openai"], "azure"]],
    ["is over for all", { active: "premium" }, ten, [{ active: "premium" }, ["asks openai", "asks azure"]]],
    [
      "is over with what was temporary, and before what begins",
      { ...temporary, scheduled: { at: nine, profile: "cheap" } },
      nine,
      [{ active: "cheap" }, ["ends: fast → premium", "asks openai", "begins: premium → cheap"], "azure"],
    ],
  ])("%s", (_what, before, now, expected) => {
    expect(after(before, now, avoided)).toStrictEqual(expected);
  });

  test("is what comes next", () => {
    expect(firstOf({ active: "premium", avoid: avoided }, () => true)).toStrictEqual({
      at: nine,
      kind: "asks",
      provider: "openai",
    });
  });
});

test("a moment that is not due is passed over, however early", () => {
  const before = { ...temporary, scheduled: { at: ten, profile: "cheap" }, avoid: nobody };
  expect(firstOf(before, () => true)).toStrictEqual({ at: nine, kind: "ends", from: "fast", to: "premium" });
  expect(firstOf(before, (at) => at > nine)).toMatchObject({ at: ten, kind: "begins" });
  expect(firstOf(before, (at) => at > ten)).toBeUndefined();
});
