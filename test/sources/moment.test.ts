import { describe, expect, it, test } from "vitest";
import { momentHint, printMoment, readMoment } from "../../src/sources/moment.ts";

describe("a moment", () => {
  it.each([
    ["2026-12-01T08:00Z", "2026-12-01T08:00:00.000Z"],
    ["2026-12-01T08:00:05Z", "2026-12-01T08:00:05.000Z"],
    ["2026-12-01T08:00:05.25Z", "2026-12-01T08:00:05.250Z"],
    ["2026-12-01T08:00+01:00", "2026-12-01T07:00:00.000Z"],
    ["2026-12-01T00:30+05:30", "2026-11-30T19:00:00.000Z"],
    ["2026-12-31T23:30-02:30", "2027-01-01T02:00:00.000Z"],
    ["2028-02-29T00:00Z", "2028-02-29T00:00:00.000Z"],
  ])("%s", (written, utc) => {
    expect(readMoment(written)?.toISOString()).toBe(utc);
  });

  it.each([
    "2026-12-01T08:00",
    "2026-12-01 08:00Z",
    "2026-12-01",
    "2026-02-30T08:00Z",
    "2026-13-01T08:00Z",
    "2026-12-01T24:00Z",
    "2026-12-01T08:60Z",
    "2026-12-01T08:00:61Z",
    "2026-12-01T08:00+15:00",
    "2026-12-01T08:00+01:60",
    "2026-12-01T08:00+0100",
    "2026-12-01T08:00CET",
    "2026-12-01T08:00Z\n",
    "tomorrow",
    "",
  ])("is not %j", (written) => {
    expect(readMoment(written)).toBeUndefined();
  });
});

describe("what to write instead", () => {
  it.each([
    ["2026-12-01T08:00", "Say the time zone: `2026-12-01T08:00Z` is UTC, `2026-12-01T08:00+01:00` has an offset"],
    [
      "2026-12-01 08:00:30",
      "Say the time zone: `2026-12-01T08:00:30Z` is UTC, `2026-12-01T08:00:30+01:00` has an offset",
    ],
    ["2026-12-01", "Say the time zone: `2026-12-01T00:00Z` is UTC, `2026-12-01T00:00+01:00` has an offset"],
    ["2026-02-30", "Write it like `2026-12-01T08:00Z`, or with an offset from UTC like `2026-12-01T09:00+01:00`"],
    ["tomorrow", "Write it like `2026-12-01T08:00Z`, or with an offset from UTC like `2026-12-01T09:00+01:00`"],
  ])("of %j", (written, hint) => {
    expect(momentHint(written)).toBe(hint);
  });
});

test("a moment is written in UTC, without fractions", () => {
  expect(printMoment(new Date("2026-12-01T08:00:05.250Z"))).toBe("2026-12-01T08:00:05Z");
});
