import { assert, jsonValue, property } from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { isSameJson } from "../../src/domain/same-json.ts";

test.each([
  [1, 1, true],
  [1, "1", false],
  [null, null, true],
  [null, {}, false],
  [{}, null, false],
  [{}, [], false],
  [[], {}, false],
  [{ a: 1, b: [2, { c: null }] }, { b: [2, { c: null }], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [{ a: undefined }, { b: undefined }, false],
  [{ a: { b: 1 } }, { a: { b: 2 } }, false],
  [[1, 2], [2, 1], false],
  [[1, 2], [1, 2, 3], false],
])("%j and %j: %s", (a, b, same) => {
  expect(isSameJson(a, b)).toBe(same);
});

test("agrees with Node about any two values", () => {
  const value = jsonValue({ maxDepth: 3 }).map((each) => JSON.parse(JSON.stringify(each)));
  assert(
    property(value, value, (a, b) => {
      expect(isSameJson(a, b)).toBe(isDeepStrictEqual(a, b));
      expect(isSameJson(a, structuredClone(a))).toBe(true);
    }),
  );
});
