import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/litellm/read-config.ts";

const text = `own: [1, 'two']
base: &b {key: x}
again: *b
merged: {<<: *b, mine: y}
unused: &u {key: z}
`;

describe("a spot", () => {
  test("says where key and value are written, and replaces them", () => {
    const spot = readConfig(text, "f.yaml").spotOf(["own", 1]);
    expect(spot?.key).toBeUndefined();
    expect(spot && text.slice(spot.value.start, spot.value.end)).toBe("'two'");
    const own = readConfig(text, "f.yaml").spotOf(["own"]);
    expect(own?.key).toMatchObject({ start: 0, end: 3 });
    expect(own?.key && own.replace(own.key, "other")).toEqual({
      place: { file: "f.yaml", line: 1, column: 1, endLine: 1, endColumn: 4 },
      text: "other",
    });
  });

  test.each([
    { path: ["own", 1], expected: true },
    { path: ["unused", "key"], expected: true },
    { path: ["merged", "mine"], expected: true },
    { path: ["base", "key"], expected: false },
    { path: ["base"], expected: false },
    { path: ["again", "key"], expected: false },
    { path: ["merged", "key"], expected: false },
  ])("at $path may be edited: $expected", ({ path, expected }) => {
    expect(readConfig(text).spotOf(path)?.isEditable).toBe(expected);
  });

  test("is nowhere where the path leads nowhere, or nothing can be read", () => {
    const { spotOf } = readConfig(text);
    expect([spotOf(["gone"]), spotOf(["own", 7]), spotOf(["own", 0, "deeper"])]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(readConfig("a: [").spotOf(["a"])).toBeUndefined();
    expect(readConfig("").spotOf([])).toBeUndefined();
  });
});
