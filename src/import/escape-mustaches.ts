/**
 * A text as a template that prints it: `{{` is written `\{{`. Where a backslash stands before it, or more braces behind,
 * that would mean something else: there `{{"{{"}}` stands for each two, after as many backslashes and one more, and an
 * empty comment keeps it from a closing brace.
 */
export function escapeMustaches(text: string): string {
  return text.replaceAll(/(\\*)(\{{2,})(?=(\}?))/g, (_, backslashes: string, braces: string, closing: string) => {
    if (backslashes === "" && braces.length === 2) return "\\{{";
    const rest = braces.length % 2 === 1 ? "{" : closing && "{{!}}";
    return `${backslashes}${backslashes && "\\"}${`{{"{{"}}`.repeat(Math.floor(braces.length / 2))}${rest}`;
  });
}
