/** A value of the user's inside a sentence: in backticks, without any of its own, on one line. */
export function quote(value: string): string {
  return `\`${value.replaceAll("`", "'").replaceAll(/[\p{Cc}\u2028\u2029]/gu, " ")}\``;
}
