import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { printComment, printEntries, printFlow } from "./print-yaml.ts";
import type { PrintPosition } from "./print-position.ts";
import { isBlock, isContent, isMustache, nameOf, positionKey } from "./read-template.ts";
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
  const position = positions.get(positionKey(statement.loc.start));
  if (position === undefined) throw new Error("A template prints where no position was read");
  return print(valueOf(statement, scope), position);
}

function fillBlock(block: hbs.AST.BlockStatement, scope: JsonObject, positions: Template["positions"]): string {
  // An inverse block `{{^if x}}` has only one of the two.
  const { program, inverse }: { program?: hbs.AST.Program; inverse?: hbs.AST.Program } = block;
  const value = valueOf(block, scope);
  if (isEmpty(value)) return fill(inverse, scope, positions);
  if (nameOf(block.path) === "if") return fill(program, scope, positions);
  const items = isJsonArray(value) ? value : [];
  return items.map((item) => fill(program, scopeOf(item), positions)).join("");
}

/** What the only parameter of a tag names. */
function valueOf({ params }: { readonly params: readonly hbs.AST.Expression[] }, scope: JsonObject): Json {
  const [name] = params;
  const value = scope[(name && nameOf(name)) ?? ""];
  if (value === undefined) throw new Error("A template names what reading it did not find");
  return value;
}

/** The names within `{{#each}}`: those of the item, and the item itself. */
function scopeOf(item: Json): JsonObject {
  return isJsonObject(item) ? { ...item, this: item } : { this: item };
}

function print(value: Json, { kind, column }: PrintPosition): string {
  if (kind === "comment") return printComment(value);
  if (kind === "value") return printFlow(value);
  if (isEmpty(value)) return emptyMark + printFlow(value);
  return entriesOf(value).join(`\n${" ".repeat(column)}`);
}

function entriesOf(value: Json): string[] {
  if (isJsonArray(value) || isJsonObject(value)) return printEntries(value);
  throw new Error("A template prints a single value as entries");
}

function isEmpty(value: Json): boolean {
  if (isJsonArray(value)) return value.length === 0;
  return isJsonObject(value) ? Object.keys(value).length === 0 : value === null || value === "";
}
