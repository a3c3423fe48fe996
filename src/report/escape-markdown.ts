/**
 * Text as GitHub's Markdown shows it literally, on one line: nothing in it is markup, HTML, a table's border or an
 * emphasis. Mentions, links and emoji are only safe inside `markdownCode`.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ")
    .replaceAll(
      /[&<>"'`*[\]|@#~!\\{}()$:]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
      (mark) => `&#${mark.codePointAt(0)};`,
    );
}

/** A value as code. An element, not backticks: they cannot hold a pipe inside a table. No mention is read in it. */
export function markdownCode(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/** A sentence of ours: what stands in backticks is code, the rest is escaped and mentions nobody. */
export function markdownSentence(sentence: string): string {
  return sentence
    .split("`")
    .map((part, index) =>
      index % 2 === 1 ? markdownCode(part) : escapeMarkdown(part).replaceAll("&#64;", "&#64;&#8203;"),
    )
    .join("");
}
