import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rulesMarkdown } from "../../src/report/rules-markdown.ts";
import { ruleGroups, withDocs } from "../../src/rules/rule-descriptions.ts";

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

test("a finding names the page of its rule, and none where no rule found it", () => {
  const finding = { code: "alias-chain", severity: "error" as const, message: "So it is", file: "a.yaml" };
  const placed = { ...finding, line: 1, column: 1, endLine: 1, endColumn: 2 };
  expect(withDocs(placed)).toEqual({ ...placed, docs: "docs/rules/alias-chain.md" });
  expect(withDocs({ ...placed, code: "wrong-type" })).toEqual({ ...placed, code: "wrong-type" });
});

test("a rule is a heading, what it asks and how bad it is otherwise", () => {
  const rule = { code: "alias-chain", severity: "error" as const, summary: "No alias leads to an alias" };
  expect(rulesMarkdown([{ about: "any config", rules: [rule] }])).toContain(
    "\n## About any config\n\n### [`alias-chain`](rules/alias-chain.md)\n\nNo alias leads to an alias. (error)\n",
  );
});
