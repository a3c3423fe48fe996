import { YAMLException, parseEvents } from "js-yaml";
import type { Event } from "js-yaml";

import { Refusal, Unsupported } from "./refusal.ts";
import { must } from "../../domain/must.ts";
import { only } from "../../domain/only.ts";

export interface ParsedEvents {
  /** The text that the offsets of the events count in. */
  readonly source: string;
  readonly events: readonly Event[];
  /** The offset in the text as it was given. */
  readonly original: (offset: number) => number;
}

/** Wider than any collection is indented. */
const padding = " ".repeat(120);

/** A file with more lines than these that stand too far left is refused, rather than parsed for ever. */
const mostPadded = 500;

/**
 * Parses as PyYAML does, which does not mind how far a line inside brackets or quotes is indented. The parser here
 * does, so such a line is moved to the right, where its indentation means nothing either. Throws `Refusal`.
 */
export function parse(text: string): ParsedEvents {
  let source = text;
  const padded: number[] = [];
  const original = (offset: number): number =>
    offset - padding.length * padded.filter((each, index) => each + (index + 1) * padding.length <= offset).length;
  for (;;) {
    try {
      return { source, events: parseEvents(source, {}), original };
    } catch (error) {
      const { mark, reason } = only(YAMLException, error);
      const { position } = must(mark, "The place of a syntax error");
      const lineStart = lineStartOf(source, position);
      const comment = closeComment(source, position);
      if (comment !== undefined) {
        source = source.slice(0, position) + " ".repeat(comment) + source.slice(position + comment);
        continue;
      }
      if (!standsTooFarLeft(reason) || source.startsWith(padding, lineStart) || padded.length === mostPadded) {
        if (standsAlone(source, position)) {
          throw new Unsupported("A `-` or `?` stands alone inside brackets, without quotes", original(position));
        }
        throw new Refusal(sentence(reason), original(position));
      }
      source = source.slice(0, lineStart) + padding + source.slice(lineStart);
      padded.push(original(lineStart));
    }
  }
}

/** The length of a comment that begins right behind a quote or a bracket, as PyYAML allows. */
function closeComment(source: string, position: number): number | undefined {
  if (!/["'[\]{},]/.test(source.charAt(position - 1))) return undefined;
  const [comment] = /^#[^\r\n]*/.exec(source.slice(position)) ?? [];
  return comment?.length;
}

function standsAlone(source: string, position: number): boolean {
  return /[-?][,[\]{}]/.test(source.slice(Math.max(0, position - 2), position + 2));
}

function standsTooFarLeft(reason: string): boolean {
  return reason === "deficient indentation";
}

function lineStartOf(source: string, position: number): number {
  return Math.max(source.lastIndexOf("\n", position - 1), source.lastIndexOf("\r", position - 1)) + 1;
}

function sentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
