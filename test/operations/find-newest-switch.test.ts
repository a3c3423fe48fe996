import { describe, expect, it } from "vitest";
import type { Revision } from "../../src/domain/revision.ts";
import { findNewestSwitch } from "../../src/operations/find-newest-switch.ts";

const person = { name: "Ada", email: "ada@example.com" };

function revision(commit: string, from: string | null, to: string, environment = "default"): Revision {
  return {
    commit,
    environment,
    from,
    to,
    overrides: [],
    avoid: [],
    author: person,
    committer: person,
    at: "2026-01-01T00:00:00.000Z",
    subject: "Switch",
    reason: null,
    by: null,
    approvers: null,
    pull_request: null,
    proof: "unknown",
  };
}

describe("the newest switch", () => {
  const history = [
    revision("e", "x", "y", "staging"),
    revision("d", "balanced", "ultra_fast"),
    revision("c", "premium", "balanced"),
    revision("b", "specialized", "premium"),
    revision("a", null, "specialized"),
  ];

  it("is the newest of the environment", () => {
    expect(findNewestSwitch(history, "default", "ultra_fast")?.commit).toBe("d");
    expect(findNewestSwitch(history, "staging", "y")?.commit).toBe("e");
  });

  it("is one that is still in force, so that a side branch that lost its merge does not count", () => {
    expect(findNewestSwitch(history, "default", "balanced")?.commit).toBe("c");
  });

  it("is never the commit that brought the environment", () => {
    expect(findNewestSwitch(history, "default", "specialized")).toBeUndefined();
    expect(findNewestSwitch([], "default", "premium")).toBeUndefined();
  });
});
