import { InvalidArgumentError } from "commander";
import { expect, it } from "vitest";
import { readSince } from "../../src/cli/read-since.ts";

const now = new Date("2026-03-01T12:00:00Z");

it.each([
  ["2h", "2026-03-01T10:00:00.000Z"],
  ["30d", "2026-01-30T12:00:00.000Z"],
  ["2026-02-01", "2026-02-01T00:00:00.000Z"],
  ["2026-02-01T08:00+01:00", "2026-02-01T07:00:00.000Z"],
])("%s", (text, since) => {
  expect(readSince(text)(now).toISOString()).toBe(since);
});

it("refuses a time without a zone, and says how to write it", () => {
  expect(() => readSince("2026-02-01T08:00")).toThrow(InvalidArgumentError);
  expect(() => readSince("2026-02-01T08:00")).toThrow("`2026-02-01T08:00Z` is UTC");
});
