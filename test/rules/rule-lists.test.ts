import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configRules, textRules } from "../../src/rules/config/index.ts";
import { renderedRules } from "../../src/rules/rendered/index.ts";
import { secretRules, sourcesRules } from "../../src/rules/sources/index.ts";

function textsIn(folder: string): { name: string; text: string }[] {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path).map((name) => ({ name, text: readFileSync(join(path, name), "utf8") }));
}

interface Listed {
  readonly code: string;
  readonly summary: string;
}

describe.each<{ folder: string; rules: readonly Listed[] }>([
  { folder: "sources", rules: [...secretRules, ...sourcesRules] },
  { folder: "rendered", rules: renderedRules },
  { folder: "config", rules: [...textRules, ...configRules] },
])("the rules about $folder", ({ folder, rules }) => {
  const files = textsIn(`../../src/rules/${folder}`).filter(({ text }) => /: Rule</.test(text));
  const tables = textsIn(folder)
    .map(({ text }) => text)
    .join("");

  test("are all in the list, and called like their files", () => {
    const codes = rules.map(({ code }) => `${code}.ts`);
    expect(codes.toSorted()).toEqual(
      files
        .map(({ name }) => name)
        .filter((name) => name !== "index.ts")
        .toSorted(),
    );
  });

  test.each(rules)("$code has a table of tests and a summary", ({ code, summary }) => {
    expect(tables).toContain(`testRule("${code}", [`);
    expect(summary).toMatch(/^[A-Z`].*[^.]$/);
  });
});
