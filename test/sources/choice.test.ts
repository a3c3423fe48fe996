import { describe, expect, test } from "vitest";
import { carryChoice, readChoice } from "../../src/sources/choice.ts";

describe("what an environment has in force", () => {
  test.each([
    ["active: a\n", { active: "a", overrides: new Map(), avoid: new Map() }],
    ["active: a\noverrides: {sort: b}\n", { active: "a", overrides: new Map([["sort", "b"]]), avoid: new Map() }],
    ["active: a\noverrides: {sort: 5}\n", { active: "a", overrides: new Map(), avoid: new Map() }],
    ["active: a\noverrides:\n", { active: "a", overrides: new Map(), avoid: new Map() }],
    ["active: a\n# no overrides\n", { active: "a", overrides: new Map(), avoid: new Map() }],
    ["overrides: {sort: b}\n", undefined],
    ["active: [\n", undefined],
  ])("%j", (text, expected) => {
    expect(readChoice(text)).toEqual(expected);
  });
});

describe("carrying a choice onto another text", () => {
  const from = "active: a\noverrides: {sort: b, read: c}\n";

  test.each([
    ["the active profile", "active: x\noverrides: {sort: b, read: c}\n", "active: x # y\npush: o\n"],
    ["nothing", from, undefined],
  ])("%s", (_what, to, expected) => {
    expect(carryChoice({ from, to, onto: "active: a # y\npush: o\n" })).toBe(expected);
  });

  test("providers that are avoided, longer, or no longer", () => {
    const was = 'active: a\navoid:\n  openai: {until: "1"}\n  azure: {until: "1"}\n';
    const is = 'active: a\navoid:\n  openai: {until: "2"}\n  groq: {until: "3"}\n';
    const onto = 'active: a # x\navoid:\n  azure: {until: "1"} # y\n  openai: {until: "1"}\n';
    const carried = 'active: a # x\navoid:\n  # y\n  openai: {"until":"2"}\n  groq: {"until":"3"}\n';
    expect(carryChoice({ from: was, to: is, onto })).toBe(carried);
    expect(carryChoice({ from: was, to: is, onto: "active: a\n" })).toBeUndefined();
  });

  test("overrides that come, move and go", () => {
    const to = "active: x\noverrides: {read: d, write: e}\n";
    const onto = "active: 'a' # y\noverrides:\n  read: c # z\n  sort: b\n  other: f\n";
    expect(carryChoice({ from, to, onto })).toBe(
      "active: 'x' # y\noverrides:\n  read: d # z\n  other: f\n  write: e\n",
    );
  });

  test("moments to come", () => {
    const to = "active: x\nuntil:\n  at: 2026-12-01T08:00Z\n  then: a\noverrides: {sort: b, read: c}\n";
    expect(carryChoice({ from, to, onto: "active: a # y\npush: o\n" })).toBe(
      "active: x # y\nuntil:\n  at: 2026-12-01T08:00:00Z\n  then: a\npush: o\n",
    );
    expect(carryChoice({ from: to, to: from, onto: to })).toBe("active: a\noverrides: {sort: b, read: c}\n");
  });

  test.each([
    [
      "other moments",
      "active: a\nscheduled: {at: 2026-12-01T08:00Z, profile: x}\n",
      "active: a\nuntil: {at: 2026-12-01T08:00Z, then: x}\n",
    ],
    ["another active profile", "active: x\n", "active: y\n"],
    ["another override", "active: a\noverrides: {sort: x, read: c}\n", "active: a\noverrides: {sort: y}\n"],
    ["no profile at all", "active: x\n", "push: o\n"],
    [
      "a section that cannot be edited",
      "active: a\noverrides: {sort: x, read: c}\n",
      "active: a\nx: &o {sort: b, read: c}\noverrides: *o\n",
    ],
  ])("not where it has %s", (_what, to, onto) => {
    expect(carryChoice({ from, to, onto })).toBeUndefined();
  });
});
