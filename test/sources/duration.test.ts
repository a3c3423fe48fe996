import { expect, test } from "vitest";
import { durationSeconds, readDuration } from "../../src/sources/duration.ts";

test.each([
  ["5s", 5],
  ["3m", 180],
  ["2h", 7200],
  ["30d", 2_592_000],
])("%s", (written, seconds) => {
  expect(durationSeconds(written)).toBe(seconds);
});

test.each(["5", "5w", "s"])("%s is refused: the schema let it through", (written) => {
  expect(() => durationSeconds(written)).toThrow("No duration");
});

test.each(["0h", "1.5h", " 4h", "4H", "123456s", ""])("%j is no duration", (written) => {
  expect(readDuration(written)).toBeUndefined();
});
