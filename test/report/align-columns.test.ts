import { expect, test } from "vitest";
import { alignColumns } from "../../src/report/align-columns.ts";

test("cells stand below each other, also where rows differ in length", () => {
  expect(alignColumns([["a", "bb", "c"], ["aaa"], ["", "b", "c", "d"]])).toEqual([
    "a    bb  c",
    "aaa",
    "     b   c  d",
  ]);
});
