import { describe, expect, it } from "vitest";
import { combineRequests, overridesOf } from "../../src/domain/combine-requests.ts";
import type { SwitchTrailers } from "../../src/domain/revision.ts";

function request(by: string, profile: string, tasks?: string): SwitchTrailers {
  const overrides = tasks?.split(", ").map((task) => `${task}=${profile}`);
  return {
    "Profile-Environment": "production",
    "Profile-From": "premium",
    "Profile-To": overrides === undefined ? profile : "premium",
    ...(overrides !== undefined && { "Profile-Overrides": overrides.join(", ") }),
    "Profile-By": by,
  };
}

function avoiding(by: string, wish: string): SwitchTrailers {
  return { ...request(by, "premium"), "Profile-Avoid": wish };
}

const keep = { replace: false };
const replace = { replace: true };

describe("requests", () => {
  it("begin with the first", () => {
    const asked = request("Ada", "balanced");
    expect(combineRequests([], asked, keep)).toStrictEqual([asked]);
  });

  it("for other tasks are added", () => {
    const [ada, bob] = [request("Ada", "balanced", "classification"), request("Bob", "ultra_fast", "synthesis")];
    expect(combineRequests([ada], bob, keep)).toStrictEqual([ada, bob]);
  });

  it("by the same person for the same tasks replace the one before", () => {
    const ada = request("Ada", "balanced");
    expect(combineRequests([request("Ada", "ultra_fast")], ada, keep)).toStrictEqual([ada]);
    expect(combineRequests([request("Ada", "ultra_fast", "synthesis")], ada, keep)).toStrictEqual([ada]);
  });

  it("by the same person leave what is about other tasks", () => {
    const asked = request("Ada", "balanced", "synthesis");
    expect(combineRequests([request("Ada", "ultra_fast", "classification, synthesis")], asked, keep)).toStrictEqual([
      request("Ada", "ultra_fast", "classification"),
      asked,
    ]);
  });

  it("by the same person for the same single tasks replace the one before", () => {
    const asked = request("Ada", "balanced", "classification, synthesis");
    expect(combineRequests([request("Ada", "ultra_fast", "synthesis")], asked, keep)).toStrictEqual([asked]);
  });

  it("of single tasks stand beside a switch of the whole environment", () => {
    const [whole, single] = [request("Ada", "balanced"), request("Ada", "ultra_fast", "synthesis")];
    expect(combineRequests([whole], single, keep)).toStrictEqual([whole, single]);
  });

  it.each([
    ["the whole environment twice", undefined, undefined],
    ["a task of the whole environment", undefined, "synthesis"],
    ["the whole environment after a task", "synthesis", undefined],
    ["the same task", "classification, synthesis", "synthesis"],
  ])("by somebody else are refused: %s", (_, first, second) => {
    const [ada, bob] = [request("Ada <ada@example.com>", "balanced", first), request("Bob", "ultra_fast", second)];
    const what = {
      "": "switch environment `production` to `balanced`",
      synthesis: "switch `synthesis` to `balanced` in environment `production`",
      "classification, synthesis":
        "switch `classification` to `balanced` and switch `synthesis` to `balanced` in environment `production`",
    };
    expect(() => combineRequests([ada], bob, keep)).toThrow(
      expect.objectContaining({
        code: "request-taken",
        message: `Ada <ada@example.com> has asked to ${new Map(Object.entries(what)).get(first ?? "")} already`,
        hint: "Talk to them, or take its place by `--replace`",
      }),
    );
  });

  it("that end overrides are about every task", () => {
    const clearing = { ...request("Ada", "balanced", "synthesis"), "Profile-Clears": "overrides" };
    const bob = request("Bob", "ultra_fast", "classification");
    expect(() => combineRequests([clearing], bob, keep)).toThrow(expect.objectContaining({ code: "request-taken" }));
    expect(combineRequests([bob], clearing, replace)).toStrictEqual([clearing]);
  });

  it("by somebody else are replaced when told so", () => {
    const [ada, bob] = [request("Ada", "balanced"), request("Bob", "ultra_fast")];
    expect(combineRequests([ada], bob, replace)).toStrictEqual([bob]);
  });

  it("asked for again without a reason keep the one that was given", () => {
    const [ada, because] = [request("Ada", "balanced"), { ...request("Ada", "balanced"), "Profile-Reason": "cheaper" }];
    expect(combineRequests([because], ada, keep)).toStrictEqual([because]);
    expect(combineRequests([because], { ...ada, "Profile-Reason": "faster" }, keep)).toStrictEqual([
      { ...ada, "Profile-Reason": "faster" },
    ]);
    const other = request("Ada", "ultra_fast");
    expect(combineRequests([because], other, keep)).toStrictEqual([other]);
    const bob = request("Bob", "balanced");
    expect(combineRequests([because], bob, replace)).toStrictEqual([bob]);
  });

  it("for a provider stand beside those for profiles and tasks, whoever asked", () => {
    const [ada, bob] = [request("Ada", "balanced"), request("Bob", "ultra_fast", "synthesis")];
    const avoids = avoiding("Cy", "openai until 2026-01-02T14:00:00Z");
    expect(combineRequests([ada], avoids, keep)).toStrictEqual([ada, avoids]);
    expect(combineRequests([avoids], bob, keep)).toStrictEqual([avoids, bob]);
    const azure = avoiding("Ada", "azure until 2026-01-02T14:00:00Z");
    expect(combineRequests([avoids], azure, keep)).toStrictEqual([avoids, azure]);
  });

  it.each([
    ["openai until 2026-01-02T14:00:00Z", "avoid `openai`"],
    ["openai no longer", "ask `openai` again"],
  ])("for the same provider are refused to somebody else, and replaced when told so: %s", (wish, what) => {
    const [ada, bob] = [avoiding("Ada <ada@example.com>", wish), avoiding("Bob", "openai until 2026-01-02T18:00:00Z")];
    expect(() => combineRequests([ada], bob, keep)).toThrow(
      `Ada <ada@example.com> has asked to ${what} in environment \`production\` already`,
    );
    expect(combineRequests([ada], bob, replace)).toStrictEqual([bob]);
    expect(combineRequests([avoiding("Bob", wish)], bob, keep)).toStrictEqual([bob]);
    const several = avoiding("Bob", `${wish}, azure no longer`);
    expect(combineRequests([several], bob, keep)).toStrictEqual([avoiding("Bob", "azure no longer"), bob]);
  });

  it("for a profile and a provider, as what is due may be, are about every task", () => {
    const due = { ...avoiding("Clock", "openai no longer"), "Profile-To": "balanced" };
    expect(() => combineRequests([due], request("Bob", "ultra_fast"), keep)).toThrow(
      "Clock has asked to switch environment `production` to `balanced` already",
    );
  });

  it("are about all tasks, or some", () => {
    expect(overridesOf(request("Ada", "balanced"))).toBeNull();
    expect(overridesOf(request("Ada", "balanced", "classification, synthesis"))).toEqual([
      { task: "classification", profile: "balanced" },
      { task: "synthesis", profile: "balanced" },
    ]);
  });
});
