import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { secretRules, sourcesRules } from "../../src/rules/sources/index.ts";

const folder = join(import.meta.dirname, "../../src/rules/sources");
const rules = [...secretRules, ...sourcesRules];
const ruleFiles = readdirSync(folder).filter((name) => / Rule<|: Rule</.test(readFileSync(join(folder, name), "utf8")));
const tables = readdirSync(join(import.meta.dirname, "sources"))
  .map((name) => readFileSync(join(import.meta.dirname, "sources", name), "utf8"))
  .join("");

describe("the rules about sources", () => {
  test("are all in the list, and called like their files", () => {
    const codes = rules.map(({ code }) => `${code}.ts`);
    expect(codes.toSorted()).toEqual(ruleFiles.filter((name) => name !== "index.ts").toSorted());
  });

  test.each(rules)("$code has a table of tests and a summary", ({ code, summary }) => {
    expect(tables).toContain(`testRule("${code}", [`);
    expect(summary).toMatch(/^[A-Z].*[^.]$/);
  });
});
