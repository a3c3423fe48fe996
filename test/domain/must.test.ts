import { expect, test } from "vitest";
import { must, mustBe } from "../../src/domain/must.ts";

test.each([0, "", false])("%j is there", (value) => {
  expect(must(value, "The value")).toBe(value);
});

test.each([null, undefined])("%j is not, and what it would be is named", (value) => {
  expect(() => must(value, "The first line")).toThrow(new Error("The first line is missing"));
});

const isText = (value: unknown): value is string => typeof value === "string";

test("A value of the kind that it must be is returned", () => {
  expect(mustBe<unknown, string>("a", isText, "The value")).toBe("a");
});

test("Any other is not, and what it would be is named", () => {
  expect(() => mustBe<unknown, string>(1, isText, "The word")).toThrow(new Error("The word is something else"));
});
