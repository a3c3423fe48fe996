import { describe, expect, test } from "vitest";
import { switchTimed, type Timed } from "../../src/domain/timing.ts";

const [eight, nine, ten] = ["2026-12-01T08:00:00Z", "2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z"] as const;
const temporary: Timed = { active: "fast", until: { at: eight, profile: "premium" } };
const scheduled = { at: ten, profile: "cheap" };

describe("a switch of the whole environment", () => {
  test.each<[string, Timed, string, Parameters<typeof switchTimed>[2], Timed]>([
    ["for good", { active: "premium" }, "fast", {}, { active: "fast" }],
    ["for a time", { active: "premium" }, "fast", { until: eight }, temporary],
    ["for longer", temporary, "fast", { until: nine }, { active: "fast", until: { at: nine, profile: "premium" } }],
    [
      "for a time while another one runs: what was there before both comes back",
      temporary,
      "cheap",
      { until: nine },
      { active: "cheap", until: { at: nine, profile: "premium" } },
    ],
    ["to what is temporary, for good", temporary, "fast", {}, { active: "fast" }],
    ["to something else, for good", temporary, "cheap", {}, { active: "cheap" }],
    ["for a time to what comes back anyway", temporary, "premium", { until: nine }, { active: "premium" }],
    ["for a time to what is in force", { active: "premium" }, "premium", { until: nine }, { active: "premium" }],
    ["later", temporary, "cheap", { at: ten }, { ...temporary, scheduled }],
    [
      "later, for a time, in place of what was scheduled",
      { active: "premium", scheduled: { at: nine, profile: "fast" } },
      "cheap",
      { at: ten, until: "2026-12-01T11:00:00Z" },
      { active: "premium", scheduled: { ...scheduled, until: "2026-12-01T11:00:00Z" } },
    ],
    [
      "leaves what is scheduled",
      { active: "premium", scheduled },
      "fast",
      { until: eight },
      { active: "fast", scheduled, until: { at: eight, profile: "premium" } },
    ],
  ])("%s", (_what, ...[before, profile, time, after]) => {
    expect(switchTimed(before, profile, time)).toStrictEqual(after);
  });
});
