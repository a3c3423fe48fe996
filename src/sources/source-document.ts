import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { Node, Pair } from "yaml";
import type { Finding, Place } from "../domain/finding.ts";
import type { Json } from "../domain/json.ts";
import { must, mustBe } from "../domain/must.ts";
import { loadPlain } from "./load-plain.ts";
import { isParsed, parseYaml, Unreadable } from "./parse-yaml.ts";
import type { ParsedYaml } from "./parse-yaml.ts";
import type { Path } from "./path-text.ts";
import { placesIn } from "./text-places.ts";
import type { PlaceAt } from "./text-places.ts";
import { valueOf } from "./yaml-value.ts";

/** Most syntax errors that one file shows; what follows the first few is noise. */
const mostSyntaxErrors = 5;

/** One YAML source, with the place of everything in it. */
export interface SourceDocument {
  /** Path relative to the project. */
  readonly file: string;
  readonly text: string;
  readonly value: Json;
  /** Place of the value at a path, or of its key; where the path ends early, of the last step that exists. */
  placeOf(path: Path, part?: "key" | "value"): Place;
}

/** A source as far as it could be read; with errors among the findings its value is not to be relied on. */
export interface ParsedSource {
  readonly document: SourceDocument;
  readonly findings: readonly Finding[];
}

/** What was read last of each path: most sources are as they were when a project is read again. */
const last = new Map<string, ParsedSource>();

/** Reads one YAML source. Never throws: what is wrong with it is in the findings. */
export function parseSource(file: string, text: string): ParsedSource {
  const known = last.get(file);
  if (known?.document.text === text) return known;
  const parsed = parse(file, text);
  last.set(file, parsed);
  return parsed;
}

function parse(file: string, text: string): ParsedSource {
  const value = loadPlain(text);
  if (value === undefined) return parseThoroughly(file, text);
  const placeAt = placesIn(file, text);
  // What is plain is shorter, and nested less, than what is unreadable.
  const contents = (): Node | null => mustBe(parseYaml(text), isParsed, "Plain YAML").contents;
  return { document: new YamlSource({ file, text, value }, contents, placeAt), findings: [] };
}

/** Says what is wrong, and where. Slower, so only for what is not plain. */
function parseThoroughly(file: string, text: string): ParsedSource {
  const placeAt = placesIn(file, text);
  const parsed = parseYaml(text);
  if (parsed instanceof Unreadable) {
    const { offset, message } = parsed;
    const document = new YamlSource({ file, text, value: null }, () => null, placeAt);
    return { document, findings: [problemFinding({ start: offset, end: offset, message }, placeAt)] };
  }
  const { value, problems } = valueOf(parsed);
  const document = new YamlSource({ file, text, value }, () => parsed.contents, placeAt);
  const findings = [...syntaxFindings(parsed, placeAt), ...problems.map((each) => problemFinding(each, placeAt))];
  return { document, findings };
}

function syntaxFindings(parsed: ParsedYaml, placeAt: PlaceAt): Finding[] {
  const errors = parsed.errors.slice(0, mostSyntaxErrors).map((error) => ({ severity: "error" as const, error }));
  const warnings = parsed.warnings.map((error) => ({ severity: "warning" as const, error }));
  return [...errors, ...warnings].map(({ severity, error }) => ({
    code: error.code === "DUPLICATE_KEY" ? "duplicate-key" : "yaml-syntax",
    severity,
    message: error.code === "DUPLICATE_KEY" ? "A key stands twice in one mapping" : firstLine(error.message),
    ...placeAt(...error.pos),
  }));
}

function problemFinding(problem: { start: number; end: number; message: string }, placeAt: PlaceAt): Finding {
  return { code: "yaml-value", severity: "error", message: problem.message, ...placeAt(problem.start, problem.end) };
}

function firstLine(message: string): string {
  return message.replace(/\n.*/s, "").replace(/[.:]$/, "");
}

class YamlSource implements SourceDocument {
  readonly file: string;
  readonly text: string;
  readonly value: Json;
  readonly #readContents: () => Node | null;
  readonly #placeAt: PlaceAt;
  #contents: Node | null | undefined;

  /** The nodes are read when the first place is asked for: most sources have no finding. */
  constructor(read: Pick<SourceDocument, "file" | "text" | "value">, contents: () => Node | null, placeAt: PlaceAt) {
    this.file = read.file;
    this.text = read.text;
    this.value = read.value;
    this.#readContents = contents;
    this.#placeAt = placeAt;
  }

  placeOf(path: Path, part: "key" | "value" = "value"): Place {
    this.#contents ??= this.#readContents();
    let node: Node | null = this.#contents;
    let range: Range = node?.range ?? [0, 0];
    for (const [index, step] of path.entries()) {
      const child = childOf(node, step);
      if (child === undefined) break;
      const wantsKey = part === "key" && index === path.length - 1;
      range = rangeOf(child, wantsKey);
      node = child.value;
    }
    return this.#placeAt(range[0], range[1]);
  }
}

type Range = readonly [number, number, ...number[]];

interface Child {
  readonly key: Node | undefined;
  readonly value: Node | null;
}

function childOf(node: Node | null, step: string | number): Child | undefined {
  if (isAlias(node)) return undefined;
  if (isMap<Node, Node | null>(node)) {
    const pair = node.items.find((item: Pair<Node, Node | null>) => isScalar(item.key) && item.key.value === step);
    return pair && { key: pair.key, value: pair.value };
  }
  const item = isSeq<Node>(node) ? node.items[Number(step)] : undefined;
  return item && { key: undefined, value: item };
}

/** Range of the key where it is asked for, or where the value is empty and stands nowhere. */
function rangeOf({ key, value }: Child, wantsKey: boolean): Range {
  const valueRange = value?.range;
  const stands = valueRange && valueRange[1] > valueRange[0];
  return must((wantsKey || !stands ? key?.range : undefined) ?? valueRange, "The place of a node");
}
