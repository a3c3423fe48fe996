import { expect, test } from "vitest";
import { only } from "../../src/domain/only.ts";

test("The expected kind is returned", () => {
  const error = new RangeError("too far");
  expect(only(RangeError, error)).toBe(error);
});

test("Any other is thrown on, as it is", () => {
  const error = new TypeError("no function");
  expect(() => only(RangeError, error)).toThrow(error);
});
