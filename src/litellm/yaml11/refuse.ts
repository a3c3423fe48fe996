import { EVENT_ID, SCALAR_STYLE } from "js-yaml";
import type { Event, ScalarEvent } from "js-yaml";

import type { ParsedEvents } from "./parse.ts";
import { Refusal, Unsupported } from "./refusal.ts";
import { must } from "../../domain/must.ts";

// oxlint-disable-next-line no-control-regex -- PyYAML's own list of what it reads, turned round; of surrogates it knows only pairs
const unreadable = /[^\t\n\r\u0020-\u007E\u0085\u00A0-\uFFFD]/;

/** Refuses what PyYAML's reader refuses: bytes that were no text, and control characters. */
export function refuseCharacters(text: string): void {
  const broken = text.isWellFormed() ? -1 : text.search(/\p{Cs}/u);
  if (broken >= 0) throw new Refusal(`The file is not UTF-8: ${brokenUnit(text.charCodeAt(broken))}`, broken);
  const found = unreadable.exec(text);
  if (found !== null) throw new Refusal(`Character ${codePoint(found[0])} is not allowed in YAML`, found.index);
}

/** `decode-text.ts` leaves a byte that is no UTF-8 as a surrogate; JSON may bring others. */
function brokenUnit(unit: number): string {
  const isByte = unit >= 0xdc80 && unit <= 0xdcff;
  return isByte ? `it holds the byte 0x${(unit - 0xdc00).toString(16).toUpperCase()}` : "it holds half a character";
}

function codePoint(character: string): string {
  return `U+${must(character.codePointAt(0), "The character").toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Refuses, in front of the document, an end of one, and what gives tags another meaning. */
export function refuseFront(text: string): void {
  const [front] = must(/^\uFEFF?(?:(?:[ \t]*(?:#.*)?|%.*)(?:\r\n?|\n))*/.exec(text), "What is in front");
  const tag = /^%TAG\b/m.exec(front);
  if (tag !== null) throw new Unsupported("A `%TAG` directive gives tags another meaning", tag.index);
  if (/^\.\.\.(?:\s|$)/.test(text.slice(front.length))) {
    throw new Refusal("A document ends before it begins", front.length);
  }
}

/** Refuses a tab where PyYAML does: anywhere but in a comment, a quoted text or a block of text. */
export function refuseTabs({ source, events, original }: ParsedEvents): void {
  const tabs = [...source.matchAll(/\t/g)].map((found) => found.index);
  const texts = tabs.length > 0 ? events.filter(isQuotedOrBlock) : [];
  let next = 0;
  for (const tab of tabs) {
    while (endOf(texts[next]) <= tab) next += 1;
    const inText = (texts[next]?.valueStart ?? Number.POSITIVE_INFINITY) <= tab;
    if (!inText && !isComment(source, endOf(texts[next - 1], 0), tab)) {
      throw new Refusal("A tab stands where PyYAML allows only spaces", original(tab));
    }
  }
}

function endOf(text: ScalarEvent | undefined, none = Number.POSITIVE_INFINITY): number {
  return text?.valueEnd ?? none;
}

function isQuotedOrBlock(event: Event): event is ScalarEvent {
  return event.type === EVENT_ID.SCALAR && event.style !== SCALAR_STYLE.PLAIN;
}

/** Whether a comment begins between the end of the last quoted text, or of the last line, and the offset. */
function isComment(source: string, from: number, offset: number): boolean {
  const lineStart = Math.max(source.lastIndexOf("\n", offset), source.lastIndexOf("\r", offset)) + 1;
  return /(?:^|[ ])#/.test(source.slice(Math.max(lineStart, from), offset));
}
