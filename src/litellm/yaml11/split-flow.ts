import { must } from "../../domain/must.ts";

/** A collection in YAML's flow style, `[…]` or `{…}`, taken apart. */
export interface FlowParts {
  /** The texts between its own commas; what is in brackets or quotes stays whole. */
  readonly parts: readonly string[];
  /** Its own comments, from `#` to the end of their lines. */
  readonly comments: readonly string[];
  /** Offset behind the closing bracket. */
  readonly end: number;
}

const comment = /#[^\n]*/y;

const quoted = /"(?:\\[^]|[^"\\])*"|'(?:''|[^'])*'/y;

/** Takes a flow collection apart whose bracket stands at an offset of a text that PyYAML reads. */
export function splitFlow(text: string, open: number): FlowParts {
  const own: string[] = [];
  const [parts, comments]: [string[], string[]] = [[], []];
  let [depth, at] = [1, open + 1];
  while (depth > 0 && at < text.length) {
    const token = tokenAt(text, at);
    at += token.length;
    depth += depthOf(token);
    if (depth === 1 && isComment(token)) {
      comments.push(token);
    } else if (depth === 0 || (depth === 1 && token === ",")) {
      parts.push(own.join("").replaceAll(/^[ \t\n]+|[ \t\n]+$/g, ""));
      own.length = 0;
    } else {
      own.push(token);
    }
  }
  return { parts: parts.filter((each) => each !== ""), comments, end: at };
}

function depthOf(token: string): number {
  if (token === "[" || token === "{") return 1;
  return token === "]" || token === "}" ? -1 : 0;
}

/** A `#` alone is part of a word. */
function isComment(token: string): boolean {
  return token.length > 1 && token.startsWith("#");
}

/** A quoted text, a comment, or one character. */
function tokenAt(text: string, at: number): string {
  const before = text.charAt(at - 1);
  // A quote opens a text where a value may begin, not in the middle of a word.
  quoted.lastIndex = at;
  const quote = /[\s[{,:]/.test(before) ? quoted.exec(text)?.[0] : undefined;
  if (quote !== undefined) return quote;
  if (text.charAt(at) !== "#" || !/\s/.test(before)) return text.charAt(at);
  comment.lastIndex = at;
  return must(comment.exec(text), "A comment")[0];
}
