import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { must, mustBe } from "../domain/must.ts";
import { printComment, printEntries, printFlow } from "./print-yaml.ts";
import type { PrintPosition } from "./print-position.ts";
import { braces, isBlock, isBraces, isContent, isMustache, nameOf, positionKey } from "./read-template.ts";
import type { Template } from "./read-template.ts";
import { emptyMark, settleEmptyValues } from "./settle-empty-values.ts";
import type { View } from "./view.ts";

/**
 * The text of a template, filled from the view. Reading it let nothing through but text, `{{yaml x}}`, `{{#each}}` and
 * `{{#if}}` over names that are there, so its tree is walked here; compiling it takes longer than all the rest.
 */
export function fillTemplate({ program, positions }: Template, view: View): string {
  return settleEmptyValues(fill(program, { ...view }, positions));
}

function fill(program: hbs.AST.Program | undefined, scope: JsonObject, positions: Template["positions"]): string {
  return (program?.body ?? []).map((statement) => fillStatement(statement, scope, positions)).join("");
}

function fillStatement(statement: hbs.AST.Statement, scope: JsonObject, positions: Template["positions"]): string {
  if (isContent(statement)) return statement.value;
  if (isBlock(statement)) return fillBlock(statement, scope, positions);
  if (!isMustache(statement)) return "";
  if (isBraces(statement)) return braces;
  const position = positions.get(positionKey(statement.loc.start));
  return print(valueOf(statement, scope), must(position, "The position of a tag"));
}

function fillBlock(block: hbs.AST.BlockStatement, scope: JsonObject, positions: Template["positions"]): string {
  // An inverse block `{{^if x}}` has only one of the two.
  const { program, inverse }: { program?: hbs.AST.Program; inverse?: hbs.AST.Program } = block;
  const value = valueOf(block, scope);
  if (isEmpty(value)) return fill(inverse, scope, positions);
  if (nameOf(block.path) === "if") return fill(program, scope, positions);
  // Reading the template let `each` walk through lists of mappings only; the item itself is `this`.
  const items = mustBe(value, isJsonArray, "The list").map((item) => mustBe(item, isJsonObject, "An item"));
  return items.map((item) => fill(program, { ...item, this: item }, positions)).join("");
}

/** What the only parameter of a tag names. */
function valueOf({ params }: { readonly params: readonly hbs.AST.Expression[] }, scope: JsonObject): Json {
  const [parameter] = params;
  const name = nameOf(must(parameter, "The parameter of a tag"));
  return must(scope[must(name, "The name in a tag")], "What a tag names");
}

function print(value: Json, { kind, column }: PrintPosition): string {
  if (kind === "comment") return printComment(value);
  if (kind === "value") return printFlow(value);
  if (isEmpty(value)) return emptyMark + printFlow(value);
  return printEntries(value).join(`\n${" ".repeat(column)}`);
}

function isEmpty(value: Json): boolean {
  if (isJsonArray(value)) return value.length === 0;
  return isJsonObject(value) ? Object.keys(value).length === 0 : value === null || value === "";
}
