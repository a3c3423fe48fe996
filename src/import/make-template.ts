import { escapeMustaches } from "./escape-mustaches.ts";
import type { Outline, OutlinedCollection } from "./outline.ts";

/** What the template no longer says by hand: entries of each collection, by their places in it. */
export interface TakenOut {
  readonly deployments: readonly number[];
  readonly aliases: readonly number[];
  readonly fallbacks: readonly number[];
}

/** The lines of a config, with holes where the tool prints. */
export function makeTemplate({ lines, modelList, router, aliases, fallbacks }: Outline, taken: TakenOut): string {
  const edits = new Edits(lines);
  edits.fill(modelList, taken.deployments, (column) =>
    taken.deployments.length > 0 ? deploymentHoles(column) : [hole(column, "deployments")],
  );
  edits.fill(aliases, taken.aliases, (column) => [hole(column, "aliases")]);
  edits.fill(fallbacks, taken.fallbacks, (column) => [hole(column, "fallbacks")]);
  const column = aliases.keyLine === undefined ? childColumn(router, lines) : aliases.keyColumn;
  const settings = [
    ...(aliases.keyLine === undefined ? aliasSetting(column) : []),
    ...(fallbacks.keyLine === undefined ? fallbackSetting(column) : []),
  ];
  if (router.keyLine !== undefined) edits.insert(router.keyLine + 1, settings);
  else edits.end(["router_settings:", ...settings]);
  return edits.text();
}

function hole(column: number, name: string): string {
  return `${" ".repeat(column)}{{yaml ${name}}}`;
}

function deploymentHoles(column: number): string[] {
  const indent = " ".repeat(column);
  return [
    "{{#each tasks}}",
    "{{#if description}}",
    `${indent}# {{yaml name}}: {{yaml description}}`,
    "{{/if}}",
    "{{#each groups}}",
    hole(column, "deployments"),
    "{{/each}}",
    "{{/each}}",
  ];
}

function aliasSetting(column: number): string[] {
  return [`${" ".repeat(column)}model_group_alias:`, hole(column + 2, "aliases")];
}

/** Without fallbacks the key is not there, as it was not before. */
function fallbackSetting(column: number): string[] {
  return ["{{#if fallbacks}}", `${" ".repeat(column)}fallbacks:`, hole(column + 2, "fallbacks"), "{{/if}}"];
}

/** Where the entries of a collection begin. */
function childColumn({ keyLine, keyColumn }: OutlinedCollection, lines: readonly string[]): number {
  if (keyLine === undefined) return 2;
  const child = lines.slice(keyLine + 1).find((line) => /^\s*[^\s#]/.test(line)) ?? "";
  const column = child.length - child.trimStart().length;
  return column > keyColumn || (column === keyColumn && child.trimStart().startsWith("- ")) ? column : keyColumn + 2;
}

/** Lines of a text, some of which go, and lines of a template that come between. */
class Edits {
  readonly #lines: readonly string[];
  readonly #gone = new Set<number>();
  readonly #before = new Map<number, string[]>();

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** Takes entries out of a collection, and puts lines where the first of them was, else where others end or begin. */
  fill(collection: OutlinedCollection, taken: readonly number[], holes: (column: number) => string[]): void {
    const { keyLine, stretches } = collection;
    if (keyLine === undefined) return;
    const known = stretches.filter((stretch) => stretch !== undefined);
    const out = taken.map((index) => stretches[index]).filter((stretch) => stretch !== undefined);
    for (const { first, last } of out) for (let line = first; line <= last; line += 1) this.#gone.add(line);
    const isWhole = known.length === stretches.length;
    const end = Math.max(keyLine, ...(isWhole ? known.map(({ last }) => last) : [])) + 1;
    const column = known[0]?.column ?? childColumn(collection, this.#lines);
    this.insert(out[0]?.first ?? end, holes(column));
  }

  insert(line: number, added: string[]): void {
    this.#before.set(line, [...(this.#before.get(line) ?? []), ...added]);
  }

  /** Blank lines between entries go with the entry before them. */
  #isGone(line: number): boolean {
    if (this.#gone.has(line)) return true;
    const isBlank = this.#lines[line]?.trim() === "";
    const before = isBlank ? this.#lines.findLastIndex((each, index) => index < line && each.trim() !== "") : -1;
    return this.#gone.has(before) && this.#gone.has(this.#nextContent(line));
  }

  #nextContent(line: number): number {
    return this.#lines.findIndex((each, index) => index > line && each.trim() !== "");
  }

  end(added: string[]): void {
    const blank = this.#lines.findLastIndex((line) => line.trim() !== "") + 1;
    this.insert(blank, added);
  }

  text(): string {
    const lines = [...this.#lines, ""].flatMap((line, index) => {
      const added = this.#before.get(index) ?? [];
      const isKept = index < this.#lines.length && !this.#isGone(index);
      return isKept ? [...added, escapeMustaches(line)] : added;
    });
    return `${lines.join("\n").replace(/\n+$/, "")}\n`;
  }
}
