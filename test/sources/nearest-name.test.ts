import { expect, test } from "vitest";
import { nameHint } from "../../src/sources/nearest-name.ts";

test.each([
  ["premum", ["balanced", "premium"], "Did you mean `premium`?"],
  ["PREMIUM", ["balanced", "premium"], "Did you mean `premium`?"],
  ["ab", ["abc", "ac"], "Did you mean `abc`?"],
  ["fast", ["balanced", "premium"], "The profiles are `balanced`, `premium`"],
  ["fast", [], "There are no profiles"],
])("%s of %j", (wrong, legal, expected) => {
  expect(nameHint(wrong, legal, "profiles")).toBe(expected);
});
