import { expect, test } from "vitest";
import { schemaFindings } from "../../src/sources/schema-findings.ts";
import { parseSource } from "../../src/sources/source-document.ts";

const { document } = parseSource("profiles/a.yaml", "tasks: {}\nnote: some words\n");

test("A keyword that has no words of its own, in a schema without a description", () => {
  const error = { keyword: "maxLength", instancePath: "/note", schemaPath: "", params: { limit: 5 }, parentSchema: {} };
  expect(schemaFindings(document, [error])).toEqual([
    {
      severity: "error",
      code: "invalid-value",
      message: "`note` does not have the form that it needs",
      file: "profiles/a.yaml",
      line: 2,
      column: 7,
      endLine: 2,
      endColumn: 17,
    },
  ]);
});

test("The value is not repeated, as it may be a secret in the wrong place", () => {
  const parentSchema = { description: "What a reader should know." };
  const error = { keyword: "pattern", instancePath: "/note", schemaPath: "", params: {}, parentSchema, data: "sk-1" };
  const [finding] = schemaFindings(document, [error]);
  expect(JSON.stringify(finding)).not.toContain("sk-1");
  expect(finding?.hint).toBe("What a reader should know");
});
