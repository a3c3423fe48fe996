/** Text with every character that would steer a terminal replaced, one for one. */
export function printable(text: string): string {
  return text.replaceAll("\t", " ").replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, "\uFFFD");
}
