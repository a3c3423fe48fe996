import { expect, test } from "vitest";
import { durationSeconds } from "../../src/sources/duration.ts";

test.each([
  ["5s", 5],
  ["3m", 180],
  ["2h", 7200],
])("%s", (written, seconds) => {
  expect(durationSeconds(written)).toBe(seconds);
});

test.each(["5", "5d", "s"])("%s is refused: the schema let it through", (written) => {
  expect(() => durationSeconds(written)).toThrow("No duration");
});
