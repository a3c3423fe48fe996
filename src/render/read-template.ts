import { parse as parseHandlebars } from "handlebars/dist/cjs/handlebars/compiler/base.js";

import { sortFindings } from "../domain/finding.ts";
import type { Finding, Place } from "../domain/finding.ts";
import type { Project } from "../domain/project.ts";
import { must } from "../domain/must.ts";
import { only } from "../domain/only.ts";
import { printPosition } from "./print-position.ts";
import type { PrintPosition } from "./print-position.ts";
import { viewScope } from "./view.ts";
import type { ViewName, ViewScope } from "./view.ts";

/**
 * A template that holds nothing but `{{yaml x}}`, `{{#each}}` and `{{#if}}` over names of the view, and `{{"{{"}}`, which
 * prints `{{` where `\{{` would mean something else.
 */
export interface Template {
  readonly program: hbs.AST.Program;
  /** Where each `{{yaml x}}` stands, by `line:column` of its braces as Handlebars counts them. */
  readonly positions: ReadonlyMap<string, PrintPosition>;
}

/** A stretch of the template; Handlebars counts lines from 1, columns from 0. */
type Stretch = Pick<hbs.AST.SourceLocation, "start" | "end">;

/** Findings instead of a template where anything else stands in it. */
export function readTemplate(source: Project["template"]): Template | readonly Finding[] {
  const text = source.text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const strange = [...characterFindings(source.path, text)];
  if (strange.length > 0) return strange;
  const program = parse(text);
  if (typeof program === "string") return [syntaxFinding(source.path, program)];
  const visitor = new TemplateVisitor(source.path, text.split("\n"));
  visitor.visitLines();
  visitor.visit(program, viewScope);
  return visitor.findings.length > 0 ? sortFindings(visitor.findings) : { program, positions: visitor.positions };
}

export function positionKey({ line, column }: { readonly line: number; readonly column: number }): string {
  return `${line}:${column}`;
}

/** Control characters that PyYAML refuses; one of them is the mark that stands for an empty value while it is filled. */
function* characterFindings(file: string, text: string): Generator<Finding> {
  for (const [index, line] of text.split("\n").entries()) {
    for (const { 0: character, index: column } of line.matchAll(/[^\P{Cc}\t\r\u0085]/gu)) {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      const start = { line: index + 1, column };
      yield {
        code: "template-syntax",
        severity: "error",
        message: `Character U+${code} is not allowed in YAML`,
        hint: "Remove it, or write it as an escape in double quotes",
        ...placeOf(file, { start, end: { ...start, column: column + 1 } }),
      };
    }
  }
}

/** The syntax tree, or what Handlebars says against the text. */
function parse(text: string): hbs.AST.Program | string {
  try {
    return parseHandlebars(text);
  } catch (error) {
    return only(Error, error).message;
  }
}

function syntaxFinding(file: string, message: string): Finding {
  const line = lineIn(message);
  return {
    code: "template-syntax",
    severity: "error",
    message: "The template is not valid Handlebars",
    hint: message.split("\n").join(" "),
    file,
    line,
    column: 1,
    endLine: line,
    endColumn: 1,
  };
}

/** Handlebars names the line in its message: `Parse error on line 3:` or `each doesn't match if - 1:3`. */
export function lineIn(message: string): number {
  return Number(/on line (\d+)|- (\d+):\d+$/.exec(message)?.slice(1).find(Boolean) ?? 1);
}

const allowedHint = "Allowed are `{{yaml x}}`, `{{#each x}}` and `{{#if x}}`, where `x` is a name of the view";

/** Walks Handlebars' syntax tree with the names that are in scope, and refuses the rest. */
class TemplateVisitor {
  readonly findings: Finding[] = [];
  readonly positions = new Map<string, PrintPosition>();
  readonly #file: string;
  readonly #lines: readonly string[];

  constructor(file: string, lines: readonly string[]) {
    this.#file = file;
    this.#lines = lines;
  }

  /** A block's tag stands alone on its line, so that the lines between are those that are printed. */
  visitLines(): void {
    for (const [index, line] of this.#lines.entries()) {
      const tag = /(?<!\\)\{\{~?(?:[#/^]|else\b)/.exec(line);
      if (tag !== null && !/^\s*\{\{[^{}]*\}\}\s*$/.test(line)) {
        const start = { line: index + 1, column: tag.index };
        this.#refuse({ start, end: start }, "A block's tag must stand alone on its line");
      }
    }
  }

  visit(program: hbs.AST.Program, scope: ViewScope): void {
    for (const statement of program.body) {
      if (isMustache(statement)) this.#mustache(statement, scope);
      else if (isBlock(statement)) this.#block(statement, scope);
      else if (statement.type !== "ContentStatement" && statement.type !== "CommentStatement") {
        this.#refuse(statement.loc, "A template has no partials and no decorators", allowedHint);
      }
    }
  }

  #mustache(statement: hbs.AST.MustacheStatement, scope: ViewScope): void {
    const { path, params, hash, escaped, strip, loc } = statement;
    if (isBraces(statement) && escaped && !strip.open && !strip.close) return;
    if (nameOf(path) !== "yaml" || params.length !== 1 || hash !== undefined) {
      this.#refuse(loc, `\`${this.#textOf(loc)}\` is not \`{{yaml x}}\``, allowedHint);
    } else if (!escaped || strip.open || strip.close) {
      this.#refuse(loc, `\`${this.#textOf(loc)}\` must be written \`{{yaml x}}\``, allowedHint);
    } else {
      this.#print(loc, this.#lookUp(params[0], scope));
    }
  }

  #print(loc: Stretch, name: ViewName | undefined): void {
    if (name === undefined) return;
    const { start, end } = loc;
    const line = must(this.#lines[start.line - 1], "The line of a tag");
    const position = start.line === end.line ? printPosition(line, start.column, end.column) : undefined;
    if (name.prints === undefined) {
      this.#refuse(loc, `\`${this.#textOf(loc)}\` has nothing to print`, "Walk through it with `{{#each}}`");
    } else if (position === undefined) {
      const hint = "It stands after `key: ` or `- `, alone on its line, or in a comment";
      this.#refuse(loc, `\`${this.#textOf(loc)}\` stands where no YAML value can be`, hint);
    } else if (position.kind === "entries" && name.prints === "text") {
      this.#refuse(
        loc,
        `\`${this.#textOf(loc)}\` has no entries to stand on lines of their own`,
        "Put a key before it",
      );
    } else {
      this.positions.set(positionKey(start), position);
    }
  }

  #block(statement: hbs.AST.BlockStatement, scope: ViewScope): void {
    const helper = nameOf(statement.path);
    if ((helper !== "each" && helper !== "if") || !isPlainBlock(statement) || this.#isRaw(statement.loc)) {
      return this.#refuse(statement.loc, "A block must be `{{#each x}}` or `{{#if x}}`", allowedHint);
    }
    const name = this.#lookUp(statement.params[0], scope);
    if (name === undefined) return;
    const inner = helper === "each" ? name.each : scope;
    if (inner === undefined) return this.#refuse(statement.loc, "`{{#each}}` needs the name of a list");
    // An inverse block `{{^if x}}` has only one of the two.
    const { program, inverse }: { program?: hbs.AST.Program; inverse?: hbs.AST.Program } = statement;
    if (program) this.visit(program, inner);
    if (inverse) this.visit(inverse, scope);
  }

  #lookUp(expression: hbs.AST.Expression | undefined, scope: ViewScope): ViewName | undefined {
    const name = expression && nameOf(expression);
    const found = name === undefined ? undefined : scope.get(name);
    if (found === undefined && expression !== undefined) {
      const names = [...scope.keys()].map((each) => `\`${each}\``).join(", ");
      const text = this.#textOf(expression.loc);
      this.#refuse(expression.loc, `\`${text}\` is no name of the view`, `The names here are ${names}`);
    }
    return found;
  }

  #isRaw({ start }: Stretch): boolean {
    return must(this.#lines[start.line - 1], "The line of a tag").startsWith("{{{{", start.column);
  }

  #textOf({ start, end }: Stretch): string {
    return must(this.#lines[start.line - 1], "The line of a tag").slice(
      start.column,
      start.line === end.line ? end.column : undefined,
    );
  }

  #refuse(loc: Stretch, message: string, hint?: string): void {
    const place = placeOf(this.#file, loc);
    this.findings.push({ code: "template-tag", severity: "error", message, ...(hint && { hint }), ...place });
  }
}

function placeOf(file: string, { start, end }: Stretch): Place {
  return {
    file,
    line: start.line,
    column: start.column + 1,
    endLine: end.line,
    endColumn: end.column + 1,
  };
}

/** No hash, no block parameters, no `~`, one parameter. */
function isPlainBlock({ params, hash, program, openStrip, inverseStrip, closeStrip }: hbs.AST.BlockStatement): boolean {
  const strips = [openStrip, inverseStrip, closeStrip].filter(Boolean);
  const stripped = strips.some(({ open, close }) => open || close);
  const named: { blockParams?: string[] } | undefined = program;
  return params.length === 1 && hash === undefined && !stripped && named?.blockParams === undefined;
}

/** The name exactly as written, where it is a plain one: no `../`, no `@data`, no path. */
export function nameOf(expression: hbs.AST.Expression | hbs.AST.Literal): string | undefined {
  if (!isPath(expression)) return undefined;
  const { data, depth, original } = expression;
  return data || depth > 0 ? undefined : original;
}

function isText(node: hbs.AST.Node): node is hbs.AST.StringLiteral {
  return node.type === "StringLiteral";
}

function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === "PathExpression";
}

/** Whether it is `{{"{{"}}`. */
export function isBraces({ path, params, hash }: hbs.AST.MustacheStatement): boolean {
  return params.length === 0 && hash === undefined && isText(path) && path.value === braces;
}

export const braces = "{{";

export function isMustache(node: hbs.AST.Node): node is hbs.AST.MustacheStatement {
  return node.type === "MustacheStatement";
}

export function isBlock(node: hbs.AST.Node): node is hbs.AST.BlockStatement {
  return node.type === "BlockStatement";
}

export function isContent(node: hbs.AST.Node): node is hbs.AST.ContentStatement {
  return node.type === "ContentStatement";
}
