import { describe, expect, test } from "vitest";
import { editTiming, readTiming } from "../../src/sources/timing.ts";

const until = { at: "2026-12-01T08:00:00Z", profile: "premium" };
const scheduled = { at: "2026-12-24T18:00:00Z", profile: "cheap" };

describe("the moments of an environment", () => {
  test.each([
    ["active: a\n", {}],
    ["active: a # until then\n", {}],
    ["active: a\nuntil: {at: 2026-12-01T09:00+01:00, then: premium}\n", { until }],
    ["active: a\nuntil: {}\nscheduled: {}\n", {}],
    ["active: a\nuntil: {at: 2026-12-01T08:00Z}\n", {}],
    ["active: a\nuntil: {at: 5, then: premium}\n", {}],
    ["active: a\nuntil: soon\nscheduled: {at: 2026-12-24T18:00Z, profile: cheap}\n", { scheduled }],
    ["active: a\nscheduled: {at: 2026-12-24T18:00Z}\n", {}],
    [
      "active: a\nscheduled: {at: 2026-12-24T18:00Z, profile: cheap, until: 2026-12-25T18:00Z}\n",
      { scheduled: { ...scheduled, until: "2026-12-25T18:00:00Z" } },
    ],
    ["active: a\nuntil: {at: 2026-02-30T08:00Z, then: b}\n", { until: { at: "2026-02-30T08:00Z", profile: "b" } }],
    ["[until]\n", {}],
    ["active: [until\n", {}],
    [`until: ${"[".repeat(500)}\n`, {}],
  ])("%j", (text, expected) => {
    expect(readTiming(text)).toStrictEqual(expected);
  });
});

describe("an edit of the moments", () => {
  test("writes them below the active profile, and takes them out again", () => {
    const text = "# who\nactive: a # now\npush: origin\n";
    const edited = editTiming(text, { until, scheduled });
    expect(edited).toBe(
      "# who\nactive: a # now\nuntil:\n  at: 2026-12-01T08:00:00Z\n  then: premium\nscheduled:\n  at: 2026-12-24T18:00:00Z\n  profile: cheap\npush: origin\n",
    );
    expect(editTiming(edited, { until })).toBe(
      "# who\nactive: a # now\nuntil:\n  at: 2026-12-01T08:00:00Z\n  then: premium\npush: origin\n",
    );
    expect(editTiming(edited, {})).toBe(text);
  });

  test("leaves alone what stays, however it is written", () => {
    const text = "active: a\nuntil: {at: '2026-12-01T09:00+01:00', then: premium} # noon\n";
    expect(editTiming(text, { until })).toBe(text);
    expect(editTiming(text, { until: { ...until, profile: "b" } })).toBe(
      "active: a\nuntil: {at: '2026-12-01T09:00+01:00', then: b} # noon\n",
    );
    expect(editTiming(text, { until: { ...until, at: "2026-12-01T09:00:00Z" } })).toBe(
      "active: a\nuntil: {at: '2026-12-01T09:00:00Z', then: premium} # noon\n",
    );
  });

  test("ends the end of what is scheduled", () => {
    const text = "active: a\nscheduled: {at: 2026-12-24T18:00Z, profile: cheap, until: 2026-12-25T18:00Z}\n";
    expect(editTiming(text, { scheduled })).toBe("active: a\nscheduled: {at: 2026-12-24T18:00Z, profile: cheap}\n");
  });

  test("keeps a comment within, beside an empty section", () => {
    const text = "active: a\nuntil:\n  # agreed with Bob\n  at: 2026-12-01T08:00Z\n  then: b\n";
    expect(editTiming(text, {})).toBe("active: a\nuntil: {}\n  # agreed with Bob\n");
    expect(readTiming(editTiming(text, {}))).toStrictEqual({});
  });
});
