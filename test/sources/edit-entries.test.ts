import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { removeEntry, setEntry } from "../../src/sources/edit-entries.ts";

const place = { section: "overrides", key: "sort" };

describe("setting an entry", () => {
  test.each([
    ["a missing section goes below `active`", "active: a\npush: o\n", "active: a\noverrides:\n  sort: b\npush: o\n"],
    ["behind the remark on its line", "active: a # x\n# y\n", "active: a # x\noverrides:\n  sort: b\n# y\n"],
    ["at the end of a text without a line end", "# x\nactive: a", "# x\nactive: a\noverrides:\n  sort: b"],
    [
      "with the line ends of Windows",
      "active: a\r\npush: o\r\n",
      "active: a\r\noverrides:\r\n  sort: b\r\npush: o\r\n",
    ],
    ["behind a byte order mark", "\uFEFFactive: a\n", "\uFEFFactive: a\noverrides:\n  sort: b\n"],
    [
      "below a value of several lines",
      "active: >-\n  a\npush: o\n",
      "active: >-\n  a\noverrides:\n  sort: b\npush: o\n",
    ],
    ["as deep as its neighbours", "  active: a\n  push: o\n", "  active: a\n  overrides:\n    sort: b\n  push: o\n"],
    ["into a file that is one mapping in braces", "{active: a, push: o}", "{active: a, overrides: {sort: b}, push: o}"],
    ["into empty braces", "active: a\noverrides: {}\n", "active: a\noverrides: {sort: b}\n"],
    [
      "behind others in braces",
      "overrides: {read: c} # x\nactive: a\n",
      "overrides: {read: c, sort: b} # x\nactive: a\n",
    ],
    [
      "behind other lines",
      "overrides:\n    # x\n    read: c # y\n\nactive: a\n",
      "overrides:\n    # x\n    read: c # y\n    sort: b\n\nactive: a\n",
    ],
    [
      "behind other lines that end the text",
      "active: a\noverrides:\n  read: c",
      "active: a\noverrides:\n  read: c\n  sort: b",
    ],
    [
      "in place of another value, with its quotes",
      "active: a\noverrides: {'sort': 'c', read: d}\n",
      "active: a\noverrides: {'sort': 'b', read: d}\n",
    ],
    [
      "in place of another value on its line",
      'active: a\noverrides:\n  sort: "c"   # x\n  read: d\n',
      'active: a\noverrides:\n  sort: "b"   # x\n  read: d\n',
    ],
  ])("%s", (_name, before, after) => {
    expect(setEntry(before, place, "b")).toBe(after);
  });

  test("a mapping as the value", () => {
    const outage = { section: "avoid", key: "openai" };
    const text = setEntry("active: a\n", outage, '{until: "x", reason: "a # b"}');
    expect(text).toBe('active: a\navoid:\n  openai: {until: "x", reason: "a # b"}\n');
    expect(setEntry(text, outage, "{until: y}")).toBe("active: a\navoid:\n  openai: {until: y}\n");
    expect(removeEntry(text, outage)).toBe("active: a\n");
  });

  test.each([
    ["an alias", "active: a\nx: &o {read: c}\noverrides: *o\n"],
    ["a list", "active: a\noverrides: [x]\n"],
  ])("a section that is %s is left to its writer", (_name, text) => {
    expect(() => setEntry(text, place, "b")).toThrow(expect.objectContaining({ code: "source-not-editable" }));
  });
});

test("A value that is no YAML is refused, and so is what would come of it", () => {
  expect(() => setEntry("active: a\n", place, "[")).toThrow(expect.objectContaining({ code: "source-not-editable" }));
});

describe("removing an entry", () => {
  test.each([
    ["its section with it", "active: a\noverrides:\n  sort: b\npush: o\n", "active: a\npush: o\n"],
    ["its section, at the end of a text without a line end", "active: a\noverrides:\n  sort: b", "active: a"],
    ["not the braces", "active: a\noverrides: {sort: b}\n", "active: a\noverrides: {}\n"],
    ["the braces in a file that is one mapping in braces", "{active: a, overrides: {sort: b}}", "{active: a}"],
    ["the first in braces", "active: a\noverrides: {sort: b, read: c}\n", "active: a\noverrides: {read: c}\n"],
    ["the last in braces", "active: a\noverrides: {read: c, sort: b}\n", "active: a\noverrides: {read: c}\n"],
    [
      "not a remark between two in braces",
      "active: a\noverrides: {read: c, # x\n  sort: b}\n",
      "active: a\noverrides: {read: c # x\n  }\n",
    ],
    ["one line of several", "active: a\noverrides:\n  sort: b\n  read: c\n", "active: a\noverrides:\n  read: c\n"],
    [
      "not the remark on its line",
      "active: a\noverrides:\n  read: c\n  sort: b # x\npush: o\n",
      "active: a\noverrides:\n  read: c\n  # x\npush: o\n",
    ],
    [
      "not the remarks of its section",
      "active: a\noverrides: # x\n  # y\n  sort: b # z\npush: o\n",
      "active: a\noverrides: {} # x\n  # y\n  # z\npush: o\n",
    ],
    ["one that is empty", "active: a\noverrides:\n  sort:\npush: o\n", "active: a\npush: o\n"],
    ["not its neighbour without a value", "{active: a, note, overrides: {sort: b}}", "{active: a, note}"],
    ["one of several lines", "active: a\noverrides:\n  sort:\n    x: y\n# z\n", "active: a\n# z\n"],
    ["nothing where it is not", "active: a\noverrides: {read: c}\n", "active: a\noverrides: {read: c}\n"],
    ["nothing where its section is not", "active: a\n", "active: a\n"],
  ])("%s", (_name, before, after) => {
    expect(removeEntry(before, place)).toBe(after);
  });
});

const comment = fc.constantFrom("", " # why", "   # x, y: {z}");
const environment = fc
  .record({
    bom: fc.constantFrom("", "\uFEFF"),
    lineEnd: fc.constantFrom("\n", "\r\n"),
    head: fc.constantFrom("", "# top", "push: origin", "deliver:\n  to: /a/b # x"),
    comment,
    section: fc.constantFrom(
      "",
      "overrides: {}",
      "overrides: { }  # none",
      "overrides: {read: 'c'}",
      "overrides: {read: c,\n  write: d} # x",
      'overrides:\n  # x\n  read: "c" # y\n  # z',
      "overrides:\n    read: c\n    write: d",
    ),
    tail: fc.constantFrom("", "# end", "proxies:\n  - url: http://a # x", "push: origin"),
    last: fc.boolean(),
  })
  .map(({ bom, lineEnd, head, comment: remark, section, tail, last }) => {
    const lines = [head, `active: "a"${remark}`, section, head === tail ? "" : tail].filter((line) => line !== "");
    return bom + lines.join("\n").replaceAll("\n", lineEnd) + (last ? lineEnd : "");
  });

function remarks(text: string): string[] {
  return (text.match(/#.*/g) ?? []).map((remark) => remark.trim()).toSorted();
}

describe("whatever else stands in the file", () => {
  test("an entry that comes and goes leaves its bytes", () => {
    fc.assert(
      fc.property(environment, (text) => {
        const edited = setEntry(text, place, "b");
        expect(edited).not.toBe(text);
        expect(removeEntry(edited, place)).toBe(text);
      }),
    );
  });

  test("an entry that changes and changes back leaves its bytes", () => {
    fc.assert(
      fc.property(environment, (text) => {
        const edited = setEntry(text, place, "b");
        expect(setEntry(setEntry(edited, place, "c"), place, "b")).toBe(edited);
      }),
    );
  });

  test("an entry that goes takes no remark along", () => {
    fc.assert(
      fc.property(environment, comment, (text, remark) => {
        const edited = setEntry(text, place, "b").replace(/sort: b(?=\r?\n|$)/, `sort: b${remark}`);
        expect(remarks(removeEntry(edited, place))).toEqual(remarks(edited));
      }),
    );
  });
});
