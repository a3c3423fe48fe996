import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validateName } from "../../src/generated/validators.mjs";
import { editActive, readActive } from "../../src/sources/active-line.ts";

describe("readActive", () => {
  test.each([
    ["plain", "active: premium\n", "premium"],
    ["no line end", "active: premium", "premium"],
    ["double quotes", 'active: "premium"\n', "premium"],
    ["flow", "{deliver: {}, active: premium}", "premium"],
    ["not first", "push: origin\nactive: premium # now\n", "premium"],
    ["a nested one is another", "deliver: {active: x}\nactive: premium\n", "premium"],
    ["absent", "push: origin\n", undefined],
    ["empty", "", undefined],
    ["no value", "active:\n", undefined],
    ["a number", "active: 5\n", undefined],
    ["a list", "active: [premium]\n", undefined],
    ["no mapping", "- active: premium\n", undefined],
    ["broken", "active: premium\n  x: [\n", undefined],
    ["twice", "active: premium\nactive: balanced\n", undefined],
    ["nested beyond reason", `active: premium\nx: ${"[".repeat(10_000)}`, undefined],
  ])("%s", (_name, text, expected) => {
    expect(readActive(text)).toBe(expected);
  });
});

describe("editActive", () => {
  test.each([
    ["active: premium\n", "active: balanced\n"],
    ["active: premium", "active: balanced"],
    ["active:    premium   # why\r\npush: origin\r\n", "active:    balanced   # why\r\npush: origin\r\n"],
    ["\uFEFF# top\nactive: 'premium'\n", "\uFEFF# top\nactive: 'balanced'\n"],
    ['{"active": "premium"}', '{"active": "balanced"}'],
    ["? active\n: premium\n", "? active\n: balanced\n"],
    ["active: !!str &a premium\n", "active: !!str &a balanced\n"],
    ["active: >-\n  premium\npush: origin\n", "active: balanced\npush: origin\n"],
    ["active: |-\r\n  premium\r\n", "active: balanced\r\n"],
    ["active:\n  # the best\n  premium\n", "active:\n  # the best\n  balanced\n"],
  ])("%j", (before, after) => {
    expect(editActive(before, "balanced")).toBe(after);
    expect(readActive(after)).toBe("balanced");
  });

  test("a text without an active profile is a defect of the caller", () => {
    expect(() => editActive("push: origin\n", "balanced")).toThrow("The active profile is missing");
  });

  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(_[a-z0-9]{1,4})?$/).filter((text) => validateName(text));
  const comment = fc.stringMatching(/^( #[ -~]{0,12})?$/);
  const quote = fc.constantFrom("", "'", '"');
  const lineEnd = fc.constantFrom("\n", "\r\n");
  const other = fc.constantFrom(
    "push: origin",
    "# a comment",
    "",
    "deliver: {to: /a/b}",
    "proxies:\n  - url: http://a # x",
  );
  const environment = fc
    .record({
      bom: fc.constantFrom("", "\uFEFF"),
      lineEnd,
      quote,
      comment,
      before: other,
      after: other,
      last: fc.boolean(),
    })
    .map(({ bom, lineEnd: end, quote: q, comment: c, before, after, last }) => {
      const whole = (active: string) =>
        bom +
        [before, `active:  ${q}${active}${q}${c}`, after === before ? "" : after].join("\n").replaceAll("\n", end) +
        (last ? end : "");
      return whole;
    });

  test("changes the profile and nothing else, and back again", () => {
    fc.assert(
      fc.property(environment, name, name, (whole, from, to) => {
        expect(editActive(whole(from), to)).toBe(whole(to));
        expect(editActive(editActive(whole(from), to), from)).toBe(whole(from));
        expect(readActive(whole(to))).toBe(to);
      }),
    );
  });
});
