import { describe, expect, test } from "vitest";
import { changeTrailers, headingOf } from "../../src/operations/switch-heading.ts";
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

test("the trailers name the profile that answers each task after, and providers", () => {
  const avoid = new Map([["openai", { until: "2026-01-02T14:00:00Z", reason: "" }]]);
  expect(changeTrailers(environment("a", { sort: "b" }), environment("c", { read: "b" }))).toEqual({
    "Profile-Overrides": "sort=c, read=b",
  });
  expect(changeTrailers(environment("a", { sort: "b" }), environment("c", { sort: "b" }))).toEqual({});
  const avoiding = { ...environment("a"), avoid };
  expect(changeTrailers(environment("a"), avoiding)).toEqual({ "Profile-Avoid": "openai until 2026-01-02T14:00:00Z" });
  expect(changeTrailers(avoiding, environment("a"))).toEqual({ "Profile-Avoid": "openai no longer" });
  expect(headingOf(environment("a"), avoiding)).toBe("Avoid openai in default");
  expect(headingOf(avoiding, environment("a"))).toBe("Ask openai again in default");
});
