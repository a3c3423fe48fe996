import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBranchName, printBranchName } from "../../src/domain/branch-name.ts";

describe("the branch of an environment", () => {
  it.each([
    ["default", "litellm-profiles/default"],
    ["eu-west_1", "litellm-profiles/eu-west_1"],
    ["a.b", "litellm-profiles/a%2Eb"],
    ["..", "litellm-profiles/%2E%2E"],
    ["x.lock", "litellm-profiles/x%2Elock"],
    ["größer *", "litellm-profiles/gr%C3%B6%C3%9Fer%20%2A"],
    ["~^:?[\\@{", "litellm-profiles/%7E%5E%3A%3F%5B%5C%40%7B"],
  ])("of %j is %s", (environment, branch) => {
    expect(printBranchName(environment)).toBe(branch);
    expect(parseBranchName(branch)).toBe(environment);
  });

  it("is read back, and needs nothing that a ref may not hold", () => {
    const names = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(names, (environment) => {
        const branch = printBranchName(environment);
        expect(branch).toMatch(/^litellm-profiles\/[\w%-]+$/);
        expect(parseBranchName(branch)).toBe(environment);
      }),
    );
  });

  it("is another one for broken glass, and neither is the other's", () => {
    const branch = "litellm-profiles-break-glass/eu%2Ewest";
    expect(printBranchName("eu.west", "break glass")).toBe(branch);
    expect([parseBranchName(branch, "break glass"), parseBranchName(branch)]).toEqual(["eu.west", undefined]);
    expect(parseBranchName("litellm-profiles/eu", "break glass")).toBeUndefined();
  });

  it.each([
    "main",
    "litellm-profiles/",
    "litellm-profiles/a b",
    "litellm-profiles/%",
    "litellm-profiles/%41",
    "x/default",
  ])("is not %j", (branch) => {
    expect(parseBranchName(branch)).toBeUndefined();
  });
});
