/** Two sentences of a hint, the first ended where it has no end. */
export function joinSentences(first: string, second: string): string {
  return `${first}${first.endsWith("?") ? "" : "."} ${second}`;
}
