import { describe, expect, it } from "vitest";
import { addDueRequest, momentsOf, printMoments } from "../../src/domain/due-request.ts";
import type { SwitchTrailers } from "../../src/domain/revision.ts";

const ada: SwitchTrailers = {
  "Profile-Environment": "default",
  "Profile-From": "fast",
  "Profile-To": "cheap",
  "Profile-By": "Ada <ada@example.com>",
};
const due: SwitchTrailers = {
  ...ada,
  "Profile-To": "premium",
  "Profile-Due": "2026-12-01T08:00:00Z",
  "Profile-By": "clock",
};

describe("a request for what is due", () => {
  it("stands alone, and once", () => {
    expect(addDueRequest([], due)).toStrictEqual([due]);
    expect(addDueRequest([due], { ...due, "Profile-By": "another clock" })).toStrictEqual([due]);
    const later = { ...due, "Profile-Due": "2026-12-01T08:00:00Z, 2026-12-01T09:00:00Z" };
    expect(addDueRequest([due], later)).toStrictEqual([later]);
  });

  it("comes before those for single tasks and for later", () => {
    const single = { ...ada, "Profile-To": "fast", "Profile-Overrides": "sort=cheap" };
    const later = { ...ada, "Profile-At": "2026-12-24T18:00:00Z" };
    expect(addDueRequest([single, later], due)).toStrictEqual([due, single, later]);
  });

  it("steps back for a person's", () => {
    expect(() => addDueRequest([ada], due)).toThrow(
      "`premium` is due in environment `default`, and Ada <ada@example.com> has asked to switch it to `cheap`",
    );
  });

  it("of a provider stands beside a person's for another profile", () => {
    const asks = { ...due, "Profile-From": "fast", "Profile-To": "fast", "Profile-Avoid": "openai no longer" };
    expect(addDueRequest([ada], asks)).toStrictEqual([asks, ada]);
  });

  it("of a profile stands beside a person's for a provider", () => {
    const avoids = { ...ada, "Profile-To": "fast", "Profile-Avoid": "openai until 2026-12-01T12:00:00Z" };
    expect(addDueRequest([avoids], due)).toStrictEqual([due, avoids]);
  });

  it("of a profile and a provider steps back for a person's", () => {
    expect(() => addDueRequest([ada], { ...due, "Profile-Avoid": "openai no longer" })).toThrow("`premium` is due");
  });

  it("names its moments", () => {
    const change = { kind: "ends", from: "fast", to: "premium" } as const;
    const text = printMoments([
      { ...change, at: "2026-12-01T08:00:00Z" },
      { ...change, at: "2026-12-01T09:00:00Z" },
    ]);
    expect(text).toBe("2026-12-01T08:00:00Z, 2026-12-01T09:00:00Z");
    expect(momentsOf({ ...due, "Profile-Due": text })).toEqual(["2026-12-01T08:00:00Z", "2026-12-01T09:00:00Z"]);
    expect(momentsOf(ada)).toBeNull();
  });
});
