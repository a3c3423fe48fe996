import { describe, expect, it } from "vitest";
import { avoidChanges, avoidChangesOf, printAvoidChanges, untilOf } from "../../src/domain/avoid-change.ts";

const [two, six] = ["2026-01-02T14:00:00Z", "2026-01-02T18:00:00Z"] as const;

describe("avoided providers", () => {
  it("differ where one comes, goes, or is avoided until another time", () => {
    const before = {
      avoid: new Map([
        ["openai", { until: two }],
        ["azure", { until: two }],
        ["groq", { until: two }],
      ]),
    };
    const after = {
      avoid: new Map([
        ["azure", { until: six }],
        ["groq", { until: two }],
        ["cohere", { until: six }],
      ]),
    };
    expect(avoidChanges(before, after)).toStrictEqual([
      { provider: "openai", until: null },
      { provider: "azure", until: six },
      { provider: "cohere", until: six },
    ]);
  });

  it.each([
    [{ until: two }, two],
    [{ until: 5 }, null],
    [{}, null],
    [null, null],
    ["openai", null],
  ])("end where their text says so: %j", (written, until) => {
    expect(untilOf(written)).toBe(until);
  });

  it("are a trailer that prints and parses", () => {
    const changes = [
      { provider: "openai", until: two },
      { provider: "vertex_ai-beta.1", until: null },
    ];
    const text = "openai until 2026-01-02T14:00:00Z, vertex_ai-beta.1 no longer";
    expect(printAvoidChanges(changes)).toBe(text);
    expect(avoidChangesOf({ "Profile-Avoid": text })).toStrictEqual(changes);
  });

  it("are none in a trailer that says something else, or is not there", () => {
    expect(avoidChangesOf({})).toStrictEqual([]);
    expect(avoidChangesOf({ "Profile-Avoid": "" })).toStrictEqual([]);
    expect(avoidChangesOf({ "Profile-Avoid": "openai, azure for ever, groq until never today" })).toStrictEqual([]);
  });
});
