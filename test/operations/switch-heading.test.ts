import { describe, expect, test } from "vitest";
import { headingOf, overrideTrailer } from "../../src/operations/switch-heading.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";

const environment = (active: string, overrides: Record<string, string> = {}) =>
  makeEnvironment(active, { overrides: new Map(Object.entries(overrides)) });

describe("the heading of a change", () => {
  test.each([
    ["another profile", environment("a"), environment("b"), undefined],
    ["nothing", environment("a"), environment("a"), "Render default anew"],
    ["one task", environment("a"), environment("a", { sort: "b" }), "Switch sort in default to b"],
    ["two tasks", environment("a"), environment("a", { sort: "b", read: "b" }), "Switch 2 tasks in default to b"],
    ["two ways", environment("a", { sort: "b" }), environment("a", { read: "b" }), "Switch 2 tasks in default"],
    ["an end", environment("a", { sort: "b" }), environment("a"), "Let sort follow a in default"],
  ])("%s", (_what, before, after, expected) => {
    expect(headingOf(before, after)).toBe(expected);
  });
});

test("the trailer names the profile that answers each task after", () => {
  expect(overrideTrailer(environment("a", { sort: "b" }), environment("c", { read: "b" }))).toBe("sort=c, read=b");
  expect(overrideTrailer(environment("a", { sort: "b" }), environment("c", { sort: "b" }))).toBeUndefined();
});
