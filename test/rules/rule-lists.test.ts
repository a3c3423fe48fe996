import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configRules, fileRules, textRules } from "../../src/rules/config/index.ts";
import { renderedRules } from "../../src/rules/rendered/index.ts";
import { ruleDescriptions } from "../../src/rules/rule-descriptions.ts";
import { secretRules, sourcesRules } from "../../src/rules/sources/index.ts";

function textsIn(folder: string): { name: string; text: string }[] {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path).map((name) => ({ name, text: readFileSync(join(path, name), "utf8") }));
}

interface Listed {
  readonly code: string;
  readonly summary: string;
}

test("every rule has a page, and every page a rule", () => {
  const pages = readdirSync(join(import.meta.dirname, "../../docs/rules"));
  expect(pages.toSorted()).toEqual(ruleDescriptions.map(({ code }) => `${code}.md`).toSorted());
});

describe.each<{ folder: string; rules: readonly Listed[] }>([
  { folder: "sources", rules: [...secretRules, ...sourcesRules] },
  { folder: "rendered", rules: renderedRules },
  { folder: "config", rules: [...fileRules, ...textRules, ...configRules] },
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
