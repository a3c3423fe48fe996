import { Composer, Lexer, Parser } from "yaml";
import type { Document } from "yaml";
import { must } from "../domain/must.ts";

/** Deeper nesting than any real source has; the parser below recurses and would end the process far beyond it. */
const deepestNesting = 400;

/** Longest text that is parsed at all, in UTF-16 units. */
export const longestText = 1_000_000;

export type ParsedYaml = Document.Parsed;

/** Why a text was not parsed. */
export class Unreadable {
  readonly message: string;
  /** Offset at which the limit was passed. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    this.message = message;
    this.offset = offset;
  }
}

/**
 * Parses one YAML 1.2 document; its `errors` say what is wrong. Gives `Unreadable` where parsing would be in danger or in
 * vain.
 */
export function parseYaml(text: string): ParsedYaml | Unreadable {
  if (text.length > longestText) return new Unreadable(`The file is longer than ${longestText} characters`, 0);
  const composer = new Composer({ prettyErrors: false, uniqueKeys: true, logLevel: "silent" });
  const parser = new Parser();
  const [first, second] = composer.compose(tokens(text, parser), true, text.length);
  if (isTooDeep(parser)) return new Unreadable("The file is nested too deeply", parser.offset);
  if (second !== undefined) return new Unreadable("The file holds more than one YAML document", second.range[0]);
  return must(first, "The document");
}

/** For a text that was parsed before. */
export function isParsed(parsed: ParsedYaml | Unreadable): parsed is ParsedYaml {
  return !(parsed instanceof Unreadable);
}

/** Ends early where the nesting becomes too deep; the parser stands there then. */
function* tokens(text: string, parser: Parser): ReturnType<Parser["parse"]> {
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (isTooDeep(parser)) return;
  }
  yield* parser.end();
}

function isTooDeep({ stack }: Parser): boolean {
  return stack.length > deepestNesting;
}
