import { expect, test } from "vitest";
import { embeddedPlaces } from "../../src/litellm/embedded-places.ts";

const at = (line: number, column: number) => ({ file: "f.yaml", line, column, endLine: line, endColumn: column + 1 });

test("A literal block keeps its lines, further to the right", () => {
  expect(embeddedPlaces("\na: 1\n", "data: |\n\n  a: 1\n", at(2, 1)).placeIn(at(2, 4))).toEqual({
    ...at(3, 6),
    file: "f.yaml",
  });
});

test("Of any other scalar there is only the whole one to point at", () => {
  expect(embeddedPlaces("a: 1", 'data: "a: 1"', at(1, 7))).toMatchObject({ areExact: false });
  expect(embeddedPlaces("a: 1", 'data: "a: 1"', at(1, 7)).placeIn(at(1, 4))).toEqual(at(1, 7));
});

test("YAML ends a line where no editor does, so that the outer text may have fewer", () => {
  const { placeIn, areExact } = embeddedPlaces("\n\na", "data: |\n  \u0085\u0085  a", at(2, 1));
  expect(placeIn(at(3, 1)).line).toBe(4);
  expect(areExact).toBe(false);
});
