import { Composer, Lexer, Parser } from "yaml";
import type { Document } from "yaml";

/** Deeper nesting than any real source has; the parser below recurses and would end the process far beyond it. */
const deepestNesting = 400;

/** Longest text that is parsed at all, in UTF-16 units. */
export const longestText = 1_000_000;

export type ParsedYaml = Document.Parsed;

/** Why a text was not parsed. */
export class Unreadable extends Error {
  /** Offset at which the limit was passed. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Parses one YAML 1.2 document; its `errors` say what is wrong. Throws `Unreadable` where parsing would be in danger or in vain. */
export function parseYaml(text: string): ParsedYaml {
  if (text.length > longestText) throw new Unreadable(`The file is longer than ${longestText} characters`, 0);
  const composer = new Composer({ prettyErrors: false, uniqueKeys: true, logLevel: "silent" });
  const [first, second] = composer.compose(tokens(text), true, text.length);
  if (first === undefined) throw new Error("The composer made no document");
  if (second !== undefined) throw new Unreadable("The file holds more than one YAML document", second.range[0]);
  return first;
}

function* tokens(text: string): ReturnType<Parser["parse"]> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > deepestNesting) throw new Unreadable("The file is nested too deeply", parser.offset);
  }
  yield* parser.end();
}
