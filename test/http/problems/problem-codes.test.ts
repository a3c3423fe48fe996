import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { problemCodes } from "../../../src/http/problems/problem-codes.ts";
import { routes } from "../../../src/http/routes/index.ts";

const source = readFileSync(join(import.meta.dirname, "../../../src/domain/failure.ts"), "utf8");
const failureCodes = [...source.matchAll(/^ {2}"?([a-z-]+)"?: "(?:never|now|later)",$/gm)].map(([, code]) => code);

describe("the catalogue of problems", () => {
  test("has every code of a failure", () => {
    expect(failureCodes.length).toBeGreaterThan(30);
    expect(failureCodes.filter((code) => code === undefined || !Object.hasOwn(problemCodes, code))).toEqual([]);
  });

  test("means a fault only by 503 and 504, but for a defect", () => {
    const faults = Object.entries(problemCodes).filter(([, { status }]) => status >= 500);
    expect(faults.filter(([, { status }]) => status !== 503).map(([code, { status }]) => `${code} ${status}`)).toEqual([
      "defect 500",
      "not-proven 504",
    ]);
  });

  test("says what each means in one sentence", () => {
    const titles = Object.values(problemCodes).map(({ title }) => title);
    expect(titles.filter((title) => !/^[A-Z][^.]*$/.test(title))).toEqual([]);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe("the list of routes", () => {
  test("has every file of the folder", () => {
    const files = readdirSync(join(import.meta.dirname, "../../../src/http/routes"));
    expect(files.filter((name) => name !== "index.ts").length).toBe(routes.length);
  });
});
