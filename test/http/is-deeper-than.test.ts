import { expect, test } from "vitest";
import { isDeeperThan } from "../../src/http/is-deeper-than.ts";

test.for([
  { levels: 0, value: 1, deeper: false },
  { levels: 0, value: null, deeper: false },
  { levels: 0, value: [], deeper: true },
  { levels: 1, value: [1, "two", {}], deeper: true },
  { levels: 2, value: { a: [1], b: [] }, deeper: false },
  { levels: 2, value: { a: [1], b: [{}] }, deeper: true },
])("$value goes deeper than $levels: $deeper", ({ levels, value, deeper }) => {
  expect(isDeeperThan(levels, value)).toBe(deeper);
});
