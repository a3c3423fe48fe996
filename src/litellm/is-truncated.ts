/** First line of every rendered config, and the mark by which one is known again. */
export const headerMark = "# Rendered by litellm-profiles";

/** YAML's end of a document; a rendered config without it is only its beginning. */
export const endMark = "...";

/**
 * Whether a config was rendered by this tool and then cut short. A file with neither header nor end (Helm's `toYaml`
 * drops both) is not truncated, but judged by its content.
 */
export function isTruncated(text: string): boolean {
  return text.replace(/^\uFEFF/, "").startsWith(headerMark) && lastLine(text) !== endMark;
}

/** The last line that is not blank. */
function lastLine(text: string): string {
  const end = text.trimEnd();
  return end.slice(end.lastIndexOf("\n") + 1).trimEnd();
}
