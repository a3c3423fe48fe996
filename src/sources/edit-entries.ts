import { isDeepStrictEqual } from "node:util";
import { isScalar } from "yaml";
import { Failure } from "../domain/failure.ts";
import { isJsonObject, type Json, type JsonObject } from "../domain/json.ts";
import { must, mustBe } from "../domain/must.ts";
import { commentsIn, indentAt, insertLines, lineAfter, lineStart, replaceLines } from "./edit-lines.ts";
import { asEntries, endOf, findEntry, rangeOf, startOf, type Entries, type Entry } from "./entry-range.ts";
import { isParsed, parseYaml, Unreadable } from "./parse-yaml.ts";

/** An entry of a mapping that stands under a key at the top of a file: `overrides` → `synthesis`. */
export interface EntryPlace {
  readonly section: string;
  readonly key: string;
}

/**
 * An environment's text with one entry set; `value` is one line of YAML. Nothing else changes: comments, the order of
 * keys, the way a name is quoted, line ends and a byte order mark stay. A section that is missing is written below
 * `active`. Throws `source-not-editable` where the file is written in a way that cannot be edited so.
 */
export function setEntry(text: string, place: EntryPlace, value: string): string {
  const root = readRoot(text);
  const section = findEntry(root, place.section)?.value ?? undefined;
  const edited =
    section === undefined ? addSection(text, root, place, value) : setIn(text, asEntries(section), place, value);
  return checked(text, edited, place, read(value));
}

/**
 * An environment's text without one entry, and without its section where that was its last one and nothing else stands
 * in it; comments stay. The same text where there is no such entry. Throws as `setEntry`.
 */
export function removeEntry(text: string, place: EntryPlace): string {
  const root = readRoot(text);
  const section = findEntry(root, place.section);
  const entries = asEntries(section?.value);
  const entry = entries && findEntry(entries, place.key);
  if (section === undefined || entries === undefined || entry === undefined) return text;
  const edited =
    entries.flow === true ? removeFromBraces(text, root, section, entry) : removeLines(text, section, entry);
  return checked(text, edited, place, undefined);
}

function readRoot(text: string): Entries {
  return must(asEntries(mustBe(parseYaml(text), isParsed, "An environment").contents), "The environment's mapping");
}

function addSection(text: string, root: Entries, { section, key }: EntryPlace, value: string): string {
  const end = endOf(must(findEntry(root, "active"), "The active profile"));
  if (root.flow === true) return insert(text, end, `, ${section}: {${key}: ${value}}`);
  const indent = indentAt(text, startOf(must(root.items[0], "The first key")));
  return insertLines(text, lineAfter(text, end), [`${indent}${section}:`, `${indent}  ${key}: ${value}`]);
}

function setIn(text: string, entries: Entries | undefined, { key }: EntryPlace, value: string): string {
  if (entries === undefined) return text;
  const entry = findEntry(entries, key);
  if (entry !== undefined) return replaceValue(text, entry, value);
  const [first, last] = [entries.items[0], entries.items.at(-1)];
  if (first === undefined || last === undefined) return insert(text, rangeOf(entries)[0] + 1, `${key}: ${value}`);
  if (entries.flow === true) return insert(text, endOf(last), `, ${key}: ${value}`);
  return insertLines(text, lineAfter(text, endOf(last)), [`${indentAt(text, startOf(first))}${key}: ${value}`]);
}

/** A name keeps its quotes. */
function replaceValue(text: string, entry: Entry, value: string): string {
  const node = must(entry.value, "The value of an entry");
  const [start, end] = rangeOf(node);
  const quote = isScalar(node) ? (/^["']/.exec(text.slice(start, end))?.[0] ?? "") : "";
  return text.slice(0, start) + quote + value + quote + text.slice(end);
}

/** A file that is one mapping in braces loses an empty section, too. */
function removeFromBraces(text: string, root: Entries, section: Entry, entry: Entry): string {
  const entries = must(asEntries(section.value), "The entries of a section");
  return entries.items.length === 1 && root.flow === true
    ? removeItem(text, root, section)
    : removeItem(text, entries, entry);
}

/** With the comma that parts it from its neighbour; comments between them stay. */
function removeItem(text: string, { items }: Entries, item: Entry): string {
  const index = items.indexOf(item);
  const [before, after] = [index === 0 ? undefined : items[index - 1], items[index + 1]];
  const [start, end] = [startOf(item), endOf(item)];
  if (before !== undefined) return cut(text, [endOf(before), start], [start, end]);
  return after === undefined ? text.slice(0, start) + text.slice(end) : cut(text, [end, startOf(after)], [start, end]);
}

type Range = readonly [start: number, end: number];

/** Without an item and the stretch beside it, of which a comment stays. */
function cut(text: string, stretch: Range, item: Range): string {
  const between = text.slice(...stretch);
  const kept = between.includes("#") ? between.replace(",", "") : "";
  const [start, end] = [Math.min(stretch[0], item[0]), Math.max(stretch[1], item[1])];
  return text.slice(0, start) + kept + text.slice(end);
}

/** The entry's lines, and those of its section where nothing else stands in it. */
function removeLines(text: string, section: Entry, entry: Entry): string {
  const own: Range = [lineStart(text, startOf(entry)), lineAfter(text, endOf(entry))];
  const indent = indentAt(text, startOf(entry));
  const kept = commentsIn(text.slice(...own)).map((comment) => indent + comment);
  const entries = must(asEntries(section.value), "The entries of a section");
  if (entries.items.length > 1) return replaceLines(text, own, kept);
  const all: Range = [lineStart(text, startOf(section)), own[1]];
  if (commentsIn(text.slice(...all)).length === 0) return replaceLines(text, all, []);
  const colon = text.indexOf(":", rangeOf(section.key)[1]) + 1;
  return insert(replaceLines(text, own, kept), colon, " {}");
}

function insert(text: string, at: number, addition: string): string {
  return text.slice(0, at) + addition + text.slice(at);
}

/** The edited text, if it says just what it should. */
function checked(before: string, after: string, { section, key }: EntryPlace, value: Json | undefined): string {
  const [old, now] = [mustBe(read(before), isJsonObject, "The environment"), read(after)];
  const { [key]: _, ...others } = entriesIn(old, section);
  const wanted = value === undefined ? others : { ...others, [key]: value };
  const isMeant =
    isJsonObject(now) &&
    isDeepStrictEqual(entriesIn(now, section), wanted) &&
    isDeepStrictEqual({ ...now, [section]: null }, { ...old, [section]: null });
  if (isMeant) return after;
  throw new Failure(
    "source-not-editable",
    `\`${section}\` of the environment's file cannot be edited without rewriting it`,
    "Write it without anchors, aliases and tags, or edit it by hand",
  );
}

/** Undefined for a text that is no YAML. */
function read(text: string): Json | undefined {
  const parsed = parseYaml(text);
  if (parsed instanceof Unreadable || parsed.errors.length > 0) return undefined;
  const value: Json = parsed.toJS();
  return value;
}

function entriesIn(value: JsonObject, section: string): JsonObject {
  const entries = value[section];
  return isJsonObject(entries) ? entries : {};
}
