import { describe, expect, it } from "vitest";
import { readWantedTime, type WrittenTime } from "../../src/operations/read-wanted-time.ts";

const now = new Date("2026-03-01T12:00:00.123Z");

describe("a time that a program writes", () => {
  it.each<[WrittenTime, object]>([
    [{}, {}],
    [{ for: "90s" }, { until: "2026-03-01T12:01:30Z" }],
    [{ until: "2026-12-01T09:00+01:00" }, { until: "2026-12-01T08:00:00Z" }],
    [{ at: "2026-12-01T08:00Z" }, { at: "2026-12-01T08:00:00Z" }],
    [
      { at: "2026-12-01T08:00Z", for: "1d" },
      { at: "2026-12-01T08:00:00Z", until: "2026-12-02T08:00:00Z" },
    ],
  ])("%j", (written, time) => {
    expect(readWantedTime(written, now)).toStrictEqual(time);
  });

  it.each<[WrittenTime, string, string]>([
    [
      { for: "4" },
      "`for` is no length of time: `4`",
      "Write a number from 1 to 99999 with `s`, `m`, `h` or `d`, like `4h`",
    ],
    [
      { for: "-4h" },
      "`for` is no length of time: `-4h`",
      "Write a number from 1 to 99999 with `s`, `m`, `h` or `d`, like `4h`",
    ],
    [
      { until: "2026-12-01T08:00" },
      "`until` is no moment: `2026-12-01T08:00`",
      "Say the time zone: `2026-12-01T08:00Z` is UTC, `2026-12-01T08:00+01:00` has an offset",
    ],
    [
      { at: "tomorrow" },
      "`at` is no moment: `tomorrow`",
      "Write it like `2026-12-01T08:00Z`, or with an offset from UTC like `2026-12-01T09:00+01:00`",
    ],
    [
      { for: "4h", until: "2026-12-01T08:00Z" },
      "`for` and `until` both say when the switch ends",
      "Leave one of them out",
    ],
  ])("%j is refused", (written, message, hint) => {
    expect(() => readWantedTime(written, now)).toThrow(
      expect.objectContaining({ code: "time-refused", message, hint }),
    );
  });
});
