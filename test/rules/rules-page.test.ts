import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rulesMarkdown } from "../../src/report/rules-markdown.ts";
import { ruleGroups } from "../../src/rules/rule-descriptions.ts";

const docs = join(import.meta.dirname, "../../docs");
const page = join(docs, "rules.md");

test("the page of the rules is current; `npm run docs` writes it", () => {
  const text = rulesMarkdown(ruleGroups);
  if (process.env["DOCS"] === "write") {
    mkdirSync(docs, { recursive: true });
    writeFileSync(page, text);
  }
  expect(readFileSync(page, "utf8")).toBe(text);
});

test("a rule is a heading, what it asks and how bad it is otherwise", () => {
  const rule = { code: "alias-chain", severity: "error" as const, summary: "No alias leads to an alias" };
  expect(rulesMarkdown([{ about: "any config", rules: [rule] }])).toContain(
    "\n## About any config\n\n### [`alias-chain`](rules/alias-chain.md)\n\nNo alias leads to an alias. (error)\n",
  );
});
