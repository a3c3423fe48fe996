import { describe, expect, test } from "vitest";
import { parseSource } from "../../src/sources/source-document.ts";

const text = `# top
tasks:
  synthesis:
    - {model: a/b, "weight": 3}
    - model: c/d
  empty:
shared: &s {x: 1}
again: *s
`;

test("minus zero is zero, as in JSON", () => {
  expect(parseSource("profiles/a.yaml", "[-0, -0.0, 0]\n").document.value).toEqual([0, 0, 0]);
});

describe("placeOf", () => {
  const { document } = parseSource("profiles/a.yaml", text);

  test.each([
    ["a value", ["tasks", "synthesis", 0, "model"], "value", "4:15-4:18"],
    ["a key", ["tasks", "synthesis", 0, "model"], "key", "4:8-4:13"],
    ["a quoted key", ["tasks", "synthesis", 0, "weight"], "key", "4:20-4:28"],
    ["a mapping over lines", ["tasks", "synthesis", 1], "value", "5:7-6:1"],
    ["an item has no key", ["tasks", "synthesis", 1], "key", "5:7-6:1"],
    ["an index as text", ["tasks", "synthesis", "1", "model"], "value", "5:14-5:17"],
    ["an empty value is at its key", ["tasks", "empty"], "value", "6:3-6:8"],
    ["what does not exist is at its parent", ["tasks", "synthesis", 0, "params", "x"], "key", "4:7-4:32"],
    ["an alias, not its anchor", ["again"], "value", "8:8-8:10"],
    ["what is behind an alias", ["again", "x"], "key", "8:8-8:10"],
    ["below a scalar", ["shared", "x", "y"], "value", "7:16-7:17"],
    ["the whole", [], "value", "2:1-9:1"],
  ] as const)("%s", (_name, path, part, expected) => {
    const place = document.placeOf(path, part);
    expect(`${place.line}:${place.column}-${place.endLine}:${place.endColumn}`).toBe(expected);
    expect(place.file).toBe("profiles/a.yaml");
  });

  test.each([
    ["LF", "a: 1\nb: 2\n", 2, 4],
    ["CRLF", "a: 1\r\nb: 2\r\n", 2, 4],
    ["a byte order mark takes no column", "\uFEFFb: 2\n", 1, 4],
    ["a wide character takes two", "{'😀': 1, b: 2}", 1, 14],
  ])("counts lines and columns with %s", (_name, lines, line, column) => {
    expect(parseSource("x", lines).document.placeOf(["b"])).toMatchObject({ line, column });
  });
});

test("a key called __proto__ is a key like any other", () => {
  const { document, findings } = parseSource("x", "__proto__: {a: 1}\n");
  expect(findings).toEqual([]);
  expect(Object.keys(Object(document.value))).toEqual(["__proto__"]);
});

test("only the first few syntax errors are told", () => {
  expect(parseSource("x", "[".repeat(50)).findings).toHaveLength(5);
});
