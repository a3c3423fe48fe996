import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rulePage, type RuleExample } from "../../src/report/rule-page.ts";
import { ruleDescriptions } from "../../src/rules/rule-descriptions.ts";

const folder = join(import.meta.dirname, "../../docs/rules");

/** Tests that the page of a rule holds its examples; `npm run docs` writes it. */
export function testPage(code: string, example: () => RuleExample): void {
  test(`${code}: its page`, () => {
    const description = ruleDescriptions.find((rule) => rule.code === code);
    if (description === undefined) throw new Error(`No rule is called ${code}`);
    const [page, text] = [join(folder, `${code}.md`), rulePage(description, example())];
    if (process.env["DOCS"] === "write") {
      mkdirSync(folder, { recursive: true });
      writeFileSync(page, text);
    }
    expect(readFileSync(page, "utf8")).toBe(text);
  });
}

/** The shortest of some cases: it shows best. */
export function shortest<T>(cases: readonly T[], textOf: (one: T) => string): T {
  const [first, ...others] = cases;
  if (first === undefined) throw new Error("The table has no such case");
  return others.reduce((best, one) => (textOf(one).length < textOf(best).length ? one : best), first);
}
