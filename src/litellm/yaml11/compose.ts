import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, getScalarValue } from "js-yaml";
import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from "js-yaml";

import { parse } from "./parse.ts";
import type { ParsedEvents } from "./parse.ts";
import { refuseCharacters, refuseFront, refuseTabs } from "./refuse.ts";
import { Refusal, Unsupported } from "./refusal.ts";
import { resolvePlain } from "./scalar.ts";
import { mustBe } from "../../domain/must.ts";

/** Where a node lies in the text; the end is exclusive. A collection ends with its last scalar. */
interface Span {
  readonly start: number;
  end: number;
}

export interface ScalarNode extends Span {
  readonly kind: "scalar";
  /** The tag, without `tag:yaml.org,2002:` where it has that. */
  readonly tag: string;
  readonly text: string;
}

export interface SequenceNode extends Span {
  readonly kind: "sequence";
  readonly tag: string;
  readonly items: YamlNode[];
}

export interface MappingNode extends Span {
  readonly kind: "mapping";
  readonly tag: string;
  /** As written. */
  readonly written: [key: YamlNode, value: YamlNode][];
  /** With what `<<` merges in front, once the mapping is constructed. */
  pairs: MappingNode["written"];
}

/** A node of PyYAML's representation graph; an alias is the very node that it names. */
export type YamlNode = ScalarNode | SequenceNode | MappingNode;

/** What the parser gives where a node is due. */
type NodeEvent = ScalarEvent | SequenceEvent | MappingEvent | AliasEvent;

function isNodeEvent(event: Event | undefined): event is NodeEvent {
  return event !== undefined && "anchorStart" in event;
}

/** The only document of a text, as PyYAML composes it; undefined where there is none. Throws `Refusal`. */
export function compose(text: string): YamlNode | undefined {
  refuseCharacters(text);
  const lined = text.replaceAll(/[\u0085\u2028\u2029]/g, "\n");
  refuseFront(lined);
  const parsed = parse(lined);
  refuseTabs(parsed);
  return new Composer(parsed, text).document();
}

const longestKey = 1024;

/** A `?` in front of a key, with an anchor or a tag between. */
const explicitMark = /(?:^|[\s{[,])\?\s+(?:[&!]\S*\s+)*$/;

/** Walks the parser's events once. */
class Composer {
  readonly #source: string;
  /** As it was given, for places in it. */
  readonly #text: string;
  /** Whether anything in it may have to be refused by how it is written. */
  readonly #isOdd: boolean;
  readonly #events: readonly Event[];
  readonly #original: ParsedEvents["original"];
  readonly #anchors = new Map<string, YamlNode>();
  #next = 0;
  /** Where the last scalar ended: the place of an empty one. */
  #end = 0;
  /** How many brackets are open. */
  #brackets = 0;

  constructor({ source, events, original }: ParsedEvents, text: string) {
    this.#text = text;
    this.#isOdd = /[\u2028\u2029]|\\U/.test(text) || hasMarkedLine(text);
    this.#source = source;
    this.#events = events;
    this.#original = original;
  }

  document(): YamlNode | undefined {
    if (this.#events.length === 0) return undefined;
    this.#next = 1;
    const node = this.#node();
    this.#next += 1;
    const second = this.#events[this.#next + 1];
    if (second === undefined) return node;
    const start = startOf(second);
    throw new Refusal("The file holds more than one YAML document", start < 0 ? this.#end : this.#original(start));
  }

  #node(): YamlNode {
    const event = mustBe(this.#events[this.#next], isNodeEvent, "A node");
    this.#next += 1;
    if (event.type === EVENT_ID.SCALAR) return this.#scalar(event);
    if (event.type === EVENT_ID.SEQUENCE) return this.#sequence(event);
    if (event.type === EVENT_ID.MAPPING) return this.#mapping(event);
    return this.#alias(event);
  }

  #scalar(event: ScalarEvent): ScalarNode {
    const span = this.#spanOf(event);
    if (this.#isOdd) this.#refuseWritten(event, span);
    const text = this.#textOf(event);
    if (event.style === SCALAR_STYLE.PLAIN && this.#brackets > 0) this.#refuseFlowMarks(text, event.valueStart);
    const implied = event.style === SCALAR_STYLE.PLAIN ? resolvePlain(text) : "str";
    const tag = this.#tag(event, implied, resolvePlain(text));
    return this.#anchored(event, { kind: "scalar", tag, text, ...span });
  }

  /** A block of text that the file ends in has a last line break only where one is written. */
  #textOf(event: ScalarEvent): string {
    const text = getScalarValue(this.#source, event);
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    const isOpen = isBlock && event.valueEnd === this.#source.length && !/[\r\n]$/.test(this.#source);
    return isOpen ? text.replace(/\n$/, "") : text;
  }

  #spanOf({ style, valueStart, valueEnd }: ScalarEvent): Span {
    if (valueStart < 0) return { start: this.#end, end: this.#end };
    const quote = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
    this.#end = this.#original(valueEnd + quote);
    return { start: this.#original(valueStart - quote), end: this.#end };
  }

  #sequence(event: SequenceEvent): SequenceNode {
    const start = this.#original(event.start);
    const tag = this.#tag(event, "seq", "seq");
    const node: SequenceNode = this.#anchored(event, { kind: "sequence", tag, items: [], start, end: start });
    const brackets = event.style === COLLECTION_STYLE.FLOW ? 1 : 0;
    this.#brackets += brackets;
    while (!this.#closes()) node.items.push(this.#node());
    this.#brackets -= brackets;
    node.end = Math.max(this.#end, start);
    return node;
  }

  #mapping(event: MappingEvent): MappingNode {
    const start = this.#original(event.start);
    const tag = this.#tag(event, "map", "map");
    const written: MappingNode["written"] = [];
    const node: MappingNode = this.#anchored(event, {
      kind: "mapping",
      tag,
      written,
      pairs: written,
      start,
      end: start,
    });
    const brackets = event.style === COLLECTION_STYLE.FLOW ? 1 : 0;
    this.#brackets += brackets;
    while (!this.#closes()) {
      this.#refuseMissingKey(start);
      const isAlias = this.#events[this.#next]?.type === EVENT_ID.ALIAS;
      const key = this.#node();
      if (!isAlias && key.kind === "scalar") this.#refuseSimpleKey(key);
      written.push([key, this.#node()]);
    }
    this.#brackets -= brackets;
    node.end = Math.max(this.#end, start);
    return node;
  }

  /** Without a `?` in front PyYAML looks for the `:` of a key on its line, and no further than 1,024 characters. */
  #refuseSimpleKey({ start, end }: Span): void {
    const colon = /^\s*:/.exec(this.#text.slice(end, end + longestKey))?.[0];
    if (colon === undefined) return;
    const key = this.#text.slice(start, end + colon.length - 1);
    const isTooLong = key.length > longestKey;
    const isTorn = this.#brackets > 0 && /[\r\n\u0085\u2028\u2029]/.test(key);
    if (!isTooLong && !isTorn) return;
    if (explicitMark.test(this.#text.slice(Math.max(0, start - longestKey), start))) return;
    if (isTooLong) throw new Refusal("A key is longer than 1,024 characters", start);
    throw new Refusal("A key inside brackets goes on to the next line", start);
  }

  /** Refuses what the parser takes in a scalar, and PyYAML does not. */
  #refuseWritten({ style }: ScalarEvent, { start, end }: Span): void {
    const written = this.#text.slice(start, end);
    if (/[\u2028\u2029]/.test(written)) {
      throw new Unsupported("A text holds a line separator of Unicode, U+2028 or U+2029", start);
    }
    const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
    if ((isQuoted || this.#brackets > 0) && hasMarkedLine(this.#text.slice(Math.max(0, start - 1), end + 1))) {
      throw new Refusal("A document ends inside quotes or brackets", start);
    }
    if (style === SCALAR_STYLE.DOUBLE_QUOTED && hasWideEscape(written)) {
      throw new Refusal("An escape names a character that there is not", start);
    }
  }

  /** Inside brackets PyYAML takes a `?` anywhere, and a `:` in front, for marks of a key. */
  #refuseFlowMarks(text: string, offset: number): void {
    if (text.startsWith("?") && !/[?:]/.test(text.slice(1))) {
      throw new Unsupported(`\`${text}\` is a key inside brackets, for PyYAML`, this.#original(offset));
    }
    if (text.includes("?") || text.startsWith(":")) {
      throw this.#refusal(`\`${text}\` must be in quotes inside brackets`, offset);
    }
  }

  /** An empty key needs a `?`. */
  #refuseMissingKey(start: number): void {
    const key = this.#events[this.#next];
    if (key?.type !== EVENT_ID.SCALAR || key.valueStart >= 0 || key.tagStart >= 0 || key.anchorStart >= 0) return;
    const from = Math.max(start, this.#end);
    const [before, behind] = [this.#text.slice(0, from), this.#text.slice(from, from + longestKey)];
    if (/\?\s*$/.test(before.slice(-longestKey)) || /^[^:]*\?/.test(behind)) return;
    throw new Refusal("A `:` stands without a key", from);
  }

  #closes(): boolean {
    const closes = this.#events[this.#next]?.type === EVENT_ID.POP;
    if (closes) this.#next += 1;
    return closes;
  }

  #alias({ anchorStart, anchorEnd }: AliasEvent): YamlNode {
    const name = this.#source.slice(anchorStart, anchorEnd);
    const node = this.#anchors.get(name);
    if (node === undefined) throw this.#refusal(`Alias \`*${name}\` names no anchor`, anchorStart);
    return node;
  }

  #anchored<Node extends YamlNode>({ anchorStart, anchorEnd }: ScalarEvent | SequenceEvent | MappingEvent, node: Node) {
    if (anchorStart < 0) return node;
    const name = this.#source.slice(anchorStart, anchorEnd);
    if (this.#anchors.has(name)) throw this.#refusal(`Anchor \`&${name}\` stands twice`, anchorStart);
    if (/^[0-9A-Za-z_-]+:$/.test(name)) {
      throw new Unsupported(`Anchor \`&${name.slice(0, -1)}\` stands for an empty key`, this.#original(anchorStart));
    }
    if (!/^[0-9A-Za-z_-]+$/.test(name)) {
      throw this.#refusal(`Anchor \`&${name}\` has a character that PyYAML does not allow`, anchorStart);
    }
    this.#anchors.set(name, node);
    return node;
  }

  #tag({ tagStart, tagEnd }: ScalarEvent | SequenceEvent | MappingEvent, implied: string, bare: string): string {
    if (tagStart < 0) return implied;
    const tag = this.#source.slice(tagStart, tagEnd);
    if (tag === "!" && /[,[\]{}]/.test(this.#source.charAt(tagEnd))) throw this.#refusal("A tag has no name", tagStart);
    return tag === "!" ? bare : tag.replace(/^(?:!!|!<tag:yaml\.org,2002:(?=.*>$))/, "").replace(/>$/, "");
  }

  #refusal(message: string, offset: number): Refusal {
    return new Refusal(message, this.#original(offset));
  }
}

/** Whether a line begins as one between documents does. */
function hasMarkedLine(written: string): boolean {
  return /[\r\n](?:---|\.\.\.)(?:\s|$)/.test(written);
}

/** Whether `\Uxxxxxxxx` goes beyond the last character of Unicode. */
function hasWideEscape(written: string): boolean {
  const escapes = written.matchAll(/\\(?:U([0-9A-Fa-f]{8})|[^])/g);
  return [...escapes].some(([, digits = "0"]) => Number.parseInt(digits, 16) > 0x10_ff_ff);
}

/** Negative for a node that stands nowhere. */
function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  return "start" in event ? event.start : -1;
}
